import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ItemLine } from 'shared/guide.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import { pageUrl } from 'shared/rules/paths.ts'
import { answersOf, walk } from 'shared/rules/situations.ts'
import { inChild } from '../kernel/lib/children.ts'
import { on } from '../kernel/lib/contract.ts'
import type { Deps } from '../kernel/lib/deps.ts'
import { AppError } from '../kernel/lib/errors.ts'
import { rankItems } from '../kernel/lib/find/rank.rules.ts'
import { sendKept } from '../kernel/lib/kept.ts'
import { pageOf } from '../kernel/lib/paging.ts'
import { CalendarMissing, type Clock, dueAt, type WorkCalendar } from '../kernel/lib/worktime.ts'
import { instantWords, traceWords } from '../kernel/lib/worktime.words.ts'
import { getTenant } from '../platform/tenants/tenants.repo.ts'
import { presentItem } from './catalogue.present.ts'
import { plainLimit } from './catalogue.words.ts'
import { counterFor } from './counters/item-counter.repo.ts'
import { itemIndex } from './find.repo.ts'
import type { FormInput } from './form.child.ts'
import {
  entriesOf,
  getBundle,
  getGuideItem,
  idsAmong,
  type LineRow,
  linesById,
  listByName
} from './guide.repo.ts'
import { forgetList, listSaved, saveList } from './lists.repo.ts'
import { savingsOf } from './savings.repo.ts'
import type { SheetInput } from './sheet.child.ts'

const lineOf = ({ implCode: _, promised, ...line }: LineRow): ItemLine => ({
  ...line,
  promised: plainLimit(promised ?? undefined)
})
const child = (name: string) => new URL(`./${name}.child.ts`, import.meta.url)
const drawn = (name: string, input: unknown) => () => inChild<Uint8Array>('document', child(name), input)

/** When it would be done; undefined while next year's holidays are not known. */
function dueIfKnown(calendar: WorkCalendar, clock: Clock): Date | undefined {
  try {
    return dueAt(calendar, clock)
  } catch (error) {
    if (error instanceof CalendarMissing) return undefined
    throw error
  }
}

/** What anybody may look up: which papers their case needs, how long it takes, what it costs, where. */
export const guideRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, calendarOf, publicUrl } = deps
  const indexOf = itemIndex(db)

  app.route({
    ...on('GET /items'),
    handler: async ({ tenantId, query: { q, cursor, ...filter } }) => {
      const words = q?.trim()
      if (!words) return pageOf(await listByName(db, tenantId, filter, cursor), lineOf, ({ id }) => id)
      const [index, among] = await Promise.all([indexOf(tenantId), idsAmong(db, tenantId, filter)])
      const found = rankItems(index, words, { among }).map(({ id }) => id)
      const rows = await linesById(db, tenantId, found)
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
      const { about, promised, items: steps, same = {} } = bundle.content
      const nameOf = (code: string) => items.find(({ implCode }) => implCode === code)?.name
      const found = steps.flatMap(({ implCode, after }) => {
        const row = items.find((one) => one.implCode === implCode)
        if (!row) return []
        const { content, ...line } = row
        const papers = content.materials
          .filter(({ source }) => source !== 'shared')
          .map(({ name }) => same[name] ?? name)
        return [{ item: lineOf(line), after: after.flatMap((code) => nameOf(code) ?? []), papers }]
      })
      const papers = found.flatMap((one) => [...new Set(one.papers)])
      const shared = [...new Set(papers.filter((name, at) => papers.indexOf(name) < at))]
      const visits = bundle.content.visits ?? Math.min(1, ...found.map(({ item }) => item.visits))
      return {
        id: bundle.id,
        name: bundle.name,
        about,
        promised: plainLimit(promised),
        visits,
        items: found,
        shared
      }
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
    handler: async (request, reply) => {
      const { tenantId, params } = request
      const { version, answers = '' } = request.query
      const [row, { sponsor }, counter] = await Promise.all([
        getGuideItem(db, tenantId, params.id, now(), version),
        getTenant(db, tenantId),
        counterFor(db, tenantId, params.id)
      ])
      const { content, effectiveFrom } = row
      const { path, ask, stop } = walk(content.questions, answersOf(answers))
      if (ask || stop) throw new AppError('questions_left')
      const issued = {
        department: row.department,
        version: row.version,
        effectiveFrom: beijingDay(effectiveFrom!),
        link: publicUrl + pageUrl('guide/item', { county: tenantId, id: params.id }),
        sponsor,
        windows: counter ? `${counter.name} ${counter.windows}` : ''
      }
      const input: SheetInput = { content, path, issued, at: effectiveFrom! }
      return sendKept(request, reply, content.name, input, drawn('sheet', input))
    }
  })

  app.route({
    ...on('GET /items/:id/forms/:index'),
    handler: async (request, reply) => {
      const { tenantId, params } = request
      const { version, filled = false } = request.query
      const { content, effectiveFrom } = await getGuideItem(db, tenantId, params.id, now(), version)
      const material = content.materials[params.index]
      if (!material?.fields) throw new AppError('not_found')
      const input: FormInput = { material, title: content.name, filled, at: effectiveFrom! }
      return sendKept(request, reply, `${material.name}${filled ? '样表' : ''}`, input, drawn('form', input))
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
