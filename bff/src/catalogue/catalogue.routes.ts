import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { CatalogueItem, CatalogueLine } from 'shared/catalogue.ts'
import type { Finding } from 'shared/findings.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Actor } from '../kernel/lib/actor.ts'
import { on } from '../kernel/lib/contract.ts'
import type { Deps } from '../kernel/lib/deps.ts'
import { AppError } from '../kernel/lib/errors.ts'
import { pageOf } from '../kernel/lib/paging.ts'
import { audited } from '../platform/audit/audit.repo.ts'
import { differencesOf } from './differences.rules.ts'
import {
  checkContent,
  getItem,
  getVersion,
  type ItemView,
  listDepartments,
  listItems,
  listVersions
} from './items.repo.ts'
import { savingsOf } from './savings.repo.ts'
import { addItem, saveDecision, saveDraft } from './versions.repo.ts'
import { decideVersion, keepsCatalogue, mayEdit, versionActions } from './versions.rules.ts'

/** An item with every element as long as it may be. */
const WHOLE_ITEM = 512 * 1024

const lineOf = ({ item, version, department }: ItemView): CatalogueLine => ({
  id: item.id,
  name: version.content.name,
  department,
  state: version.state,
  version: version.version,
  errors: version.errors,
  warnings: version.warnings,
  inForce: item.inForce,
  changedAt: version.changedAt.toISOString()
})
const authorOf = ({ accountId, post }: Actor) => ({ authorId: accountId, author: post?.name ?? '' })

/**
 * The desk of those who keep the catalogue: a department sees and writes its own items, the county's admin
 * all.
 */
export const catalogueRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId } = deps
  const change = audited(deps)

  async function load(actor: Actor, id: string): Promise<ItemView> {
    const view = await getItem(db, actor.tenantId, id)
    if (!keepsCatalogue(view.item.departmentId, actor)) throw new AppError('not_found')
    return view
  }
  /** As kept, so that a colleague's new department or item is noticed too. */
  const findingsOf = ({ item, version }: ItemView): Promise<Finding[]> =>
    checkContent(db, item, version.content)

  async function present(actor: Actor, id: string): Promise<CatalogueItem> {
    const view = await load(actor, id)
    const [versions, findings] = await Promise.all([listVersions(db, actor.tenantId, id), findingsOf(view)])
    const matter = { departmentId: view.item.departmentId, version: view.version }
    return {
      ...lineOf(view),
      lock: view.version.lock,
      content: view.version.content,
      findings,
      versions: versions.map(({ version, state, effectiveFrom, author, reviewer, reason }) => ({
        version,
        state,
        effectiveFrom: effectiveFrom && beijingDay(effectiveFrom),
        author,
        reviewer,
        reason
      })),
      actions: versionActions(matter, actor),
      mayEdit: mayEdit(matter, actor),
      today: beijingDay(now())
    }
  }

  app.route({
    ...on('GET /catalogue/items'),
    handler: async ({ actor, query: { cursor, departmentId, ...filter } }) => {
      const post = actor.post!
      const own = post.role === 'countyAdmin' ? undefined : [post.unitId]
      const departmentIds = departmentId ? [departmentId] : own
      if (departmentId && !keepsCatalogue(departmentId, actor)) throw new AppError('not_found')
      const rows = await listItems(
        db,
        actor.tenantId,
        { ...filter, ...(departmentIds && { departmentIds }) },
        cursor
      )
      return pageOf(rows, lineOf, ({ item }) => item.id)
    }
  })

  app.route({
    ...on('GET /catalogue/departments'),
    handler: async ({ actor }) => {
      const [departments, { departments: saved, total }] = await Promise.all([
        listDepartments(db, actor.tenantId),
        savingsOf(db, actor.tenantId)
      ])
      const items = departments.map(({ id, name }) => ({
        id,
        name,
        items: saved.find((one) => one.id === id)?.items ?? 0,
        mine: keepsCatalogue(id, actor)
      }))
      return { items, total }
    }
  })

  app.route({
    ...on('POST /catalogue/items'),
    bodyLimit: WHOLE_ITEM,
    handler: async ({ actor, body: { departmentId, content } }) => {
      const { tenantId } = actor
      const departments = await listDepartments(db, tenantId)
      const department = departments.find(({ id }) => id === departmentId)
      if (!department || !keepsCatalogue(departmentId, actor)) throw new AppError('not_found')
      const item = { tenantId, id: newId(), departmentId }
      const findings = await checkContent(db, item, content)
      const draft = { content, department: department.name, findings }
      await change(actor, 'item.add', item.id, (tx) => addItem(tx, item, draft, authorOf(actor), now()))
      return present(actor, item.id)
    }
  })

  app.route({
    ...on('GET /catalogue/items/:id'),
    handler: ({ actor, params }) => present(actor, params.id)
  })

  app.route({
    ...on('POST /catalogue/items/:id/draft'),
    bodyLimit: WHOLE_ITEM,
    handler: async ({ actor, params, body: { lock, content } }) => {
      const view = await load(actor, params.id)
      if (!mayEdit({ departmentId: view.item.departmentId, version: view.version }, actor))
        throw new AppError('record_changed')
      const findings = await checkContent(db, view.item, content)
      await change(actor, 'item.draft', params.id, (tx) =>
        saveDraft(tx, view, { lock, content, findings }, authorOf(actor), now())
      )
      return present(actor, params.id)
    }
  })

  app.route({
    ...on('POST /catalogue/items/:id/commands'),
    handler: async ({ actor, params, body }) => {
      const view = await load(actor, params.id)
      const { item, version } = view
      const errors = (await findingsOf(view)).filter(({ level }) => level === 'error').length
      const matter = { departmentId: item.departmentId, version: { ...version, errors } }
      const decided = decideVersion(body, matter, actor, now())
      await change(actor, `item.${body.action}`, item.id, (tx) => saveDecision(tx, view, decided, now()))
      return present(actor, params.id)
    }
  })

  app.route({
    ...on('GET /catalogue/items/:id/differences'),
    handler: async ({ actor, params, query: { from, to } }) => {
      await load(actor, params.id)
      const read = (version: number) => getVersion(db, actor.tenantId, params.id, version)
      const [before, after] = await Promise.all([read(from), read(to)])
      return { items: differencesOf(before.content, after.content) }
    }
  })

  app.route({
    ...on('POST /catalogue/check'),
    bodyLimit: WHOLE_ITEM,
    handler: async ({ actor, body: { itemId, content } }) => {
      const { item } = await load(actor, itemId)
      return { items: await checkContent(db, item, content) }
    }
  })
}
