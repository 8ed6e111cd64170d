import { randomUUID } from 'node:crypto'
import type { Facts } from 'bff/assistant/questions/moves.rules.ts'
import type { QuestionRow } from 'bff/assistant/questions/questions.table.ts'
import type { Actor } from 'bff/kernel/lib/actor.ts'
import { compileCalendar, OFFICE_HOURS, statutoryCalendar } from 'bff/platform/tenants/calendar.rules.ts'

export const calendar = compileCalendar(statutoryCalendar(OFFICE_HOURS))
export const monday = new Date('2026-03-02T09:00+08:00')
export const [town, post, deputyPost, unit] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
export const official = (role: string, id: string, townshipId: string | null = town): Actor => {
  const held = { id, role, title: role, unitId: unit, unit: '', townshipId, name: '某' } as never
  return { tenantId: 't', accountId: id, post: held, posts: [held], answersFor: [id] }
}
export const asker: Actor = { tenantId: 't', accountId: 'asker', post: null, posts: [], answersFor: [] }
export const stranger: Actor = { ...asker, accountId: 'stranger' }
export const clerk = official('intakeClerk', randomUUID())
export const leader = official('leader', randomUUID())
export const lead = official('unitHead', post)
export const deputy = official('unitDeputy', deputyPost)

/** A question nobody has given to anybody yet. */
export const received = {
  tenantId: 't',
  id: randomUUID(),
  no: 1,
  version: 1,
  kind: 'problemReport',
  status: 'received',
  confidential: false,
  body: '路灯坏了',
  askerId: 'asker',
  townshipId: town,
  leadPostId: null,
  assistPostIds: [],
  assistSigned: [],
  clock: null,
  dueAt: null,
  pausedAt: null,
  pauseReason: null,
  lateSince: null,
  escalation: 0,
  forumRank: null,
  pending: null,
  returns: 0,
  reopens: 0,
  urgedOn: null,
  needsEndorsement: false,
  askedAt: monday,
  answeredAt: null,
  reopenUntil: null,
  closedAt: null,
  acknowledgedAt: null,
  rating: null
} as unknown as QuestionRow
export const facts: Facts = {
  callbackState: null,
  ratings: 0,
  leadUnitId: unit,
  deputyPostId: deputyPost,
  needToKnow: []
}
