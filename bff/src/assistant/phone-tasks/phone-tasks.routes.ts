import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import { endPhoneTask, listPhoneTasks } from './phone-tasks.repo.ts'

export const phoneTaskRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now, newId, sealer }) => {
  app.route({
    ...on('GET /phone-tasks'),
    handler: async ({ actor, query }) => {
      const { tenantId, accountId, post } = actor
      const rows = await listPhoneTasks(db, tenantId, post!, query.cursor)
      if (rows.length)
        await writeAudit(db, {
          id: newId(),
          tenantId,
          at: now(),
          actorId: accountId,
          act: 'phone.look',
          subject: 'phone-tasks'
        })
      const phone = (sealed: string | null) => sealed && sealer.open(tenantId, sealed)
      return pageOf(
        rows,
        ({ id, at, text, name, phoneSealed }) => ({
          id,
          text,
          name: name ?? '未留姓名',
          phone: phone(phoneSealed),
          at: at.toISOString()
        }),
        ({ id }) => id
      )
    }
  })

  app.route({
    ...on('POST /phone-tasks/:id/done'),
    handler: async ({ actor, params, body }) => {
      const { tenantId, accountId } = actor
      await db.transaction(async (tx) => {
        await endPhoneTask(tx, tenantId, actor.post!, params.id, {
          doneAt: now(),
          doneBy: accountId,
          note: body.note
        })
        await writeAudit(tx, {
          id: newId(),
          tenantId,
          at: now(),
          actorId: accountId,
          act: 'phoneTask.done',
          subject: params.id
        })
      })
      return {}
    }
  })
}
