import { Picker, Text, View } from '@tarojs/components'
import { clockOf } from 'shared/rules/beijing.ts'
import { a11y } from '../lib/a11y.ts'
import { dayAfter } from '../lib/words.ts'
import { Button } from './button.tsx'

type Props = {
  label: string
  value: string | undefined
  options: readonly (readonly [string, string])[]
  onChange: (value: string) => void
  empty?: string
}

/** One of many, from the phone's own wheel. */
export function Select({ label, value, options, onChange, empty = '请选择' }: Props) {
  const names = options.map(([, words]) => words)
  const chosen = options.findIndex(([option]) => option === value)
  const words = options[chosen]?.[1] ?? empty
  return (
    <View className='field'>
      <Text className='field__label'>{label}</Text>
      <Picker
        mode='selector'
        range={names}
        value={Math.max(chosen, 0)}
        onChange={({ detail }) => onChange(options[Number(detail.value)]![0])}
      >
        <View className='field__box' {...a11y({ role: 'button', label: `${label}：${words}` })}>
          <Text>{words}</Text>
        </View>
      </Picker>
    </View>
  )
}

type DayProps = { label: string; value: string; onChange: (day: string) => void; mayClear?: boolean }

export const DayField = ({ label, value, onChange, mayClear = false }: DayProps) => (
  <View className='field'>
    <Text className='field__label'>{label}</Text>
    <Picker
      mode='date'
      start='1900-01-01'
      value={value || dayAfter(0)}
      onChange={({ detail }) => onChange(String(detail.value))}
    >
      <View className='field__box' {...a11y({ role: 'button', label: `${label}：${value || '请选择'}` })}>
        <Text>{value || '请选择'}</Text>
      </View>
    </Picker>
    {value !== '' && mayClear && (
      <Button kind='plain' label={`不限${label}`} onTap={() => onChange('')}>
        不限日期
      </Button>
    )}
  </View>
)

type TimeProps = { label: string; minute: number; onChange: (minute: number) => void }

/** A time of day, in minutes. */
export const TimeField = ({ label, minute, onChange }: TimeProps) => (
  <View className='field'>
    <Text className='field__label'>{label}</Text>
    <Picker
      mode='time'
      value={clockOf(minute)}
      onChange={({ detail }) => {
        const [hours, minutes] = String(detail.value).split(':')
        onChange(Number(hours) * 60 + Number(minutes))
      }}
    >
      <View className='field__box' {...a11y({ role: 'button', label: `${label}：${clockOf(minute)}` })}>
        <Text>{clockOf(minute)}</Text>
      </View>
    </Picker>
  </View>
)
