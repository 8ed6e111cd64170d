import { View } from '@tarojs/components'
import { useState } from 'react'
import type { When } from 'shared/rules/situations.ts'
import { Choice, Field } from '../../components/field.tsx'
import { Select } from '../../components/select.tsx'
import type { Spec } from './specs.ts'

type Props<V> = { spec: Spec; value: V; onChange: (value: unknown) => void }
type Limit = { amount: number; unit: string }

const UNITS = [
  ['wd', '工作日'],
  ['d', '自然日'],
  ['wh', '工作小时'],
  ['wm', '工作分钟']
] as const
const NONE = ''

/** One element of the item, written in the way its kind asks for. */
export function Element({ spec, value, onChange }: Props<unknown>) {
  const { label, kind, words = {}, max = 100, optional } = spec
  const options = Object.entries(words)
  switch (kind) {
    case 'text':
    case 'long':
      return (
        <Field
          label={label}
          long={kind === 'long'}
          max={max}
          value={String(value ?? '')}
          onChange={(text) => onChange(optional && text === '' ? undefined : text)}
        />
      )
    case 'number':
      return (
        <Field
          label={label}
          max={9}
          value={String(value ?? '')}
          onChange={(text) => onChange(numberOf(text))}
        />
      )
    case 'lines':
      return (
        <Field
          label={label}
          long
          max={max}
          value={((value ?? []) as string[]).join('\n')}
          onChange={(text) => onChange(text === '' ? (optional ? undefined : []) : text.split('\n'))}
        />
      )
    case 'limit':
      return <LimitField label={label} value={value as Limit | undefined} onChange={onChange} />
    case 'choice':
      return (
        <Select
          label={label}
          value={(value as string | undefined) ?? NONE}
          options={optional ? [[NONE, '没有写'], ...options] : options}
          onChange={(chosen) => onChange(chosen === NONE ? undefined : chosen)}
        />
      )
    case 'many':
      return <Many label={label} options={options} value={value as string[]} onChange={onChange} />
    case 'yesno':
      return (
        <Choice
          label={label}
          value={value ? 'yes' : 'no'}
          options={[
            ['yes', '计入'],
            ['no', '不计入']
          ]}
          onChange={(chosen) => onChange(chosen === 'yes')}
        />
      )
    case 'when':
      return <WhenField label={label} value={value as When[] | undefined} onChange={onChange} />
  }
}

/** A number as far as it is one; what is no number stays as typed, and the check says so. */
const numberOf = (text: string): unknown =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text

type LimitProps = { label: string; value: Limit | undefined; onChange: (value: unknown) => void }
function LimitField({ label, value, onChange }: LimitProps) {
  const [unit, setUnit] = useState(value?.unit ?? 'wd')
  return (
    <View className='pair'>
      <View className='pair__value'>
        <Field
          label={label}
          max={4}
          value={value ? String(value.amount) : ''}
          placeholder='没有写'
          onChange={(text) => onChange(text.trim() === '' ? undefined : { amount: numberOf(text), unit })}
        />
      </View>
      <View className='pair__value'>
        <Select
          label='单位'
          value={unit}
          options={UNITS}
          onChange={(chosen) => {
            setUnit(chosen)
            if (value) onChange({ ...value, unit: chosen })
          }}
        />
      </View>
    </View>
  )
}

type ManyProps = {
  label: string
  options: [string, string][]
  value: string[]
  onChange: (value: unknown) => void
}
const Many = ({ label, options, value, onChange }: ManyProps) => (
  <Choice
    label={`${label}（可以选几个）`}
    value={value}
    options={options}
    onChange={(key) => onChange(value.includes(key) ? value.filter((one) => one !== key) : [...value, key])}
  />
)

const wordsOf = (when: readonly When[] = []): string =>
  when
    .map((group) =>
      Object.entries(group)
        .map((pair) => pair.join('='))
        .join('&')
    )
    .join('；')

/** The groups of a rule, or undefined while it is not written to its end. */
function groupsOf(text: string): When[] | undefined {
  const groups = text.split('；').filter(Boolean)
  const read = groups.map((group) => group.split('&').map((pair) => pair.split('=')))
  if (read.some((pairs) => pairs.some(([q, a, more]) => !q || !a || more !== undefined))) return undefined
  return read.map((pairs) => Object.fromEntries(pairs as [string, string][]))
}

type WhenProps = { label: string; value: When[] | undefined; onChange: (value: unknown) => void }
function WhenField({ label, value, onChange }: WhenProps) {
  const [text, setText] = useState(wordsOf(value))
  const groups = groupsOf(text)
  const change = (typed: string) => {
    setText(typed)
    const read = groupsOf(typed)
    if (read) onChange(read.length ? read : undefined)
  }
  return (
    <Field
      label={groups ? label : `${label}：要写成“问题=答案”，同时成立用&，任一成立用；`}
      max={300}
      value={text}
      placeholder='方式=买卖&办理人=代办；方式=继承'
      onChange={change}
    />
  )
}
