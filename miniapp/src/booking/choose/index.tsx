import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Slot } from 'shared/booking.ts'
import { LIVE_STATES } from 'shared/rules/bookings.ts'
import { Button } from '../../components/button.tsx'
import { Consent } from '../../components/consent.tsx'
import { Page } from '../../components/page.tsx'
import { Slots } from '../../components/slots.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { type ApiError, call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { go, leaveFor } from '../../lib/go.ts'
import { decoded } from '../../lib/param.ts'
import { refresh, useCall, usePages } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'
import { forget, keep, kept } from '../../lib/store.ts'
import { useMessages } from '../../lib/subscribe.ts'
import { uuid } from '../../lib/uuid.ts'

const PICKED = 'picked'
/** The time they had tapped before the sign-in. */
function pickedBefore(id: string): Slot | undefined {
  const left = kept<{ id: string; slot: Slot }>(PICKED)
  forget(PICKED)
  return left?.id === id ? left.slot : undefined
}

/** A booking that still stands: nobody books the same thing twice. */
const RUNNING: ReadonlySet<string> = new Set(LIVE_STATES)

/** Which day and time? A tap holds the seat; confirming it is the next page's. */
export default function Choose() {
  const { id = '', a = '' } = useRouter().params
  const answers = decoded(a)
  const signedIn = useSignedIn()
  const { data } = useCall('GET /items/:id/slots', { params: { id } })
  const { data: me } = useCall('GET /me', {}, signedIn)
  const bookings = usePages('GET /bookings', { querystring: {} }, signedIn)
  const { act, busy, problem } = useAct()
  const askForMessages = useMessages()
  // The same tap sent again over a thin line is the same booking.
  const keys = useRef<Record<string, string>>({})
  const [picked] = useState(() => pickedBefore(id))
  const already = bookings.items?.find(({ item, state }) => item === data?.item && RUNNING.has(state))
  const stillOpen = data?.days.some(({ slots }) =>
    slots.some(({ startsAt, state }) => startsAt === picked?.startsAt && state === 'open')
  )
  const ready = async (slot: Slot) => {
    // The web leaves this page to sign in; whoever has to agree first finds their time again too.
    keep(PICKED, { id, slot })
    if (!signedIn) await signIn()
    if (me && !me.consented) throw { code: 'consent_needed', message: '请先同意上面的隐私保护说明，再选时间' }
    forget(PICKED)
  }
  const hold = (slot: Slot) =>
    act(async () => {
      const { startsAt } = slot
      await ready(slot)
      keys.current[startsAt] ??= uuid()
      const key = keys.current[startsAt]
      const held = await call('POST /bookings', { body: { key, itemId: id, startsAt, answers } })
        .catch((error: ApiError) => error)
        .finally(() => {
          void refresh('GET /items/:id/slots')
          void refresh('GET /bookings')
        })
      if ('id' in held) {
        delete keys.current[startsAt]
        return leaveFor('booking/one', { id: held.id })
      }
      if (held.code !== 'booked_already') throw held
      if (await confirmed({ title: '已经约过了', content: held.message, yes: '去看看' }))
        await leaveFor('booking/mine')
    })
  const wait = (slot: Slot) =>
    act(async () => {
      askForMessages()
      const { startsAt, words } = slot
      await ready(slot)
      const content = `${words}约满了。有人退号就按先后给您留30分钟，会发消息通知您`
      if (!(await confirmed({ title: '排候补', content, yes: '排上' }))) return
      await call('POST /waitlist', { body: { itemId: id, startsAt, answers } })
      await refresh('GET /waitlist')
      await leaveFor('booking/mine')
    })
  return (
    <Page narrow>
      {data && <Text className='title'>{data.item}</Text>}
      {data && (
        <Text className='block soft' style={{ marginBottom: '12px' }}>
          {data.counter} · {data.windows}。选好后给您留{data.holdMinutes}分钟确认，马上开始的只留到开始
        </Text>
      )}
      {me && !me.consented && <Consent />}
      {already && (
        <View className='card card__row'>
          <Text>您已经约了 {already.whenWords} 办这件事，不用再约</Text>
          <Button small onTap={() => go('booking/one', { id: already.id })}>
            看我的预约
          </Button>
        </View>
      )}
      {picked && stillOpen && (
        <View className='card'>
          <Text className='block'>您刚才选的是{picked.words}</Text>
          <Problem text={problem} />
          <Button kind='main' busy={busy} onTap={() => void hold(picked)}>
            就约这个时间
          </Button>
        </View>
      )}
      <Slots
        itemId={id}
        busy={busy}
        problem={problem}
        onPick={(slot) => void hold(slot)}
        onWait={(slot) => void wait(slot)}
      />
    </Page>
  )
}
