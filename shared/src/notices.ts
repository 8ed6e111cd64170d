import { type Static, Type } from 'typebox'
import { ById, DateTime, Id, Nullable, Typed } from './common.ts'
import { DRAWN } from './limits.ts'

const Endorsement = Type.Object({ text: Type.String(), who: Type.String(), at: DateTime })

export const NoticeVersion = Type.Object({
  version: Type.Integer(),
  code: Type.String(),
  issuedAt: DateTime,
  content: Type.String(),
  limit: Type.String(),
  dueAt: DateTime,
  lead: Type.String(),
  assist: Type.Array(Type.String()),
  change: Type.String()
})
export type NoticeVersion = Static<typeof NoticeVersion>

/** What every version shares: the endorsements, service, receipt and what came of it. */
const Progress = {
  no: Type.String(),
  questionNo: Type.String(),
  endorsements: Type.Array(Endorsement),
  servedAt: DateTime,
  acknowledgedAt: Nullable(DateTime),
  reply: Nullable(Type.String()),
  repliedAt: Nullable(DateTime),
  result: Type.String()
}

/** 限时办结通知单: what was to be done, by whom, by when, what the leader wrote, and what came of it. */
export const Notice = Type.Object({
  id: Id,
  questionId: Id,
  ...Progress,
  /** Characters no font has: on the printed notice they are written in by hand. */
  unprintable: Type.Array(Type.String()),
  versions: Type.Array(NoticeVersion)
})
export type Notice = Static<typeof Notice>

/** What a printed notice must say, and whether a newer version has taken its place. */
export const VerifiedNotice = Type.Object({
  ...Progress,
  sponsor: Type.String(),
  paper: NoticeVersion,
  current: Type.Integer(),
  supersededAt: Nullable(DateTime),
  supersededBy: Nullable(Type.String())
})
export type VerifiedNotice = Static<typeof VerifiedNotice>

/** What is printed on a paper, however it was typed. */
export const ByCode = Type.Object({
  code: Typed
})

export const noticeApi = {
  'GET /notices/:id': { by: 'member', params: ById, response: { 200: Notice } },
  'GET /notices/:id/pdf': {
    by: 'member',
    limit: { cost: DRAWN },
    params: ById,
    querystring: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }),
    response: { 200: Type.Any() }
  },
  'GET /verify/:code': {
    by: 'anyone',
    params: ByCode,
    response: { 200: VerifiedNotice }
  }
} as const
