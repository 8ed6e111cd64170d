import { type Static, Type } from 'typebox'
import { ById, DateTime, Done, Id, Line, Nullable } from './common.ts'

/** Another system that may hand in questions (Open311): the hotline, a city platform. */
export const ApiClient = Type.Object({
  id: Id,
  name: Type.String(),
  createdAt: DateTime,
  revokedAt: Nullable(DateTime)
})
export type ApiClient = Static<typeof ApiClient>

export const WebhookEvent = Type.Enum([
  'question.received',
  'question.changed',
  'question.answered',
  'question.closed',
  'test'
])
export type WebhookEvent = Static<typeof WebhookEvent>

export const Webhook = Type.Object({
  id: Id,
  url: Type.String(),
  active: Type.Boolean(),
  createdAt: DateTime,
  waiting: Type.Integer({ description: 'deliveries still to be made' }),
  lastStatus: Nullable(Type.String()),
  lastAt: Nullable(DateTime)
})
export type Webhook = Static<typeof Webhook>

export const openApi = {
  'GET /api-clients': {
    by: ['countyAdmin'],
    response: { 200: Type.Object({ items: Type.Array(ApiClient) }) }
  },
  'POST /api-clients': {
    by: ['countyAdmin'],
    body: Type.Object({ name: Line(2, 40) }),
    response: { 200: Type.Object({ id: Id, key: Type.String({ description: 'shown once' }) }) }
  },
  'POST /api-clients/:id/revoke': { by: ['countyAdmin'], params: ById, response: { 200: Done } },
  'GET /webhooks': { by: ['countyAdmin'], response: { 200: Type.Object({ items: Type.Array(Webhook) }) } },
  'POST /webhooks': {
    by: ['countyAdmin'],
    body: Type.Object({ url: Type.String({ minLength: 10, maxLength: 300, pattern: '^https?://' }) }),
    response: { 200: Type.Object({ id: Id, secret: Type.String({ description: 'shown once' }) }) }
  },
  'POST /webhooks/:id/test': {
    by: ['countyAdmin'],
    params: ById,
    response: { 200: Type.Object({ ok: Type.Boolean(), status: Type.String() }) }
  },
  'POST /webhooks/:id/end': { by: ['countyAdmin'], params: ById, response: { 200: Done } }
} as const
