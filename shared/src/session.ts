import { type Static, Type } from 'typebox'
import { DateTime, Done, Id, Name, Nullable } from './common.ts'
import { Role } from './roles.ts'

export const HeldPost = Type.Object({
  id: Id,
  title: Type.String(),
  role: Role,
  unit: Type.String(),
  townshipId: Nullable(Id)
})
export type HeldPost = Static<typeof HeldPost>

export const Me = Type.Object({
  id: Id,
  name: Nullable(Type.String()),
  phone: Nullable(Type.String({ description: 'masked: 138****0000' })),
  villageId: Nullable(Id),
  consented: Type.Boolean(),
  posts: Type.Array(HeldPost)
})
export type Me = Static<typeof Me>

const Tokens = Type.Object({
  accountId: Id,
  accessToken: Type.String(),
  refreshToken: Type.String(),
  expiresAt: DateTime
})
export type Tokens = Static<typeof Tokens>
const WeChatCode = Type.Object({ code: Type.String({ minLength: 1, maxLength: 256 }) })

export const Inbox = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Id,
      text: Type.String(),
      at: DateTime,
      questionId: Nullable(Id),
      about: Nullable(Type.Enum(['booking', 'case'])),
      aboutId: Nullable(Id),
      channel: Nullable(Type.String()),
      own: Type.Boolean()
    })
  )
})
export type Inbox = Static<typeof Inbox>

/** A long-term template needs one consent, a one-time template one per message. */
export const SubscriptionAnswer = Type.Object({
  accepted: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 5 })
})

export const sessionApi = {
  'POST /session/weapp': {
    by: 'anyone',
    limit: { code: 'code' },
    body: WeChatCode,
    response: { 200: Tokens }
  },
  'GET /session/h5': {
    by: 'anyone',
    // The client makes the state and compares it: a code it did not ask for is not its own.
    querystring: Type.Object({
      back: Type.String({ maxLength: 500 }),
      state: Type.String({ pattern: '^[\\w-]{16,64}$' })
    }),
    response: { 200: Type.Object({ url: Type.String() }) }
  },
  'POST /session/h5': { by: 'anyone', limit: { code: 'code' }, body: WeChatCode, response: { 200: Tokens } },
  'POST /session/refresh': {
    by: 'anyone',
    limit: { code: 'refreshToken' },
    body: Type.Object({ refreshToken: Type.String({ minLength: 20, maxLength: 100 }) }),
    response: { 200: Tokens }
  },
  'POST /session/end': { by: 'citizen', response: { 200: Done } },
  'GET /me': { by: 'member', response: { 200: Me } },
  'POST /me/consent': {
    by: 'member',
    body: Type.Object({ version: Type.String({ maxLength: 20 }) }),
    response: { 200: Me }
  },
  'POST /me/consent/withdraw': { by: 'member', response: { 200: Me } },
  'POST /me/phone': { by: 'member', body: WeChatCode, response: { 200: Me } },
  'POST /me/profile': {
    by: 'member',
    body: Type.Object({ name: Type.Optional(Name(1)), villageId: Type.Optional(Id) }),
    response: { 200: Me }
  },
  'GET /me/subscriptions': {
    by: 'citizen',
    response: { 200: Type.Object({ templates: Type.Array(Type.String()) }) }
  },
  'POST /me/subscriptions': { by: 'citizen', body: SubscriptionAnswer, response: { 200: Done } },
  'GET /me/messages': { by: 'citizen', response: { 200: Inbox } }
} as const
