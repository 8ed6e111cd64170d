import type { Callback, CallbackCommand } from 'shared/ratings.ts'
import { APPEAL_NOTE, BadRatingStep } from '../../components/bad-rating.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { needs } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'

/** What the words are of, and how many there must be at least. */
const NOTES = {
  called: ['通话记录', 2],
  rectified: ['整改情况', 5],
  appeal: [APPEAL_NOTE, 10],
  ruled: ['复核意见', 5]
} as const
const STEPS = { called: 'call', rectified: 'rectify', appeal: 'rectify', ruled: 'rule' } as const

/** What this person does next about a bad rating; what was typed is kept until it is sent. */
export function CallbackStep({ callback: { id, actions } }: { callback: Callback }) {
  const [note, setNote] = useTyped(`${id}.callback.note`, '')
  const { act, busy, problem } = useAct()
  const [first] = actions
  if (!first) return null
  const send = (body: CallbackCommand) =>
    act(async () => {
      const [words, least] = NOTES[body.action]
      needs(words, body.note, least)
      await call('POST /callbacks/:id/commands', { params: { id }, body })
      setNote('')
      await refresh('GET /callbacks')
    }, '已记录')
  return (
    <BadRatingStep
      step={STEPS[first]}
      label={NOTES[first][0]}
      mayAppeal={actions.includes('appeal')}
      unit='承办单位'
      note={note}
      onNote={setNote}
      busy={busy}
      problem={problem}
      onCalled={(reached, said) => void send({ action: 'called', reached, note: said })}
      onRectified={() => void send({ action: 'rectified', note })}
      onAppeal={() => void send({ action: 'appeal', note })}
      onRuled={(setAside) => void send({ action: 'ruled', setAside, note })}
    />
  )
}
