import { Input, Text, Textarea, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  long?: boolean
  max?: number
  /** Numbers only: the phone shows its number keys. */
  digits?: boolean
}

const NEARLY = 0.9

/** A labelled line or box of text; near its end it says how much still fits. */
export function Field({ label, value, onChange, placeholder = '', long, max = 100, digits = false }: Props) {
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
      {long ? (
        <Textarea className='field__area' {...shared} />
      ) : (
        <Input className='field__box' {...shared} {...(digits && { type: 'digit' as const })} />
      )}
      {value.length >= max * NEARLY && max >= 50 && (
        <Text className={`block soft${value.length >= max ? ' red' : ''}`}>
          {value.length >= max ? `最多${max}字，后面的没有写进去` : `还能写${max - value.length}字`}
        </Text>
      )}
    </View>
  )
}

type ChoiceProps<V extends string> = {
  label: string
  /** What is chosen; several where several may be. */
  value: V | readonly V[] | undefined
  options: readonly (readonly [V, string])[]
  onChange: (value: V) => void
}

const isOn = <V extends string>(value: ChoiceProps<V>['value'], option: V): boolean =>
  typeof value === 'object' ? value.includes(option) : value === option

/** One or more of a few, all in sight. */
export const Choice = <V extends string>({ label, value, options, onChange }: ChoiceProps<V>) => (
  <View className='field'>
    <Text className='field__label'>{label}</Text>
    <View className='chips' {...a11y({ role: 'radiogroup', label })}>
      {options.map(([option, words]) => (
        <View
          key={option}
          className={`chip${isOn(value, option) ? ' chip--on' : ''}`}
          onClick={() => onChange(option)}
          {...a11y({ role: 'button', label: isOn(value, option) ? `${words}，已选` : words })}
        >
          <Text>{words}</Text>
        </View>
      ))}
    </View>
  </View>
)

/** In use, or put away. */
export const ActiveChoice = ({
  active,
  onChange
}: {
  active: boolean
  onChange: (active: boolean) => void
}) => (
  <Choice
    label='是否使用'
    value={active ? 'yes' : 'no'}
    options={[
      ['yes', '使用'],
      ['no', '停用']
    ]}
    onChange={(value) => onChange(value === 'yes')}
  />
)
