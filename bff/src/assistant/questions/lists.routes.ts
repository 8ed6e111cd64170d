import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { phoneOf } from 'shared/rules/phones.ts'
import { plainName, typedNumber } from 'shared/rules/typed.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { accountPhoneKey } from '../../platform/session/phones.rules.ts'
import { assisting, type LineRow, leaderList, mineReader, triageList, worklist } from './lists.repo.ts'
import { presentLine } from './questions.present.ts'
import { type SoughtQuestion, searchQuestions } from './search.repo.ts'

const byId = ({ question }: LineRow) => question.id
const byDue = ({ question: { dueAt, id } }: LineRow) => `${dueAt?.toISOString()}~${id}`

export const questionListRoutes: FastifyPluginAsyncTypebox<Deps> = async (
  app,
  { db, now, calendarOf, receiptSecret }
) => {
  const mine = mineReader(db)
  /** What was typed into a search box; `2026-000143` and `143` are numbers, whatever marks came along. */
  const soughtIn = (q: string, tenantId: string): SoughtQuestion => {
    const phone = phoneOf(q)
    const words = plainName(q)
    if (words.length < 2) throw new AppError('invalid_input', 'q')
    const [, year, no] = /^(?:诉求|编号|密|[:：])*(?:(20\d\d)[-年])?(\d{1,12})号?$/.exec(typedNumber(q)) ?? []
    return {
      no: no ? Number(no) : null,
      year: year ? Number(year) : null,
      phoneKey: phone && accountPhoneKey(receiptSecret, tenantId, phone),
      words
    }
  }

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
    ...on('POST /question-search'),
    handler: async ({ actor, body: { q, cursor } }) => {
      const calendar = await calendarOf(actor.tenantId)
      const rows = await searchQuestions(db, actor, soughtIn(q, actor.tenantId), cursor)
      return pageOf(rows, (row) => presentLine(row, calendar, now()), byId)
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
    ...on('GET /work/assisting'),
    handler: async ({ actor, query }) => {
      const calendar = await calendarOf(actor.tenantId)
      const rows = await assisting(db, actor.tenantId, actor.answersFor, actor.post!.id, query.cursor)
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
