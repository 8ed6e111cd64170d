import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { maskPhone } from 'shared/rules/phones.ts'
import { plainName } from 'shared/rules/typed.ts'
import type { Me } from 'shared/session.ts'
import { keyReader } from './hall/booking/person.repo.ts'
import type { Actor } from './kernel/lib/actor.ts'
import { on } from './kernel/lib/contract.ts'
import type { Deps } from './kernel/lib/deps.ts'
import { AppError } from './kernel/lib/errors.ts'
import { personKey } from './kernel/lib/person-codes.ts'
import { audited } from './platform/audit/audit.repo.ts'
import { inbox } from './platform/notifications/notifications.repo.ts'
import type { TemplatesOf } from './platform/notifications/templates.types.ts'
import { absorbAccount } from './platform/session/absorb.repo.ts'
import { lockCaller, waitingFor } from './platform/session/callers.repo.ts'
import { keptPhone } from './platform/session/phones.rules.ts'
import { rekeyPerson } from './platform/session/rekey.repo.ts'
import {
  addCredits,
  changeAccount,
  creditsOf,
  getAccount,
  saveConsent,
  withdrawConsent
} from './platform/session/session.repo.ts'
import { asking } from './platform/session/session.routes.ts'
import { getTenant, getVillage } from './platform/tenants/tenants.repo.ts'

export const meRoutes: FastifyPluginAsyncTypebox<Deps & { templates: TemplatesOf }> = async (app, deps) => {
  const { db, now, wechat, sealer, privacyVersion, templates, receiptSecret } = deps
  const keyOf = keyReader(deps)
  const change = audited(deps)

  /** Stops before a name or a phone is taken from somebody who has not agreed, or took it back. */
  async function agreed(tenantId: string, accountId: string): Promise<void> {
    if ((await getAccount(db, tenantId, accountId)).consentVersion !== privacyVersion)
      throw new AppError('consent_needed')
  }

  async function present({ tenantId, accountId, posts }: Actor): Promise<Me> {
    const { name, phoneSealed, villageId, consentVersion } = await getAccount(db, tenantId, accountId)
    return {
      id: accountId,
      name: name ?? posts[0]?.name ?? null,
      phone: phoneSealed && maskPhone(sealer.open(tenantId, phoneSealed)),
      villageId,
      consented: consentVersion === privacyVersion,
      posts: posts.map(({ id, title, role, unit, townshipId }) => ({ id, title, role, unit, townshipId }))
    }
  }

  app.route({ ...on('GET /me'), handler: ({ actor }) => present(actor) })

  app.route({
    ...on('POST /me/consent'),
    handler: async ({ actor, body }) => {
      if (body.version !== privacyVersion) throw new AppError('invalid_input', 'version')
      const { tenantId, accountId } = actor
      await change(actor, 'consent.give', body.version, (tx) =>
        saveConsent(tx, tenantId, accountId, body.version, now())
      )
      return present(actor)
    }
  })

  app.route({
    ...on('POST /me/consent/withdraw'),
    handler: async ({ actor }) => {
      const { tenantId, accountId } = actor
      await change(actor, 'consent.withdraw', accountId, (tx) =>
        withdrawConsent(tx, tenantId, accountId, now())
      )
      return present(actor)
    }
  })

  app.route({
    ...on('POST /me/phone'),
    handler: async ({ actor, body }) => {
      const { tenantId, accountId } = actor
      await agreed(tenantId, accountId)
      const { weappId } = await getTenant(db, tenantId)
      const phone = await asking(wechat.phoneNumber(weappId, body.code))
      const before = await keyOf(tenantId, accountId)
      const after = personKey(receiptSecret, { tenantId, accountId, phone })
      await change(actor, 'phone.change', accountId, async (tx) => {
        await changeAccount(tx, tenantId, accountId, keptPhone(deps, tenantId, phone))
        await rekeyPerson(tx, actor, before, after)
        // What they told on the phone before they had the app is theirs; a number given anew long after is
        // another person’s.
        const { phoneKey } = keptPhone(deps, tenantId, phone)
        await lockCaller(tx, tenantId, phoneKey)
        for (const { id: from } of await waitingFor(tx, tenantId, phoneKey, now()))
          await absorbAccount(deps, tx, { tenantId, from, into: accountId }, now())
      })
      return present(actor)
    }
  })

  app.route({
    ...on('POST /me/profile'),
    handler: async ({ actor, body }) => {
      const { tenantId, accountId } = actor
      if (body.name) await agreed(tenantId, accountId)
      if (body.villageId) await getVillage(db, tenantId, body.villageId)
      const profile = {
        ...(body.name && { name: plainName(body.name) }),
        ...(body.villageId && { villageId: body.villageId })
      }
      if (Object.keys(profile).length)
        await change(actor, 'profile.change', accountId, (tx) =>
          changeAccount(tx, tenantId, accountId, profile)
        )
      return present(actor)
    }
  })

  app.route({
    ...on('GET /me/subscriptions'),
    // What they have agreed to least is asked for first: WeChat asks about three at once.
    handler: async ({ tenantId, accountId }) => {
      const left = new Map(
        (await creditsOf(db, tenantId, accountId)).map((row) => [row.template, row.credits])
      )
      const known = Object.values(templates(tenantId))
      return { templates: known.toSorted((a, b) => (left.get(a) ?? 0) - (left.get(b) ?? 0)) }
    }
  })

  app.route({
    ...on('POST /me/subscriptions'),
    handler: async ({ tenantId, accountId, body }) => {
      await addCredits(
        db,
        tenantId,
        accountId,
        body.accepted.filter((template) => Object.values(templates(tenantId)).includes(template)),
        now()
      )
      return {}
    }
  })

  app.route({
    ...on('GET /me/messages'),
    handler: async ({ tenantId, accountId }) => {
      const rows = await inbox(db, tenantId, accountId)
      return {
        items: rows.map(({ createdAt, ...message }) => ({
          ...message,
          at: createdAt.toISOString()
        }))
      }
    }
  })
}
