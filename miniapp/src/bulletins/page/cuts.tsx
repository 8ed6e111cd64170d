import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { BulletinFigures, ComparedRow } from 'shared/bulletins.ts'
import { onTimeRate, satisfiedRate } from 'shared/rules/rates.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/field.tsx'

const CUTS = [
  ['units', '按单位'],
  ['villages', '按村'],
  ['topics', '按事项']
] as const
const FIRST = 12

/** The period by unit, village or topic; most received first, in no order of merit. */
export function Cuts({ figures }: { figures: BulletinFigures }) {
  const [cut, setCut] = useState<(typeof CUTS)[number][0]>('units')
  const [whole, setWhole] = useState(false)
  const rows = figures[cut]
  return (
    <View>
      <Choice label='统计口径' value={cut} options={CUTS} onChange={setCut} />
      <Text className='block soft'>按时：按时答复的，占已答复和超期未答复的比例</Text>
      <View className='card'>
        {rows.length === 0 && <Text className='soft'>没有诉求</Text>}
        {rows.slice(0, whole ? undefined : FIRST).map((row) => (
          <Row key={row.name} row={row} />
        ))}
        {rows.length > FIRST && (
          <Button kind='plain' onTap={() => setWhole(!whole)}>
            {whole ? '收起' : `全部${rows.length}行`}
          </Button>
        )}
      </View>
    </View>
  )
}

const Row = ({ row: { name, now, before } }: { row: ComparedRow }) => (
  <View className='row'>
    <View className='card__row'>
      <Text className='strong'>{name}</Text>
      {now.overdue > 0 && <Text className='tag tag--red'>超期{now.overdue}</Text>}
    </View>
    <Text className='block soft'>
      收到{now.received}（上期{before.received}） · 答复{now.answered} · 按时{onTimeRate(now)} · 满意
      {satisfiedRate(now)} · 在办{now.open}
    </Text>
  </View>
)
