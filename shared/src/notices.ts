import { type Static, Type } from 'typebox'
import { ById, DateTime, Id, Nullable } from './common.ts'

const Endorsement = Type.Object({ text: Type.String(), who: Type.String(), at: DateTime })

export const NoticeVersion = Type.Object({
  version: Type.Integer(),
  issuedAt: DateTime,
  content: Type.String(),
  limit: Type.String(),
  dueAt: DateTime,
  lead: Type.String(),
  assist: Type.Array(Type.String()),
  change: Type.String()
})
export type NoticeVersion = Static<typeof NoticeVersion>

/** 限时办结通知单: what was to be done, by whom, by when, what the leader wrote, and what came of it. */
export const Notice = Type.Object({
  id: Id,
  no: Type.String(),
  questionId: Id,
  questionNo: Type.String(),
  versions: Type.Array(NoticeVersion),
  endorsements: Type.Array(Endorsement),
  servedAt: DateTime,
  acknowledgedAt: Nullable(DateTime),
  reply: Nullable(Type.String()),
  repliedAt: Nullable(DateTime),
  result: Type.String()
})
export type Notice = Static<typeof Notice>

export const noticeApi = {
  'GET /notices/:id': { by: 'member', params: ById, response: { 200: Notice } }
} as const
