import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../lib/contract.ts'
import type { Deps } from '../lib/deps.ts'
import { pageOf } from '../lib/paging.ts'
import { type LineRow, leaderList, mineReader, triageList, worklist } from './lists.repo.ts'
import { presentLine } from './present.ts'

const byId = ({ question }: LineRow) => question.id
const byDue = ({ question: { dueAt, id } }: LineRow) => `${dueAt?.toISOString()}~${id}`

export const questionListRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now, calendarOf }) => {
  const mine = mineReader(db)

  app.route({
    ...on('GET /questions/mine'),
    handler: async ({ tenantId, accountId, query }) => {
      const [rows, calendar] = await Promise.all([
        mine(tenantId, accountId, query.cursor),
        calendarOf(tenantId)
      ])
      return pageOf(rows, (row) => presentLine(row, calendar, now(), true), byId)
    }
  })

  app.route({
    ...on('GET /work'),
    handler: async ({ actor, query }) => {
      const calendar = await calendarOf(actor.tenantId)
      const rows = await worklist(db, actor.tenantId, actor.answersFor, actor.post!.id, query.cursor)
      return pageOf(rows, (row) => presentLine(row, calendar, now()), byDue)
    }
  })

  app.route({
    ...on('GET /work/triage'),
    handler: async ({ actor, query }) => {
      const calendar = await calendarOf(actor.tenantId)
      const rows = await triageList(db, actor.tenantId, actor.post!, query.cursor)
      return pageOf(rows, (row) => presentLine(row, calendar, now()), byId)
    }
  })

  app.route({
    ...on('GET /work/leader'),
    handler: async ({ actor, query }) => {
      const calendar = await calendarOf(actor.tenantId)
      const rows = await leaderList(db, actor.tenantId, actor.post!, query.cursor)
      return pageOf(rows, (row) => presentLine(row, calendar, now()), byId)
    }
  })
}
