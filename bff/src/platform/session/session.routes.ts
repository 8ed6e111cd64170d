import { createHash, randomBytes } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Tokens } from 'shared/session.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { type Identity, WeChatRefused, WeChatUnavailable } from '../../kernel/vendors/wechat.ts'
import { audited } from '../audit/audit.repo.ts'
import { getTenant } from '../tenants/tenants.repo.ts'
import { newClaims } from './claims.rules.ts'
import { signIn } from './session.repo.ts'
import { endSessions, rotateToken, saveToken } from './tokens.repo.ts'

const REFRESH_MS = 60 * 24 * 3_600_000 // 60 days: a farmer asks once a season

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** WeChat's words in ours: a stale code asks for a new sign-in, an outage for patience. */
export async function asking<T>(call: Promise<T>): Promise<T> {
  return call.catch((error: unknown): never => {
    if (error instanceof WeChatRefused) throw new AppError('wechat_code_invalid')
    if (error instanceof WeChatUnavailable) throw new AppError('wechat_unavailable')
    throw error
  })
}

export const sessionRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, wechat, publicUrl } = deps
  const change = audited(deps)

  /** A fresh refresh token for the client, and what of it is kept. */
  function refreshToken() {
    const token = randomBytes(32).toString('base64url')
    const issuedAt = now()
    return {
      token,
      kept: { hash: hashOf(token), issuedAt, expiresAt: new Date(issuedAt.getTime() + REFRESH_MS) }
    }
  }

  function present(tenantId: string, accountId: string, token: string): Tokens {
    const claims = newClaims(accountId, tenantId, now())
    return {
      accountId,
      accessToken: app.jwt.sign(claims),
      refreshToken: token,
      expiresAt: new Date(claims.exp * 1000).toISOString()
    }
  }

  async function start(tenantId: string, appId: string, identity: Identity): Promise<Tokens> {
    const accountId = await signIn(deps, { tenantId, appId, ...identity }, newId(), now())
    const { token, kept } = refreshToken()
    await change({ tenantId, accountId }, 'session.start', accountId, (tx) =>
      saveToken(tx, { tenantId, familyId: newId(), accountId, ...kept })
    )
    return present(tenantId, accountId, token)
  }

  app.route({
    ...on('POST /session/weapp'),
    handler: async ({ tenantId, body }) => {
      const { weappId } = await getTenant(db, tenantId)
      return start(tenantId, weappId, await asking(wechat.codeToIdentity(weappId, body.code)))
    }
  })

  app.route({
    ...on('GET /session/h5'),
    handler: async ({ tenantId, query }) => {
      const { officialAccountId } = await getTenant(db, tenantId)
      // Only our own pages: an open redirect would hand sign-in codes to anybody.
      const back = URL.canParse(query.back, publicUrl) ? new URL(query.back, publicUrl) : undefined
      if (back?.origin !== new URL(publicUrl).origin) throw new AppError('invalid_input', 'back')
      return { url: wechat.authorizeUrl(officialAccountId, back.href, query.state) }
    }
  })

  app.route({
    ...on('POST /session/h5'),
    handler: async ({ tenantId, body }) => {
      const { officialAccountId } = await getTenant(db, tenantId)
      return start(
        tenantId,
        officialAccountId,
        await asking(wechat.oauthToIdentity(officialAccountId, body.code))
      )
    }
  })

  app.route({
    ...on('POST /session/refresh'),
    handler: async ({ tenantId, body }) => {
      const { token, kept } = refreshToken()
      return present(tenantId, await rotateToken(db, tenantId, hashOf(body.refreshToken), kept), token)
    }
  })

  app.route({
    ...on('POST /session/end'),
    handler: async ({ tenantId, accountId }) => {
      await change({ tenantId, accountId }, 'session.end', accountId, (tx) =>
        endSessions(tx, tenantId, accountId, now)
      )
      return {}
    }
  })
}
