import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import type { ItemLine } from 'shared/guide.ts'
import { answersOf, walk } from 'shared/rules/situations.ts'
import { counterFor } from '../booking/item-counter.repo.ts'
import { beijingDay } from '../lib/beijing.ts'
import { on } from '../lib/contract.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { pageOf } from '../lib/paging.ts'
import { openPaper, type Paper } from '../lib/paper.ts'
import { attachment } from '../lib/reply.ts'
import { inThread } from '../lib/thread.ts'
import { CalendarMissing, type Clock, dueAt, type WorkCalendar } from '../lib/worktime.ts'
import { instantWords, traceWords } from '../lib/worktime.words.ts'
import { synonymGroups } from '../publications/synonyms.repo.ts'
import { getTenant } from '../tenants/tenants.repo.ts'
import { drawForm, drawSheet } from './guide.layout.ts'
import { entriesOf, findItems, getBundle, getGuideItem, type LineRow, listByName } from './guide.repo.ts'
import { HANDBOOK } from './handbook.layout.ts'
import { handbookParts } from './handbook.repo.ts'
import { forgetList, listSaved, saveList } from './lists.repo.ts'
import { presentItem } from './present.ts'
import { savingsOf } from './savings.repo.ts'
import { plainLimit } from './words.ts'

const HANDBOOK_MS = 90_000
const lineOf = ({ implCode: _, promised, ...line }: LineRow): ItemLine => ({
  ...line,
  promised: plainLimit(promised ?? undefined)
})
const sent = (reply: FastifyReply, paper: Paper, title: string) => {
  paper.end()
  return attachment(reply, 'application/pdf', `${title}.pdf`).send(paper as never)
}

/** When it would be done; undefined while next year's holidays are not known. */
function dueIfKnown(calendar: WorkCalendar, clock: Clock): Date | undefined {
  try {
    return dueAt(calendar, clock)
  } catch (error) {
    if (error instanceof CalendarMissing) return undefined
    throw error
  }
}

