import { Text, View } from '@tarojs/components'
import type { WaitingKind, Waiting as Waits } from 'shared/mine.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { go } from '../lib/go.ts'
import type { IconName } from '../lib/icons.ts'
import { useCall } from '../lib/query.ts'
import { useSignedIn } from '../lib/signed-in.ts'
import { kept } from '../lib/store.ts'
import { Row } from './row.tsx'

const ICONS: Readonly<Record<WaitingKind, IconName>> = {
  called: 'sound',
  offer: 'ticket',
  confirm: 'ticket',
  move: 'warn',
  supplement: 'pen',
  rate: 'rate',
  draft: 'pen',
  correct: 'warn',
  bring: 'hall',
  answer: 'pen',
  fetch: 'done'
}
const BOOKINGS: readonly WaitingKind[] = ['called', 'offer', 'confirm', 'move']
const QUESTIONS: readonly WaitingKind[] = ['supplement', 'rate']

const open = ({ kind, id }: Waits) =>
  BOOKINGS.includes(kind)
    ? go('booking/one', { id })
    : QUESTIONS.includes(kind)
      ? go('questions/detail', { id })
      : go('cases/one', { id })

/** What waits for whoever holds this phone; none while nobody is signed in. */
export function useWaiting(): readonly Waits[] {
  const signedIn = useSignedIn()
  const { data } = useCall('GET /me/waiting', {}, signedIn)
  return signedIn ? (data?.items ?? []) : []
}

/** 待您处理: what waits, most urgent first, each one tap from where it is done; nothing when nothing waits. */
export function Waiting({ items }: { items: readonly Waits[] }) {
  const draft = kept<{ body: string }>('draft')?.body
  if (items.length === 0 && !draft) return null
  return (
    <View className='card waits'>
      <Text className='waits__title'>待您处理</Text>
      {items.map((one) => (
        <Row
          key={one.kind + one.id}
          icon={ICONS[one.kind]}
          words={one.words}
          about={one.title + (one.dueAt ? `，${beijingWords(one.dueAt)}前` : '')}
          onTap={() => open(one)}
        />
      ))}
      {draft && (
        <Row
          icon='pen'
          words='继续写没提交的草稿'
          about={draft.slice(0, 40)}
          onTap={() => go('questions/ask')}
        />
      )}
    </View>
  )
}
