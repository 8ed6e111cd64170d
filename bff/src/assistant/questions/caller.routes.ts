import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isSealedKind } from 'shared/rules/kinds.ts'
import { phoneOf } from 'shared/rules/phones.ts'
import { plainName } from 'shared/rules/typed.ts'
import { inScope } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { callerAccount } from '../../platform/session/callers.repo.ts'
import { getVillage } from '../../platform/tenants/tenants.repo.ts'
import { askedOr, askedTwice, createAsk } from './ask.repo.ts'
import { triageDue } from './clock.rules.ts'

/** The clerk enters what somebody told them: the matter is the caller’s own, told to them like any other. */
export const callerRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, calendarOf, privacyVersion } = deps
  const ask = createAsk(db)

  app.route({
    ...on('POST /caller-questions'),
    handler: async ({ actor, body }) => {
      const { caller, ...asked } = body
      const { tenantId, accountId: clerk, post } = actor
      if (isSealedKind(asked.kind)) throw new AppError('sealed_channel')
      const phone = phoneOf(caller.phone)
      if (!phone) throw new AppError('phone_wrong')
      const { townshipId } = await getVillage(db, tenantId, asked.villageId)
      if (!inScope(post!, townshipId)) throw new AppError('invalid_input', 'villageId')
      const at = now()
      const triageDueAt = triageDue(await calendarOf(tenantId), at)
      const requestHash = createHash('sha256').update(JSON.stringify(body)).digest('base64url')
      const told = { name: plainName(caller.name), phone, villageId: asked.villageId }
      const { id: accountId, name: holder } = await callerAccount(deps, tenantId, told)
      // The number is another's: what the caller called themselves is kept beside.
      const named =
        holder === told.name || asked.onBehalfOf
          ? {}
          : { onBehalfOf: { name: told.name, relation: '来电人' } }
      const attempt = () =>
        ask({
          tenantId,
          accountId,
          id: newId(),
          eventId: newId(),
          auditId: newId(),
          requestHash,
          privacyVersion,
          confidential: false,
          askedAt: at,
          triageDueAt,
          asked: { ...asked, ...named },
          enteredBy: { accountId: clerk, who: `${post!.title} ${post!.name}` }
        })
      return askedOr(await askedTwice(attempt), requestHash)
    }
  })
}