/** What anybody may look up: which papers his case needs, how long it takes, what it costs, where. */
export const guideRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, calendarOf, publicUrl } = deps

  app.route({
    ...on('GET /items'),
    handler: async ({ tenantId, query: { q, cursor, ...filter } }) => {
      const words = q?.trim()
      if (!words) return pageOf(await listByName(db, tenantId, filter, cursor), lineOf, ({ id }) => id)
      const groups = await synonymGroups(db, tenantId)
      const rows = await findItems(db, tenantId, words, groups, filter)
      return { items: rows.map(lineOf), next: null }
    }
  })

  app.route({
    ...on('GET /items/entries'),
    handler: ({ tenantId }) => entriesOf(db, tenantId)
  })

  app.route({
    ...on('GET /bundles/:id'),
    handler: async ({ tenantId, params }) => {
      const { bundle, items } = await getBundle(db, tenantId, params.id)
      const { about, promised, items: steps } = bundle.content
      const nameOf = (code: string) => items.find(({ implCode }) => implCode === code)?.name
      const found = steps.flatMap(({ implCode, after }) => {
        const row = items.find((one) => one.implCode === implCode)
        if (!row) return []
        const { content, ...line } = row
        const papers = content.materials.filter(({ source }) => source !== 'shared').map(({ name }) => name)
        return [{ item: lineOf(line), after: after.flatMap((code) => nameOf(code) ?? []), papers }]
      })
      const papers = found.flatMap((one) => [...new Set(one.papers)])
      const shared = [...new Set(papers.filter((name, at) => papers.indexOf(name) < at))]
      return { id: bundle.id, name: bundle.name, about, promised: plainLimit(promised), items: found, shared }
    }
  })

  app.route({
    ...on('GET /items/:id'),
    handler: async ({ tenantId, params, query }) => {
      const [row, calendar, counter] = await Promise.all([
        getGuideItem(db, tenantId, params.id, now(), query.version),
        calendarOf(tenantId),
        counterFor(db, tenantId, params.id)
      ])
      const { promised } = row.content
      const clock = promised && { start: now(), limit: promised }
      const at = clock && dueIfKnown(calendar, clock)
      const doneBy = at && {
        at: at.toISOString(),
        words: instantWords(at),
        trace: traceWords(calendar, clock, at)
      }
      return presentItem(row, doneBy ?? null, counter)
    }
  })

  app.route({
    ...on('GET /items/:id/sheet'),
    handler: async ({ tenantId, params, query: { version, answers = '' } }, reply) => {
      const [row, { sponsor }, counter] = await Promise.all([
        getGuideItem(db, tenantId, params.id, now(), version),
        getTenant(db, tenantId),
        counterFor(db, tenantId, params.id)
      ])
      const { content, effectiveFrom } = row
      const { path, ask, stop } = walk(content.questions, answersOf(answers))
      if (ask || stop) throw new AppError('questions_left')
      const paper = openPaper(content.name, now())
      const link = `${publicUrl}/guide/item/index?county=${tenantId}&id=${params.id}`
      drawSheet(paper, content, path, {
        department: row.department,
        version: row.version,
        effectiveFrom: beijingDay(effectiveFrom!),
        link,
        sponsor,
        windows: counter ? `${counter.name} ${counter.windows}` : ''
      })
      return sent(reply, paper, content.name)
    }
  })

  app.route({
    ...on('GET /items/:id/forms/:index'),
    handler: async ({ tenantId, params, query: { version, filled = false } }, reply) => {
      const { content } = await getGuideItem(db, tenantId, params.id, now(), version)
      const material = content.materials[params.index]
      if (!material?.fields) throw new AppError('not_found')
      const paper = openPaper(material.name, now())
      drawForm(paper, material, content.name, filled)
      return sent(reply, paper, `${material.name}${filled ? '样表' : ''}`)
    }
  })

  app.route({
    ...on('GET /handbook'),
    handlerTimeout: HANDBOOK_MS,
    handler: async ({ tenantId, query }, reply) => {
      const [parts, { name, sponsor }] = await Promise.all([
        handbookParts(db, tenantId, query.departmentId),
        getTenant(db, tenantId)
      ])
      if (parts.length === 0) throw new AppError('not_found')
      const handbook = { county: name, sponsor, printedAt: beijingDay(now()), parts }
      const module = new URL('./handbook.thread.ts', import.meta.url)
      const bytes = await inThread<Uint8Array>(module, { handbook, at: now().getTime() })
      const title = query.departmentId ? `${parts[0]!.department}${HANDBOOK}` : `${name}${HANDBOOK}`
      return attachment(reply, 'application/pdf', `${title}.pdf`).send(Buffer.from(bytes) as never)
    }
  })

  app.route({
    ...on('GET /catalogue/savings'),
    handler: ({ tenantId }) => savingsOf(db, tenantId)
  })

  app.route({
    ...on('GET /lists'),
    handler: async ({ tenantId, accountId }) => ({
      items: (await listSaved(db, tenantId, accountId)).map((row) => ({
        ...row,
        savedAt: row.savedAt.toISOString()
      }))
    })
  })

  app.route({
    ...on('POST /lists'),
    handler: async ({ tenantId, accountId, body: { itemId, version, answers } }) => {
      const { content } = await getGuideItem(db, tenantId, itemId, now(), version)
      const { ask, stop } = walk(content.questions, answersOf(answers))
      if (ask || stop) throw new AppError('questions_left')
      const list = { tenantId, id: newId(), accountId, itemId, version, answers, savedAt: now() }
      return db.transaction((tx) => saveList(tx, list))
    }
  })

  app.route({
    ...on('POST /lists/:id/forget'),
    handler: async ({ tenantId, accountId, params }) => {
      await forgetList(db, tenantId, accountId, params.id)
      return {}
    }
  })
}
