import { type Static, type TProperties, Type } from 'typebox'
import { Id, Words } from './common.ts'

export const QuestionAction = Type.Enum([
  'dispatch',
  'answerOnSpot',
  'refuse',
  'acknowledge',
  'askMore',
  'reply',
  'requestExtension',
  'proposeForum',
  'handToDeputy',
  'returnOrder',
  'endorse',
  'decidePending',
  'arbitrate',
  'supplement',
  'withdraw',
  'urge',
  'rate',
  'reopen',
  'reRate',
  'comment',
  'merge',
  'unmerge',
  'recall',
  'assistSign',
  'assist'
])
export type QuestionAction = Static<typeof QuestionAction>

const Files = Type.Array(Id, { maxItems: 9 })
/** The sender has read what the check found and sends it all the same. */
const Sure = Type.Optional(Type.Boolean())
const WorkingDays = Type.Integer({ minimum: 1, maximum: 60 })
export const RatingLevel = Type.Integer({ minimum: 1, maximum: 5 })

/** One command; `key` makes its second arrival a no-op. */
/** What waited for the leader when its reader decided; older clients do not say. */
const PendingId = Type.Optional(Type.String({ maxLength: 36 }))

const command = <A extends QuestionAction, P extends TProperties>(action: A, properties: P) =>
  Type.Object({ key: Id, action: Type.Literal(action), ...properties })

export const QuestionCommand = Type.Union([
  command('dispatch', {
    topicId: Id,
    postId: Id,
    assistPostIds: Type.Array(Id, { maxItems: 5 }),
    note: Words(0, 500)
  }),
  command('answerOnSpot', { text: Words(5, 2000), fileIds: Files, sure: Sure }),
  command('refuse', { reason: Words(5, 500) }),
  command('acknowledge', {}),
  command('askMore', { text: Words(5, 500) }),
  command('reply', { text: Words(5, 2000), fileIds: Files, sure: Sure }),
  command('requestExtension', { workingDays: WorkingDays, reason: Words(5, 500) }),
  command('proposeForum', { reason: Words(5, 500) }),
  command('handToDeputy', { reason: Words(2, 500) }),
  command('returnOrder', { reason: Words(5, 500) }),
  command('endorse', { text: Words(1, 500) }),
  command('decidePending', { approve: Type.Boolean(), note: Words(0, 500), pendingId: PendingId }),
  command('arbitrate', { postId: Id, reason: Words(2, 500) }),
  command('supplement', { text: Words(2, 2000), fileIds: Files }),
  command('withdraw', {}),
  command('urge', {}),
  command('rate', { level: RatingLevel, comment: Words(0, 500) }),
  command('reopen', { reason: Words(5, 500) }),
  command('reRate', { level: RatingLevel, comment: Words(0, 500) }),
  command('comment', { text: Words(2, 500) }),
  command('merge', { intoId: Id }),
  command('unmerge', {}),
  command('recall', { reason: Words(2, 500), pendingId: PendingId }),
  command('assistSign', {}),
  command('assist', { text: Words(2, 2000), fileIds: Files })
])
export type QuestionCommand = Static<typeof QuestionCommand>
