import type { ItemContent } from 'shared/items.ts'
import type { CasePaper } from './state.types.ts'

/** What was found wrong with a paper, down to the fields of its form: the one telling must hold all of it. */
export function faultWords(
  { name, reason, faults = [] }: CasePaper,
  { fields = [] }: ItemContent['materials'][number]
): string {
  const labels = faults.flatMap((at) => fields[at]?.label ?? []).filter((label) => !reason?.includes(label))
  return `${name}：${reason}${labels.length ? `（${labels.join('、')}）` : ''}`
}

/** What speaks against a paper, to choose from: it was not given, or what its rule asks for, turned round. */
export function reasonsFor(material: ItemContent['materials'][number], given: boolean): string[] {
  const { form, copies, fields, issuer, trust } = material
  if (!given) return ['没有交这份材料']
  return [
    '照片模糊，看不清字',
    '没有拍全，缺页或者缺边',
    ...(form === 'original' || form === 'originalAndCopy' ? ['要原件，交的是复印件'] : []),
    ...(copies > 1 ? [`份数不够，要${copies}份`] : []),
    ...(fields ? ['表没有填完整', '没有签字'] : []),
    ...(issuer ? [`不是${issuer}出具的`] : []),
    ...(trust === 'A' ? ['核验没有通过'] : []),
    '已过有效期',
    '和申请人的信息对不上'
  ]
}
