import { Input, Text, Textarea, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  long?: boolean
  max?: number
}

/** A labelled line or box of text. */
export function Field({ label, value, onChange, placeholder = '', long, max = 100 }: Props) {
  const shared = {
    value,
    placeholder,
    maxlength: max,
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    ...a11y({ label })
  }
  return (
    <View className='field'>
      <Text className='field__label'>{label}</Text>
      {long ? <Textarea className='field__area' {...shared} /> : <Input className='field__box' {...shared} />}
    </View>
  )
}

type ChoiceProps<V extends string> = {
  label: string
  value: V | undefined
  options: readonly (readonly [V, string])[]
  onChange: (value: V) => void
}

/** One of a few, all in sight. */
export const Choice = <V extends string>({ label, value, options, onChange }: ChoiceProps<V>) => (
  <View className='field'>
    <Text className='field__label'>{label}</Text>
    <View className='chips' {...a11y({ role: 'radiogroup', label })}>
      {options.map(([option, words]) => (
        <View
          key={option}
          className={`chip${option === value ? ' chip--on' : ''}`}
          onClick={() => onChange(option)}
          {...a11y({ role: 'button', label: option === value ? `${words}，已选` : words })}
        >
          <Text>{words}</Text>
        </View>
      ))}
    </View>
  </View>
)
