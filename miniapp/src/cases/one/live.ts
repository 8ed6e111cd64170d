import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { Dialogue, DialogueMessage } from 'shared/dialogue.ts'
import { heardUpTo } from 'shared/rules/sequence.ts'
import { call } from '../../lib/api.ts'
import { useEvery } from '../../lib/every.ts'
import { apiUrl } from '../../lib/session.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
const ASK_MS = 15_000 // without a live line
type Talk = { items: readonly DialogueMessage[]; reads: Dialogue['reads']; mayWrite: boolean }
type News = Pick<Dialogue, 'items' | 'reads'>

/** Each message once, in its order, however often it came. */
const joined = (old: readonly DialogueMessage[], fresh: readonly DialogueMessage[]): DialogueMessage[] =>
  [...new Map([...old, ...fresh].map((one) => [one.seq, one])).values()].sort((a, b) => a.seq - b.seq)

/** How far everybody has read: an answer that was under way never takes back what came meanwhile. */
const furthest = (old: Dialogue['reads'], fresh: Dialogue['reads']): Dialogue['reads'] => {
  const marks = new Map(old.map((mark) => [`${mark.unit} ${mark.who}`, mark]))
  for (const mark of fresh) {
    const known = marks.get(`${mark.unit} ${mark.who}`)
    if (!known || known.seq <= mark.seq) marks.set(`${mark.unit} ${mark.who}`, mark)
  }
  return [...marks.values()]
}

const address = (id: string, ticket: string, after: number) => {
  const path = apiUrl(`/cases/${id}/dialogue/live?ticket=${ticket}&after=${after}`)
  return (path.startsWith('http') ? path : window.location.origin + path).replace(/^http/, 'ws')
}

/**
 * What is said in a case, as it is said. After a break the line comes back by itself and goes on from the
 * last message; while there is none, what is new is asked for.
 */
export function useDialogue(id: string) {
  const [talk, setTalk] = useState<Talk>()
  const [lost, setLost] = useState(false)
  const last = useRef(0)
  const shown = useRef(true)
  const hear = ({ items, reads }: News) => {
    last.current = heardUpTo(last.current, items)
    setTalk((old) => old && { ...old, items: joined(old.items, items), reads: furthest(old.reads, reads) })
  }
  const ask = async () => {
    for (let more = true; more; ) {
      const reply = await call('GET /cases/:id/dialogue', {
        params: { id },
        querystring: { after: last.current }
      })
      setTalk((old) => old ?? { items: [], reads: [], mayWrite: reply.mayWrite })
      hear(reply)
      more = reply.more
    }
  }
  const own = useRef({ hear, ask })
  own.current = { hear, ask }
  useEffect(
    () =>
      line({
        id,
        after: () => last.current,
        shown,
        hear: (news) => own.current.hear(news),
        ask: () => own.current.ask(),
        onLost: setLost
      }),
    [id]
  )
  useEvery(lost ? ASK_MS : 0, () => void ask().catch(() => undefined))
  useDidHide(() => {
    shown.current = false
  })
  useDidShow(() => {
    shown.current = true
  })
  /** One's own message came back; what others said before it may not have come yet. */
  const said = (message: DialogueMessage) => {
    hear({ items: [message], reads: [] })
    if (message.seq > last.current) void ask().catch(() => undefined)
  }
  return { talk, lost, said }
}

type Line = {
  id: string
  after: () => number
  shown: { current: boolean }
  hear: (news: News) => void
  ask: () => Promise<void>
  onLost: (lost: boolean) => void
}

/**
 * Keeps a live line open until the page is left; each time it breaks it waits longer before it comes back.
 */
function line({ id, after, shown, hear, ask, onLost }: Line): () => void {
  let over = false
  let wait = FIRST_WAIT_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let socket: Taro.SocketTask | undefined
  const again = () => {
    if (over) return
    onLost(true)
    timer = setTimeout(() => void open(), wait)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
  const open = async (): Promise<void> => {
    if (!shown.current) return again()
    try {
      await ask()
      const { ticket } = await call('POST /cases/:id/dialogue/ticket', { params: { id } })
      if (over) return
      const task = await Taro.connectSocket({ url: address(id, ticket, after()) })
      socket = task
      task.onOpen(() => {
        wait = FIRST_WAIT_MS
        onLost(false)
      })
      task.onMessage(({ data }) => hear(JSON.parse(String(data)) as News))
      task.onClose(() => socket === task && again())
      task.onError(() => undefined)
      if (over) task.close({})
    } catch {
      again()
    }
  }
  void open()
  return () => {
    over = true
    clearTimeout(timer)
    socket?.close({})
  }
}
