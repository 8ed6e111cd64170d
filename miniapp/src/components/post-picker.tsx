import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../lib/a11y.ts'
import { useCall } from '../lib/query.ts'
import { useRested } from '../lib/rested.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'

export type Chosen = { id: string; words: string }
type Props = {
  label: string
  chosen: Chosen | null
  /** Null while another is being looked for: nobody is chosen then. */
  onChange: (post: Chosen | null) => void
}

/** Finds an official by name, unit or duty and picks one. A name typed and not picked is nobody. */
export function PostPicker({ label, chosen, onChange }: Props) {
  const [q, setQ] = useState('')
  const [before, setBefore] = useState<Chosen | null>(null)
  const wanted = useRested(q).trim()
  const { data } = useCall('GET /directory/search', { querystring: { q: wanted } }, wanted !== '')
  const pick = (post: Chosen) => {
    setQ('')
    setBefore(null)
    onChange(post)
  }
  const change = () => {
    setBefore(chosen)
    onChange(null)
  }
  if (chosen)
    return (
      <View className='field'>
        <Text className='field__label'>{label}</Text>
        <View className='card__row card__row--mid'>
          <Text>{chosen.words}</Text>
          <Button small label={`换${label}`} onTap={change}>
            换人
          </Button>
        </View>
      </View>
    )
  return (
    <View>
      <Field label={label} value={q} max={30} placeholder='输入姓名、单位或职责查找' onChange={setQ} />
      {wanted !== '' && data && (
        <View className='chips' style={{ marginBottom: '12px' }}>
          {data.items.slice(0, 8).map(({ postId, title, name, absent }) => (
            <View
              key={postId}
              className='chip'
              onClick={() => pick({ id: postId, words: `${title} ${name ?? ''}` })}
              {...a11y({ role: 'button', label: `选${title}${name ?? ''}` })}
            >
              <Text>
                {title} {name}
                {absent ? '（今天不在）' : ''}
              </Text>
            </View>
          ))}
          <Text className='block soft red'>
            {data.items.length === 0 ? '没有找到，换个词试试' : '还没有选中，请点上面的一位'}
          </Text>
        </View>
      )}
      {before && (
        <Button kind='plain' onTap={() => pick(before)}>
          不换了，还是{before.words}
        </Button>
      )}
    </View>
  )
}
