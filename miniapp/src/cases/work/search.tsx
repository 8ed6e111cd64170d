import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CaseLine } from 'shared/cases.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { Line } from '../line.tsx'

/** A case by its number, or a person's cases by their number, phone or name. */
export function Search() {
  const [q, setQ] = useState('')
  const [found, setFound] = useState<{ items: CaseLine[]; next: string | null }>()
  const { act, busy, problem } = useAct(q)
  const look = (cursor?: string) =>
    act(async () => {
      if (q.trim().length < 2) throw { message: '请输流水号、身份证号、手机号或姓名' }
      const page = await call('POST /case-search', { body: { q: q.trim(), ...(cursor && { cursor }) } })
      setFound((last) => ({ ...page, items: [...(cursor ? (last?.items ?? []) : []), ...page.items] }))
    })
  return (
    <View className='card'>
      <Field
        label='查办件'
        max={60}
        value={q}
        placeholder='流水号、身份证号、手机号、姓名'
        onChange={(text) => {
          setQ(text)
          setFound(undefined)
        }}
      />
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void look()}>
        查找
      </Button>
      {found?.items.length === 0 && <Text className='block soft'>没有查到。请核对后再查</Text>}
      {found?.items.map((line) => (
        <Line key={line.id} line={line} staff />
      ))}
      {found?.next && (
        <Button busy={busy} onTap={() => void look(found.next!)}>
          再看更多
        </Button>
      )}
    </View>
  )
}
