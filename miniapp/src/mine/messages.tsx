import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { beijingWords } from 'shared/rules/beijing.ts'
import type { Inbox } from 'shared/session.ts'
import { Button } from '../components/button.tsx'
import { a11y } from '../lib/a11y.ts'
import { go } from '../lib/go.ts'
import { keep, kept } from '../lib/store.ts'

type Message = Inbox['items'][number]
/** Opens what a message tells of; undefined when it tells of nothing one may look at. */
function opener({ questionId, own, about, aboutId }: Message): (() => void) | undefined {
  if (questionId) return () => go(own ? 'questions/detail' : 'work/matter', { id: questionId })
  return aboutId ? () => go(about === 'booking' ? 'booking/one' : 'cases/one', { id: aboutId }) : undefined
}

const FIRST = 5
const SEEN = 'messages.seen'

/**
 * One card a matter, its newest message on it; what came since the last look is marked. Ids are in the order
 * of time.
 */
export function Messages({ items }: { items: readonly Message[] }) {
  const [seen] = useState(() => kept<string>(SEEN) ?? '')
  const [all, setAll] = useState(false)
  useEffect(() => {
    if (items[0]) keep(SEEN, items[0].id)
  }, [items])
  const groups = new Map<string, Message[]>()
  for (const message of items) {
    const key = message.questionId ?? message.aboutId ?? message.id
    groups.set(key, [...(groups.get(key) ?? []), message])
  }
  const shown = [...groups.values()].slice(0, all ? undefined : FIRST)
  if (items.length === 0) return <Text className='soft'>还没有消息</Text>
  return (
    <>
      {shown.map((messages) => {
        const [newest] = messages as [Message]
        const fresh = messages.filter(({ id }) => id > seen).length
        const open = opener(newest)
        return (
          <View
            key={newest.id}
            className={open ? 'card card--tap' : 'card'}
            {...(open && { onClick: open })}
            {...(open && a11y({ role: 'link', label: `${fresh ? '新消息，' : ''}${newest.text}` }))}
          >
            <View className='card__row'>
              <Text className='soft'>{beijingWords(newest.at)}</Text>
              {fresh > 0 && <Text className='tag tag--yellow'>{fresh > 1 ? `${fresh}条新消息` : '新'}</Text>}
            </View>
            <Text className={`block${fresh ? ' strong' : ''}`}>{newest.text}</Text>
            {messages.length > 1 && <Text className='block soft'>这件事共{messages.length}条消息</Text>}
          </View>
        )
      })}
      {groups.size > FIRST && (
        <Button onTap={() => setAll(!all)}>{all ? '收起' : `看全部${groups.size}件事的消息`}</Button>
      )}
    </>
  )
}
