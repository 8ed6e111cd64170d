import { Type } from 'typebox'
import { DateTime, Day, Done, Page } from './common.ts'
import { ADMINS } from './rules/roles.ts'

/** The audit's head as it was first on a day: how many entries, and the hash over all of them. */
export const Anchor = Type.Object({ day: Day, position: Type.Integer(), hash: Type.String() })

/** A job that was given up: nothing of it was lost, it waits to be run again. */
export const DeadJob = Type.Object({
  id: Type.String(),
  task: Type.String(),
  attempts: Type.Integer(),
  failedAt: DateTime
})

export const auditApi = {
  'GET /audit/anchors': {
    by: 'anyone',
    querystring: Type.Object({ cursor: Type.Optional(Day) }),
    response: { 200: Page(Anchor) }
  },
  'GET /dead-jobs': { by: ADMINS, response: { 200: Type.Object({ items: Type.Array(DeadJob) }) } },
  'POST /dead-jobs/:id/retry': {
    by: ADMINS,
    params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }),
    response: { 200: Done }
  }
} as const
