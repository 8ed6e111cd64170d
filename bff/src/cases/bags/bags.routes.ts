import { randomInt } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Bag } from 'shared/bags.ts'
import { typedCode } from 'shared/rules/typed.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { inChild } from '../../kernel/lib/children.ts'
import { LETTERS } from '../../kernel/lib/codes.ts'
import { on } from '../../kernel/lib/contract.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { sendPdf } from '../../kernel/lib/reply.ts'
import { getTenant } from '../../platform/tenants/tenants.repo.ts'
import type { CaseDeps } from '../core/cases.acts.ts'
import type { CaseRow } from '../core/cases.table.ts'
import { planOf } from '../core/stages.rules.ts'
import { bagActions, decideBag } from './bag.rules.ts'
import { caseOfCode, findBag, movesOf, openBag, saveBag } from './bags.repo.ts'
import type { BagMoveRow, BagRow } from './bags.table.ts'
import type { Label } from './label.layout.ts'
import { tellPlaces } from './tell.repo.ts'

const LABEL = new URL('./label.child.ts', import.meta.url)
const LENGTH = 12
const newCode = () => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** The paper bag of a case: opened at the desk, signed for at every hand it goes through. */
export const bagRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, newId, sealer } = deps
  const { commands } = deps

  /** Where the bag of a case may be: its hall and the departments it was pushed to. */
  async function placesOf({ tenantId, hallId, departments }: CaseRow) {
    const { names } = await commands.countyOf(tenantId)
    return [hallId, ...departments].map((id) => ({ id, name: names.get(id) ?? '' }))
  }
  async function present(kase: CaseRow, bag: BagRow, actor: Actor): Promise<Bag> {
    const [moves, places] = await Promise.all([movesOf(db, kase.tenantId, kase.id), placesOf(kase)])
    const nameOf = (id: string) => places.find((place) => place.id === id)?.name ?? ''
    return {
      caseId: kase.id,
      code: bag.code,
      place: nameOf(bag.placeId),
      holder: bag.holder,
      awaiting: bag.awaitingId
        ? { place: nameOf(bag.awaitingId), since: bag.handedAt!.toISOString(), late: bag.asked > 0 }
        : null,
      moves: moves.map(({ id, at, who, words }: BagMoveRow) => ({ id, at: at.toISOString(), who, words })),
      places: places.filter(({ id }) => id !== bag.placeId),
      actions: bagActions(bag, actor)
    }
  }
  async function load(actor: Actor, id: string) {
    const kase = await commands.load(actor, id)
    const bag = await findBag(db, actor.tenantId, id)
    if (!bag) throw new AppError('not_found')
    return { kase, bag }
  }
  const whoOf = ({ post }: Actor) => `${post!.unit} ${post!.name}`

  app.route({
    ...on('GET /cases/:id/bag'),
    handler: async ({ actor, params }) => {
      const kase = await commands.load(actor, params.id)
      const bag = await findBag(db, actor.tenantId, kase.id)
      return { bag: bag ? await present(kase, bag, actor) : null }
    }
  })

  app.route({
    ...on('POST /cases/:id/bag'),
    handler: async ({ actor, params }) => {
      const kase = await commands.load(actor, params.id)
      const { tenantId, accountId, post } = actor
      if (kase.hallId !== post!.unitId) throw new AppError('not_found')
      if (kase.no === null || kase.closedAt !== null) throw new AppError('case_moved_on')
      const row: BagRow = {
        tenantId,
        caseId: kase.id,
        code: newCode(),
        version: 1,
        placeId: kase.hallId,
        holder: post!.name,
        awaitingId: null,
        handedAt: null,
        asked: 0,
        openedAt: now()
      }
      await openBag(db, row, { id: newId(), auditId: newId(), actorId: accountId, who: whoOf(actor) })
      return present(kase, (await findBag(db, tenantId, kase.id))!, actor)
    }
  })

  app.route({
    ...on('POST /cases/:id/bag/commands'),
    handler: async ({ actor, params, body }) => {
      const { kase, bag } = await load(actor, params.id)
      const { tenantId, accountId } = actor
      const earlier = (await movesOf(db, tenantId, kase.id)).find(({ id }) => id === body.key)
      if (earlier && earlier.actorId === accountId) return present(kase, bag, actor)
      const at = now()
      const [places, calendar] = await Promise.all([placesOf(kase), commands.calendarOf(tenantId)])
      const outcome = decideBag(body, bag, { actor, places, now: at })
      const strokes = 'signature' in body ? { strokes: body.signature } : {}
      const doer = { id: body.key, auditId: newId(), actorId: accountId, who: whoOf(actor), ...strokes }
      await saveBag(db, bag, body.action, outcome, doer, { calendar, now: at }, async (tx, after) => {
        if (!after.awaitingId) return
        const told = { key: body.key, text: `${whoOf(actor)}已交来，请签收`, template: 'task' as const }
        await tellPlaces(tx, kase, [after.awaitingId], told, { now: at, newId })
      })
      return present(kase, (await findBag(db, tenantId, kase.id))!, actor)
    }
  })

  app.route({
    ...on('POST /bags/scan'),
    handler: async ({ actor, body }) => {
      const caseId = await caseOfCode(db, actor.tenantId, typedCode(body.code))
      await commands.load(actor, caseId)
      return { caseId }
    }
  })

  app.route({
    ...on('GET /cases/:id/bag/label'),
    handler: async ({ actor, params }, reply) => {
      const { kase, bag } = await load(actor, params.id)
      const [{ item, lead, hall, orgs }, { name }] = await Promise.all([
        commands.deciding(kase),
        getTenant(db, actor.tenantId)
      ])
      // Before the push nobody has it yet: the way is the one its stages will go.
      const departments = kase.departments.length
        ? kase.departments.map((id) => orgs.find((org) => org.id === id)?.name ?? '')
        : [...new Set([lead.name, ...planOf(item, lead, orgs).map(({ org }) => org)])]
      const label: Label = {
        code: bag.code,
        county: name,
        no: kase.no ?? '',
        item: kase.itemName,
        department: lead.name,
        applicant: kase.name,
        phone: sealer.open(actor.tenantId, kase.phoneSealed),
        consult: item.consult.number,
        route: [hall.name, ...departments, hall.name],
        papers: kase.state.papers.filter(({ givenAt }) => givenAt !== null).map((one) => one.name)
      }
      return sendPdf(reply, `文件袋${kase.no}`, await inChild('document', LABEL, { label, at: now() }))
    }
  })
}
