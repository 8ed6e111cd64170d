import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { WorkLine } from 'shared/case-work.ts'
import { phoneOf } from 'shared/rules/phones.ts'
import { overseesCounty, overseesTownship } from 'shared/rules/posts.ts'
import { plainName, plainNumber } from 'shared/rules/typed.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { maskName } from '../../kernel/lib/sealed.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import type { CaseDeps } from './cases.acts.ts'
import type { DutyRow } from './cases.table.ts'
import { dutyStatus } from './clock-status.rules.ts'
import { keysOf } from './keys.rules.ts'
import { caseLine, type Listed, listed } from './line.present.ts'
import type { County } from './people.repo.ts'
import { WORK } from './timers.rules.ts'
import {
  type CaseScope,
  hidesNames,
  redList,
  type Sought,
  searchCases,
  workCounts,
  workCursor,
  worklist
} from './worklist.repo.ts'

type Row = Readonly<{ duty: DutyRow; kase: Listed; stage: string | null }>

/**
 * Who oversees the county or a township sees all of it, an agent the cases they see through, everybody else
 * what their unit has to do with.
 */
export function scopeOf({ post, answersFor }: Actor): CaseScope {
  if (post!.role === 'agent') return { agentPosts: answersFor }
  if (overseesTownship(post!)) return { townshipId: post!.townshipId! }
  return overseesCounty(post!) ? {} : { orgId: post!.unitId }
}

/** Who oversees the county learns from a list what became of a case, not whose it is. */
export const namedFor = (actor: Actor) => {
  const hides = hidesNames(scopeOf(actor))
  return <L extends { name: string }>(line: L): L => (hides ? { ...line, name: maskName(line.name) } : line)
}

/**
 * A duty in a list: the case, whose turn it is, how long it has left; read without the case's whole state.
 */
export function workLineOf(actor: Actor, county: County, calendar: WorkCalendar, at: Date) {
  const named = namedFor(actor)
  return ({ duty, kase, stage }: Row): WorkLine => {
    const { urgency, words } = dutyStatus(calendar, duty, at)
    return {
      ...named(listed(kase, county)),
      turn: `${county.names.get(duty.orgId ?? '') ?? ''}：${stage ?? WORK[duty.kind]}`,
      dueAt: duty.dueAt.toISOString(),
      urgency,
      clockWords: words,
      key: duty.key,
      kind: duty.kind
    }
  }
}

export const worklistRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, receiptSecret } = deps
  const { commands } = deps

  const tools = (tenantId: string) =>
    Promise.all([commands.countyOf(tenantId), commands.calendarOf(tenantId)])

  app.route({
    ...on('GET /case-work'),
    handler: async ({ actor, query }) => {
      const { tenantId } = actor
      const scope = scopeOf(actor)
      const [rows, counts, [county, calendar]] = await Promise.all([
        worklist(db, tenantId, scope, query),
        workCounts(db, tenantId, scope),
        tools(tenantId)
      ])
      const line = workLineOf(actor, county, calendar, now())
      const page = pageOf(rows, line, ({ duty }) => workCursor(duty))
      return { ...page, counts: counts.map(({ kind, count }) => ({ kind, words: WORK[kind], count })) }
    }
  })

  app.route({
    ...on('POST /case-work/consents'),
    handler: async ({ actor, body }) => {
      const failed: { id: string; why: string }[] = []
      // One after the other: each stands alone, and fifty at once would take every connection.
      for (const { id, key } of body.cases)
        await commands.run(actor, id, { key, action: 'consent' }).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error
          failed.push({ id, why: error.message })
        })
      return { done: body.cases.length - failed.length, failed }
    }
  })

  app.route({
    ...on('POST /case-search'),
    handler: async ({ actor, body }) => {
      const { tenantId } = actor
      const [rows, [county, calendar]] = await Promise.all([
        searchCases(db, tenantId, sought(body.q.trim(), keysOf(receiptSecret, tenantId)), {
          ...scopeOf(actor),
          cursor: body.cursor
        }),
        tools(tenantId)
      ])
      const at = now()
      const named = namedFor(actor)
      return pageOf(
        rows,
        (kase) => named(caseLine(kase, county, calendar, at)),
        ({ id }) => id
      )
    }
  })

  app.route({
    ...on('GET /red-list'),
    handler: async ({ actor, query }) => {
      const { tenantId } = actor
      const at = now()
      const [rows, [county, calendar]] = await Promise.all([
        redList(db, tenantId, { ...scopeOf(actor), cursor: query.cursor, now: at }),
        tools(tenantId)
      ])
      return pageOf(rows, workLineOf(actor, county, calendar, at), ({ duty }) =>
        workCursor({ ...duty, dueAt: duty.redAt })
      )
    }
  })
}

/** What was typed into the search box: an application number, a phone, an identity number, or a name. */
export function sought(q: string, keys: ReturnType<typeof keysOf>): Sought {
  // `受理号：20260000018` is the number with what stands before it on the paper.
  const typed = plainNumber(q).replace(/^(受理号|流水号|办件号|编号|NO\.?)[:：]?/, '')
  const phone = phoneOf(q)
  if (!phone && /^\d{11,16}$/.test(typed)) return { no: typed }
  // Eight figures may be a local phone or a permit.
  const idKeys = /^(?=.*\d)[0-9A-Z]{5,18}$/.test(typed) ? keys.idKeys(typed) : []
  if (phone || idKeys.length) return { phoneKey: phone && keys.phoneKey(phone), idKeys }
  const name = plainName(q)
  if (name.length < 2) throw new AppError('invalid_input', 'q')
  return { name }
}
