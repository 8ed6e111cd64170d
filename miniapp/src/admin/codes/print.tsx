import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { PosterFormat } from 'shared/places.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'

const FORMATS: readonly (readonly [PosterFormat, string])[] = [
  ['a4', 'A4整张'],
  ['four', '一页四张'],
  ['sticker', '8厘米贴纸']
]
/** Bytes of one poster beyond the fonts, measured on 1,000: they make the bar move evenly. */
const BYTES: Record<PosterFormat, number> = { a4: 4200, four: 2000, sticker: 1900 }
const FONTS = 100_000

type Props = { wanted: { villageId: string } | { codeId: string }; count: number; name: string }

/**
 * Downloads the posters of a village, or of one code, to be printed; a long run shows how far it is and can
 * be stopped.
 */
export function Print({ wanted, count, name }: Props) {
  const [format, setFormat] = useState<PosterFormat>('a4')
  const [done, setDone] = useState(0)
  const stop = useRef<() => void>()
  const { act, busy, problem } = useAct(format)
  const total = FONTS + count * BYTES[format]
  const percent = Math.min(99, Math.round((done / total) * 100))
  const start = () =>
    act(async () => {
      setDone(0)
      const querystring = { ...wanted, format }
      await download('GET /posters', { querystring }, `${name}.pdf`, {
        onBytes: setDone,
        onStart: (abort) => {
          stop.current = abort
        }
      })
    }, '已下载，可以打印')
  return (
    <View>
      <Choice label='纸张' value={format} options={FORMATS} onChange={setFormat} />
      <Problem text={problem} />
      {busy ? (
        <View {...a11y({ role: 'status', live: 'polite' })}>
          <Text className='block'>
            正在生成{count}张，约{percent}%
          </Text>
          <View className='bar'>
            <View className='bar__fill' style={{ width: `${percent}%` }} />
          </View>
          <Button kind='plain' onTap={() => stop.current?.()}>
            取消
          </Button>
        </View>
      ) : (
        <Button kind='main' onTap={() => void start()}>
          下载打印件（PDF，{count}张）
        </Button>
      )}
    </View>
  )
}
