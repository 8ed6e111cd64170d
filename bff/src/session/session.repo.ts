import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import type { Sealer } from '../lib/sealed.ts'
import { tenants } from '../tenants/tenants.table.ts'
import {
  type AccountRow,
  accounts,
  consents,
  identities,
  refreshTokens,
  subscriptions
} from './session.table.ts'

/** The account behind an openid; a stranger gets a new one. Two first sign-ins at once end at the same account. */
export async function signIn(
  db: Db,
  tenantId: string,
  appId: string,
  openid: string,
  id: string,
  now: Date
): Promise<string> {
  const known = () =>
    db
      .select({ accountId: identities.accountId })
      .from(identities)
      .where(
        and(eq(identities.tenantId, tenantId), eq(identities.appId, appId), eq(identities.openid, openid))
      )
  const [account] = await known()
  if (account) return account.accountId
  return db.transaction(async (tx) => {
    await tx.insert(accounts).values({ tenantId, id, createdAt: now })
    const added = await tx
      .insert(identities)
      .values({ tenantId, appId, openid, accountId: id })
      .onConflictDoNothing()
      .returning()
    if (added.length === 1) return id
    await tx.delete(accounts).where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, id)))
    const [winner] = await known()
    return winner!.accountId
  })
}

export async function getAccount(db: Db, tenantId: string, id: string): Promise<AccountRow> {
  const [row] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, id)))
  if (!row) throw new AppError('sign_in_needed')
  return row
}

export async function changeAccount(
  db: Db,
  tenantId: string,
  id: string,
  change: Partial<AccountRow>
): Promise<void> {
  await db
    .update(accounts)
    .set(change)
    .where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, id)))
}

/** Agreement to one version of the privacy text, kept for ever; the account points at the newest. */
export async function saveConsent(
  db: Db,
  tenantId: string,
  accountId: string,
  version: string,
  at: Date
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(consents).values({ tenantId, accountId, version, at }).onConflictDoNothing()
    await changeAccount(tx, tenantId, accountId, { consentVersion: version })
  })
}

type Token = typeof refreshTokens.$inferInsert

export const saveToken = async (db: Db, token: Token): Promise<void> =>
  void (await db.insert(refreshTokens).values(token))

/** A reply lost on a thin network is asked for again at once: so soon, a used token is no theft. */
const LOST_REPLY_MS = 30_000

/**
 * Trades a refresh token for the next, in one transaction. A token used long before kills its whole family
 * (theft, RFC 9700 §4.14).
 */
export async function rotateToken(
  db: Db,
  tenantId: string,
  hash: string,
  next: Pick<Token, 'hash' | 'issuedAt' | 'expiresAt'>
): Promise<string> {
  const key = and(eq(refreshTokens.tenantId, tenantId), eq(refreshTokens.hash, hash))
  const now = next.issuedAt
  const accountId = await db.transaction(async (tx) => {
    const [known] = await tx.select().from(refreshTokens).where(key).for('update')
    if (!known || known.expiresAt <= now) throw new AppError('sign_in_needed')
    if (known.usedAt && now.getTime() - known.usedAt.getTime() > LOST_REPLY_MS) {
      await endFamily(tx, tenantId, known.familyId)
      return undefined
    }
    await tx
      .update(refreshTokens)
      .set({ usedAt: known.usedAt ?? now })
      .where(key)
    await saveToken(tx, { tenantId, familyId: known.familyId, accountId: known.accountId, ...next })
    return known.accountId
  })
  if (!accountId) throw new AppError('session_reused')
  return accountId
}

async function endFamily(db: Db, tenantId: string, familyId: string): Promise<void> {
  await db
    .delete(refreshTokens)
    .where(and(eq(refreshTokens.tenantId, tenantId), eq(refreshTokens.familyId, familyId)))
}

export async function endSessions(db: Db, tenantId: string, accountId: string): Promise<void> {
  await db
    .delete(refreshTokens)
    .where(and(eq(refreshTokens.tenantId, tenantId), eq(refreshTokens.accountId, accountId)))
}

/** The mini-program openid WeChat's content check wants. */
export async function openidFor(
  db: Db,
  tenantId: string,
  accountId: string
): Promise<{ appId: string; openid: string | null }> {
  const [row] = await db
    .select({ appId: tenants.weappId, openid: identities.openid })
    .from(tenants)
    .leftJoin(
      identities,
      and(
        eq(identities.tenantId, tenants.tenantId),
        eq(identities.appId, tenants.weappId),
        eq(identities.accountId, accountId)
      )
    )
    .where(eq(tenants.tenantId, tenantId))
  return { appId: row!.appId, openid: row!.openid }
}

/** How a person can be reached: the mini-program openid and the phone, opened for this use only. */
export async function reachOf(db: Db, sealer: Sealer, tenantId: string, accountId: string) {
  const [{ appId, openid }, account] = await Promise.all([
    openidFor(db, tenantId, accountId),
    getAccount(db, tenantId, accountId)
  ])
  return { appId, openid, phone: account.phoneSealed && sealer.open(tenantId, account.phoneSealed) }
}

/** One more message may be sent for each template the person just allowed. */
export async function addCredits(
  db: Db,
  tenantId: string,
  accountId: string,
  templates: readonly string[],
  now: Date
): Promise<void> {
  if (templates.length === 0) return
  await db
    .insert(subscriptions)
    .values(templates.map((template) => ({ tenantId, accountId, template, credits: 1, changedAt: now })))
    .onConflictDoUpdate({
      target: [subscriptions.tenantId, subscriptions.accountId, subscriptions.template],
      set: { credits: sql`${subscriptions.credits} + 1`, changedAt: now }
    })
}
