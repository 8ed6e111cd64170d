import { Text, View } from '@tarojs/components'
import type { Counter } from 'shared/hall.ts'
import { Choice } from '../../components/field.tsx'
import { TimeField } from '../../components/select.tsx'

export type Weekly = Counter['windows'][number]['weekly']
const DAYS = ['日', '一', '二', '三', '四', '五', '六'] as const
const KEYS = ['0', '1', '2', '3', '4', '5', '6'] as const
type Interval = [number, number]
const USUAL: Interval[] = [
  [540, 720],
  [780, 1020]
]
const WORKDAYS: NonNullable<Weekly> = DAYS.map((_, day) => (day === 0 || day === 6 ? [] : USUAL))

type Props = { weekly: Weekly; onChange: (weekly: Weekly) => void }

/** A window's opening hours: the county's, or the same hours of its own on chosen days of the week. */
export function Hours({ weekly, onChange }: Props) {
  const hours = weekly?.find((day) => day.length > 0) ?? USUAL
  const open = KEYS.filter((day) => weekly?.[Number(day)]?.length)
  const put = (days: readonly string[], intervals: readonly Interval[]) =>
    onChange(KEYS.map((day) => (days.includes(day) ? intervals.map(([a, b]): Interval => [a, b]) : [])))
  const toggle = (day: (typeof KEYS)[number]) =>
    put(open.includes(day) ? open.filter((one) => one !== day) : [...open, day], hours)
  const set = (at: number, end: 0 | 1, minute: number) =>
    put(
      open,
      hours.map(([from, until], index): Interval => {
        if (index !== at) return [from, until]
        return end === 0 ? [minute, until] : [from, minute]
      })
    )
  return (
    <View>
      <Choice
        label='开放时间'
        value={weekly ? 'own' : 'office'}
        options={[
          ['office', '和全县上班时间一样'],
          ['own', '这个窗口自己定']
        ]}
        onChange={(value) => onChange(value === 'own' ? WORKDAYS : null)}
      />
      {weekly && (
        <>
          <Choice
            label='星期几开'
            value={open}
            options={KEYS.map((day) => [day, `周${DAYS[Number(day)]}`] as const)}
            onChange={toggle}
          />
          {hours.map(([from, until], at) => (
            // The order of a day's hours is what tells them apart.
            <View key={at === 0 ? 'first' : `later${at}`} className='pair-of'>
              <TimeField label={`第${at + 1}段从`} minute={from} onChange={(minute) => set(at, 0, minute)} />
              <TimeField label='到' minute={until} onChange={(minute) => set(at, 1, minute)} />
            </View>
          ))}
          <Text className='block soft'>遇到法定节假日和调休，按全县的上班时间</Text>
        </>
      )}
    </View>
  )
}

/** Hours that can be kept: on at least one day, each stretch before the next. */
export const soundHours = (weekly: Weekly): boolean =>
  weekly === null ||
  (weekly.some((day) => day.length > 0) &&
    weekly.every((day) =>
      day.every(([from, until], at) => from < until && (at === 0 || day[at - 1]![1] <= from))
    ))
