import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ArchiveLine } from 'shared/oversight.ts'
import { beijingTime } from 'shared/rules/beijing.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import { BOM, csvLine } from '../../kernel/lib/csv.ts'
import { PAGE_SIZE, pageOf } from '../../kernel/lib/paging.ts'
import { sendFile } from '../../kernel/lib/reply.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import type { CaseDeps } from '../core/cases.acts.ts'
import type { CaseRow } from '../core/cases.table.ts'
import { caseLine } from '../core/line.present.ts'
import { redList, workCursor } from '../core/worklist.repo.ts'
import { namedFor, scopeOf, workLineOf } from '../core/worklist.routes.ts'
import { archiveCursor, endedCases } from './archive.repo.ts'
import { spanOf } from './span.rules.ts'

const EXPORT_MS = 10 * 60_000
const CSV_PAGE = 500
const ARCHIVE_HEAD = [
  '流水号',
  '事项',
  '申请人',
  '办理单位',
  '结果',
  '受理时间',
  '办结时间',
  '用时（工作日）',
  '比法定快（工作日）',
  '少跑（趟）',
  '是否超期',
  '评价'
]
const RED_HEAD = ['流水号', '事项', '申请人', '该谁办', '到期时间', '剩余']
const timeOf = (iso: string | null) => iso && beijingTime(iso)

/** Cases that are over, and what is late, to look through and to take along. */
export const archiveRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, newId, calendarOf } = deps
  const { countyOf } = deps.commands

  async function liner(actor: Actor) {
    const { tenantId } = actor
    const [county, calendar] = await Promise.all([countyOf(tenantId), calendarOf(tenantId)])
    const at = now()
    const named = namedFor(actor)
    return {
      ended: (kase: CaseRow): ArchiveLine => ({
        ...named(caseLine(kase, county, calendar, at)),
        acceptedAt: kase.acceptedAt?.toISOString() ?? null,
        decidedAt: kase.decidedAt?.toISOString() ?? null,
        closedAt: kase.closedAt!.toISOString(),
        usedDays: kase.usedDays,
        savedDays: kase.savedDays,
        savedVisits: kase.savedVisits,
        late: kase.lateSince !== null,
        rating: kase.state.rating?.level ?? null,
        ratingSetAside: kase.state.complaint?.appeal?.setAside ?? false
      }),
      owed: workLineOf(actor, county, calendar, at)
    }
  }
  const exported = ({ tenantId, accountId, post }: Actor, act: string) =>
    writeAudit(db, { id: newId(), tenantId, at: now(), actorId: accountId, act, subject: post!.id })

  app.route({
    ...on('GET /archive'),
    handler: async ({ actor, query: { cursor, ...period } }) => {
      const [rows, { ended }] = await Promise.all([
        endedCases(db, actor.tenantId, scopeOf(actor), { ...spanOf(period), cursor, limit: PAGE_SIZE + 1 }),
        liner(actor)
      ])
      return pageOf(rows, ended, archiveCursor)
    }
  })

  app.route({
    ...on('GET /archive/csv'),
    handlerTimeout: EXPORT_MS,
    handler: async ({ actor, query }, reply) => {
      const period = spanOf(query)
      const { ended } = await liner(actor)
      await exported(actor, 'archive.export')
      async function* lines() {
        yield BOM + csvLine(ARCHIVE_HEAD)
        for (let cursor: string | undefined; ; ) {
          const span = { ...period, cursor, limit: CSV_PAGE }
          const rows = await endedCases(db, actor.tenantId, scopeOf(actor), span)
          yield rows
            .map(ended)
            .map((line) =>
              csvLine([
                line.no,
                line.item,
                line.name,
                line.department,
                line.statusWords,
                timeOf(line.acceptedAt),
                timeOf(line.closedAt),
                line.usedDays,
                line.savedDays,
                line.savedVisits,
                line.late ? '超期' : '',
                line.rating && `${line.rating}${line.ratingSetAside ? '（复核不计入）' : ''}`
              ])
            )
            .join('')
          if (rows.length < CSV_PAGE) return
          cursor = archiveCursor(rows.at(-1)!)
        }
      }
      return sendFile(reply, 'text/csv; charset=utf-8', '办件档案.csv', Readable.from(lines()))
    }
  })

  app.route({
    ...on('GET /red-list/csv'),
    handlerTimeout: EXPORT_MS,
    handler: async ({ actor }, reply) => {
      const { owed } = await liner(actor)
      await exported(actor, 'redList.export')
      const at = now()
      async function* lines() {
        yield BOM + csvLine(RED_HEAD)
        for (let cursor: string | undefined; ; ) {
          const rows = await redList(db, actor.tenantId, { ...scopeOf(actor), cursor, now: at })
          const page = rows.slice(0, PAGE_SIZE)
          yield page
            .map(owed)
            .map((line) =>
              csvLine([line.no, line.item, line.name, line.turn, timeOf(line.dueAt), line.clockWords])
            )
            .join('')
          if (rows.length <= PAGE_SIZE) return
          const { duty } = page.at(-1)!
          cursor = workCursor({ ...duty, dueAt: duty.redAt })
        }
      }
      return sendFile(reply, 'text/csv; charset=utf-8', '办件红灯.csv', Readable.from(lines()))
    }
  })
}
