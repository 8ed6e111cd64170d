import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { a11y } from '../../lib/a11y.ts'
import { useCall } from '../../lib/query.ts'

type Chosen = { id: string; words: string }
type Props = { label: string; chosen: Chosen | undefined; onChange: (post: Chosen) => void }

/** Finds an official by name, unit or duty and picks one. */
export function PostPicker({ label, chosen, onChange }: Props) {
  const [q, setQ] = useState('')
  const [changing, setChanging] = useState(false)
  const { data } = useCall('GET /directory/search', { querystring: { q } }, q.trim() !== '')
  const pick = (post: Chosen) => {
    setQ('')
    setChanging(false)
    onChange(post)
  }
  if (chosen && !changing)
    return (
      <View className='field'>
        <Text className='field__label'>{label}</Text>
        <View className='card__row'>
          <Text>{chosen.words}</Text>
          <Button small label={`换${label}`} onTap={() => setChanging(true)}>
            换人
          </Button>
        </View>
      </View>
    )
  return (
    <View>
      <Field label={label} value={q} max={30} placeholder='输入姓名、单位或职责查找' onChange={setQ} />
      {q.trim() !== '' && data && (
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
          {data.items.length === 0 && <Text className='soft'>没有找到</Text>}
        </View>
      )}
    </View>
  )
}
