import { type Static, Type } from 'typebox'
import { DateTime, Id, Nullable, Page, Paged } from './common.ts'
import { Urgency } from './questions.ts'

/** What of a citizen's waits for the citizen: the screen it is done on follows from it. */
export const WaitingKind = Type.Enum([
  'called',
  'offer',
  'confirm',
  'move',
  'supplement',
  'rate',
  'draft',
  'correct',
  'bring',
  'answer',
  'fetch'
])
export type WaitingKind = Static<typeof WaitingKind>

export const Waiting = Type.Object({
  kind: WaitingKind,
  /** Of the question, the case or the booking. */
  id: Id,
  /** What it is about, in a few words. */
  title: Type.String(),
  /** What is asked of them: 请补交：买卖合同. */
  words: Type.String(),
  /** Until when; null where nothing ends. */
  dueAt: Nullable(DateTime)
})
export type Waiting = Static<typeof Waiting>

/** One of a citizen’s matters, whatever it is: a question, a case or a booking. */
export const Matter = Type.Object({
  kind: Type.Enum(['question', 'case', 'booking']),
  id: Id,
  no: Nullable(Type.String()),
  title: Type.String(),
  /** Where it stands, as every list says it. */
  step: Type.String(),
  /** Whose turn it is and what is asked of them, or when it is. */
  turn: Type.String(),
  /** Is it the citizen’s own turn? */
  waits: Type.Boolean(),
  urgency: Urgency,
  at: DateTime
})
export type Matter = Static<typeof Matter>

export const mineApi = {
  'GET /me/waiting': {
    by: 'citizen',
    response: { 200: Type.Object({ items: Type.Array(Waiting) }) }
  },
  'GET /me/matters': { by: 'citizen', querystring: Paged, response: { 200: Page(Matter) } }
} as const
