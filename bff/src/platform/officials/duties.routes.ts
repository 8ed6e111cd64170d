import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingDay } from 'shared/rules/beijing.ts'
import { type Actor, inScope } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { audited } from '../audit/audit.repo.ts'
import { townshipOf } from '../tenants/tenants.repo.ts'
import { enterAbsence, listAbsences } from './absences.repo.ts'
import { addTopic, assignDuty, changeTopic, endRunning, listDuties } from './duties.repo.ts'
import { listEndorsements, settleEndorsement } from './endorsements.repo.ts'
import { namedPost } from './officials.repo.ts'
import { routingOrder, settleRoutingOrder } from './order.repo.ts'

/** Longer is no leave: the post changes hands. */
const YEAR_MS = 366 * 86_400_000

export const dutyRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId } = deps
  const change = audited(deps)
  const ownPost = async ({ tenantId, post }: Actor, postId: string) => {
    if (!(await namedPost(db, tenantId, postId, post?.townshipId ?? undefined)))
      throw new AppError('not_found')
  }

  /**
   * Null means all that the caller answers for: a township's admin their township, the county's the county.
   */
  const ownArea = async ({ tenantId, post }: Actor, orgId: string | null) => {
    const area = orgId ?? post!.townshipId
    if (area && !inScope(post!, await townshipOf(db, tenantId, area))) throw new AppError('not_found')
    return area
  }

  app.route({
    ...on('POST /topics'),
    handler: ({ actor, body }) => {
      const id = newId()
      return change(actor, 'topic.create', id, (tx) =>
        addTopic(tx, { ...body, tenantId: actor.tenantId, id })
      )
    }
  })

  app.route({
    ...on('POST /topics/:id'),
    handler: ({ actor, body, params: { id } }) =>
      change(actor, 'topic.change', id, (tx) => changeTopic(tx, { ...body, tenantId: actor.tenantId, id }))
  })

  app.route({
    ...on('GET /endorsements'),
    handler: async ({ actor }) => ({ items: await listEndorsements(db, actor.tenantId) })
  })

  app.route({
    ...on('POST /endorsements'),
    handler: async ({ actor, body }) => {
      await change(actor, `endorsement.${body.mode}`, body.kind, (tx) =>
        settleEndorsement(tx, { ...body, tenantId: actor.tenantId })
      )
      return {}
    }
  })

  app.route({
    ...on('GET /routing-order'),
    handler: async ({ actor }) => ({ steps: [...(await routingOrder(db, actor.tenantId))] })
  })

  app.route({
    ...on('POST /routing-order'),
    handler: async ({ actor, body: { steps } }) => {
      await change(actor, 'routing.order', steps.join(','), (tx) =>
        settleRoutingOrder(tx, actor.tenantId, steps)
      )
      return {}
    }
  })

  app.route({
    ...on('GET /duties'),
    handler: async ({ actor }) => ({ items: await listDuties(db, actor.tenantId, actor.post!.townshipId) })
  })

  app.route({
    ...on('POST /duties'),
    handler: async ({ actor, body }) => {
      await ownPost(actor, body.postId)
      const orgId = await ownArea(actor, body.orgId)
      const id = newId()
      await change(actor, 'duty.assign', id, (tx) =>
        assignDuty(
          tx,
          { ...body, orgId, tenantId: actor.tenantId, id, alone: body.share === undefined },
          now()
        )
      )
      return {}
    }
  })

  app.route({
    ...on('POST /duties/:id/end'),
    handler: async ({ actor, params: { id } }) => {
      await change(actor, 'duty.end', id, (tx) =>
        endRunning(tx, 'duty', actor.tenantId, actor.post!.townshipId, id, now())
      )
      return {}
    }
  })

  app.route({
    ...on('GET /absences'),
    handler: async ({ actor }) => ({
      items: await listAbsences(db, actor.tenantId, actor.post!.townshipId, now())
    })
  })

  app.route({
    ...on('POST /absences'),
    handler: async ({ actor, body: { from, until, ...body } }) => {
      if (from > until) throw new AppError('invalid_input', 'until')
      const today = now()
      if (until < beijingDay(today)) throw new AppError('absence_past')
      if (until > beijingDay(new Date(today.getTime() + YEAR_MS))) throw new AppError('too_far_ahead')
      await ownPost(actor, body.postId)
      if (body.deputyPostId) await ownPost(actor, body.deputyPostId)
      const id = newId()
      await change(actor, 'absence.enter', id, (tx) =>
        enterAbsence(tx, { ...body, tenantId: actor.tenantId, id, fromDay: from, untilDay: until }, now())
      )
      return {}
    }
  })

  app.route({
    ...on('POST /absences/:id/end'),
    handler: async ({ actor, params: { id } }) => {
      await change(actor, 'absence.end', id, (tx) =>
        endRunning(tx, 'absence', actor.tenantId, actor.post!.townshipId, id, now())
      )
      return {}
    }
  })
}
