import { Text, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { QuestionLine } from 'shared/questions.ts'
import { useAct } from '../lib/act.ts'
import { call } from '../lib/api.ts'
import { openMatter } from '../lib/matters.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Line } from './line.tsx'
import { Problem } from './states.tsx'

/**
 * Any question one may read, by number, name, phone or words, above a list; what is found stands in the
 * list's place.
 */
export function MatterSearch({ children }: { children: ReactNode }) {
  const [q, setQ] = useState('')
  const [found, setFound] = useState<{ items: QuestionLine[]; next: string | null }>()
  const { act, busy, problem } = useAct(q)
  const look = (cursor?: string) =>
    act(async () => {
      if (q.trim().length < 2) throw { message: '请输编号、姓名、电话，或内容里的几个字' }
      const page = await call('POST /question-search', { body: { q: q.trim(), ...(cursor && { cursor }) } })
      setFound((last) => ({ ...page, items: [...(cursor ? (last?.items ?? []) : []), ...page.items] }))
    })
  const clear = (text: string) => {
    setQ(text)
    setFound(undefined)
  }
  return (
    <>
      <View className='card'>
        <Field label='查诉求' max={60} value={q} placeholder='编号、姓名、电话、内容' onChange={clear} />
        <Problem text={problem} />
        <View className='card__row'>
          <Button small busy={busy} onTap={() => void look()}>
            查找
          </Button>
          {found && (
            <Button small onTap={() => clear('')}>
              看全部
            </Button>
          )}
        </View>
      </View>
      {found?.items.length === 0 && (
        <Text className='block soft'>没有查到。姓名要写全，内容要写原话里连着的几个字</Text>
      )}
      {found?.items.map((line) => (
        <Line key={line.id} line={line} onTap={() => openMatter(line.id)} />
      ))}
      {found?.next && (
        <Button busy={busy} onTap={() => void look(found.next!)}>
          再看更多
        </Button>
      )}
      {!found && children}
    </>
  )
}
