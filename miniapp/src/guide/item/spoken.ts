import type { GuideItem } from 'shared/guide.ts'
import type { Spared } from 'shared/rules/situations.ts'

type Material = GuideItem['materials'][number]

/** The list as one would say it on the phone. */
export function sheetWords(
  { name, promised, doneBy, visits, counter }: GuideItem,
  bring: readonly Material[],
  spared: readonly Spared<Material>[],
  fees: readonly { words: string }[]
): string {
  return [
    `办理${name}，`,
    bring.length
      ? `请带${bring.length}份材料：${bring.map((one) => `${one.name}，${one.copies}`).join('；')}。`
      : '什么材料都不用带。',
    spared.length
      ? `不用带：${spared.map(({ material, why }) => `${material.name}，${why}`).join('；')}。`
      : '',
    `${promised}办好。`,
    doneBy ? `现在交件，最晚${doneBy.words}。` : '',
    fees.length ? `收费：${fees.map(({ words }) => words).join('；')}。` : '不收费。',
    visits === 0 ? '不用跑。' : `要跑${visits}次。`,
    counter ? `在${counter.name}${counter.windows}。` : ''
  ].join('')
}
