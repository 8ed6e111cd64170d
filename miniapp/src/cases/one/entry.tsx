import { Text } from '@tarojs/components'
import type { Paper } from 'shared/case-parts.ts'
import { asksDay, signsLater } from 'shared/rules/forms.ts'
import { Choice, Field } from '../../components/field.tsx'
import { DayField, Select } from '../../components/select.tsx'

const IN_SIGHT = 4
type Props = {
  field: NonNullable<Paper['fields']>[number]
  value: string
  onChange: (value: string) => void
}

/**
 * One field of a form, filled in the way it asks for; what is signed is signed with the whole application.
 */
export function Entry({ field, value, onChange }: Props) {
  const { sample, input = 'text', unit, options = [], faulty } = field
  const label = `${field.label}${unit ? `（${unit}）` : ''}${faulty ? '（要改）' : ''}`
  if (signsLater(field.label)) return <Text className='block soft'>{field.label}：提交时一起签</Text>
  if (asksDay(field)) return <DayField label={label} value={value} onChange={onChange} />
  if (input === 'choice' && options.length) {
    const shown = options.map((option) => [option, option] as const)
    return options.length > IN_SIGHT ? (
      <Select label={label} value={value} options={shown} onChange={onChange} />
    ) : (
      <Choice label={label} value={value} options={shown} onChange={onChange} />
    )
  }
  return (
    <Field
      label={label}
      max={200}
      digits={input === 'number'}
      value={value}
      placeholder={sample ? `如：${sample}` : ''}
      onChange={onChange}
    />
  )
}
