import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Village } from 'shared/places.ts'
import { a11y } from '../lib/a11y.ts'
import { useCall } from '../lib/query.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Failure } from './states.tsx'

const SHOWN = 12

type Props = { label: string; chosen: string | undefined; onChange: (village: Village) => void }

/** One village of a county’s hundreds, by some letters of its name; those of the same township first. */
export function VillagePicker({ label, chosen, onChange }: Props) {
  const { data, error, refetch } = useCall('GET /villages', {})
  const [open, setOpen] = useState(false)
  const [q, setQ] = useState('')
  if (!data && error) return <Failure error={error} onRetry={() => void refetch()} />
  const villages = data?.items ?? []
  const own = villages.find(({ id }) => id === chosen)
  const wanted = q.trim()
  const named = villages.filter(({ name }) => name.includes(wanted))
  // A village’s own name comes before that of its township, which many share.
  const found = named.length
    ? named
    : villages.filter(({ township, name }) => `${township}${name}`.includes(wanted))
  const near = own
    ? [...found].sort((a, b) => Number(b.township === own.township) - Number(a.township === own.township))
    : found
  const pick = (village: Village) => {
    setOpen(false)
    setQ('')
    onChange(village)
  }
  if (own && !open)
    return (
      <View className='field'>
        <Text className='field__label'>{label}</Text>
        <View className='card__row card__row--mid'>
          <Text>
            {own.name} <Text className='soft'>{own.township}</Text>
          </Text>
          <Button small label={`换一个村，现在是${own.name}`} onTap={() => setOpen(true)}>
            换一个
          </Button>
        </View>
      </View>
    )
  return (
    <View>
      <Field label={label} value={q} max={20} placeholder='输入村名里的字，如：张楼' onChange={setQ} />
      <View className='chips' style={{ marginBottom: '12px' }}>
        {near.slice(0, SHOWN).map((village) => (
          <View
            key={village.id}
            className='chip'
            onClick={() => pick(village)}
            {...a11y({ role: 'button', label: `选${village.township}${village.name}` })}
          >
            <Text>{village.name}</Text>
          </View>
        ))}
      </View>
      {data && found.length === 0 && <Text className='block soft'>没有这个村，少写几个字试试</Text>}
      {found.length > SHOWN && (
        <Text className='block soft' style={{ marginBottom: '12px' }}>
          还有{found.length - SHOWN}个村，输入村名里的字就能看到
        </Text>
      )}
    </View>
  )
}
