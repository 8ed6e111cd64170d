import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingTime } from 'shared/rules/beijing.ts'
import { KIND_WORDS, STATUS_WORDS } from 'shared/rules/question-words.ts'
import type { LedgerLine } from 'shared/supervision.ts'
import { on } from '../../../kernel/lib/contract.ts'
import { BOM, csvLine } from '../../../kernel/lib/csv.ts'
import type { Deps } from '../../../kernel/lib/deps.ts'
import { PAGE_SIZE, pageOf } from '../../../kernel/lib/paging.ts'
import { sendFile } from '../../../kernel/lib/reply.ts'
import type { WorkCalendar } from '../../../kernel/lib/worktime.ts'
import { writeAudit } from '../../../platform/audit/audit.repo.ts'
import { noticeNo } from '../../notices/notices.repo.ts'
import { presentLine } from '../../questions/questions.present.ts'
import { LEVEL_WORDS } from '../../ratings/levels.rules.ts'
import { type LedgerRow, ledgerCounts, ledgerPage, ledgerScope, ledgerUnits } from './ledger.repo.ts'

const CSV_PAGE = 500
const HEAD = [
  '编号',
  '类别',
  '状态',
  '村（社区）',
  '事项',
  '内容',
  '提交时间',
  '承办岗位',
  '承办人',
  '通知单',
  '到期时间',
  '答复时间',
  '是否超期',
  '超期说明',
  '评价'
]

const presentLedger = (row: LedgerRow, calendar: WorkCalendar, now: Date): LedgerLine => ({
  ...presentLine(row, calendar, now),
  topic: row.topic,
  noticeNo: row.notice && noticeNo(row.notice),
  answeredAt: row.question.answeredAt?.toISOString() ?? null,
  rating: row.question.rating,
  ratingSetAside: row.question.rating !== null && row.counted === null,
  overdueReason: row.overdueReason
})

const csvOf = (line: LedgerLine): string =>
  csvLine([
    line.no,
    KIND_WORDS[line.kind],
    STATUS_WORDS[line.status],
    line.village,
    line.topic,
    line.summary,
    beijingTime(line.askedAt),
    line.handlerPost,
    line.handler,
    line.noticeNo,
    line.dueAt && beijingTime(line.dueAt),
    line.answeredAt && beijingTime(line.answeredAt),
    line.overdue ? '超期' : '',
    line.overdueReason,
    line.rating && `${LEVEL_WORDS[line.rating]}${line.ratingSetAside ? '（复核不计入）' : ''}`
  ])

const EXPORT_MS = 10 * 60_000

export const ledgerRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now, newId, calendarOf }) => {
  app.route({
    ...on('GET /ledger'),
    handler: async ({ actor, query: { cursor, ...filter } }) => {
      const calendar = await calendarOf(actor.tenantId)
      const scope = ledgerScope(actor.tenantId, actor.post!, filter, now())
      const rows = await ledgerPage(db, scope, cursor, PAGE_SIZE + 1)
      return pageOf(
        rows,
        (row) => presentLedger(row, calendar, now()),
        ({ question }) => question.id
      )
    }
  })

  app.route({
    ...on('GET /ledger/units'),
    handler: async ({ actor }) => ({ items: await ledgerUnits(db, actor.tenantId, actor.post!.townshipId) })
  })

  app.route({
    ...on('GET /ledger/counts'),
    handler: async ({ actor, query }) => {
      const groups = await ledgerCounts(db, ledgerScope(actor.tenantId, actor.post!, query, now()), now())
      const by = (cut: (typeof groups)[number]['cut']) => groups.filter((group) => group.cut === cut)
      return {
        total: by('total')[0]!,
        byKind: by('kind'),
        byUnit: by('unit'),
        byVillage: by('village'),
        byPerson: by('person')
      }
    }
  })

  app.route({
    ...on('GET /ledger/csv'),
    handlerTimeout: EXPORT_MS,
    handler: async ({ actor, query }, reply) => {
      const { tenantId, accountId, post } = actor
      const calendar = await calendarOf(tenantId)
      const scope = ledgerScope(tenantId, post!, query, now())
      await writeAudit(db, {
        id: newId(),
        tenantId,
        at: now(),
        actorId: accountId,
        act: 'ledger.export',
        subject: post!.id,
        detail: { filter: Object.keys(query) }
      })
      async function* lines() {
        yield BOM + csvLine(HEAD)
        for (let before: string | undefined; ; ) {
          const rows = await ledgerPage(db, scope, before, CSV_PAGE)
          yield rows.map((row) => csvOf(presentLedger(row, calendar, now()))).join('')
          if (rows.length < CSV_PAGE) return
          before = rows.at(-1)!.question.id
        }
      }
      return sendFile(reply, 'text/csv; charset=utf-8', '台账.csv', Readable.from(lines()))
    }
  })
}
