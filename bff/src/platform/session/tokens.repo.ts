import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { instantOf } from '../../kernel/lib/ids.ts'
import { revokeTokens } from './revocations.repo.ts'
import { accounts, refreshTokens } from './session.table.ts'

type Token = typeof refreshTokens.$inferInsert

export const saveToken = async (db: Db, token: Token): Promise<void> =>
  void (await db.insert(refreshTokens).values(token))

/** A sign-out and a refresh of one account take turns: no token is made after its account was signed out. */
const lockAccount = (tx: Db, tenantId: string, accountId: string) =>
  tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, accountId)))
    .for('update')

/** A reply lost on a thin network is asked for again at once: so soon, a used token is no theft. */
const LOST_REPLY_MS = 30_000
/** However often it is refreshed, a sign-in ends after half a year (ASVS 5.0, V7.3.2). */
const LONGEST_MS = 180 * 86_400_000

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
    const [whose] = await tx.select({ accountId: refreshTokens.accountId }).from(refreshTokens).where(key)
    if (!whose) throw new AppError('sign_in_needed')
    await lockAccount(tx, tenantId, whose.accountId)
    const [known] = await tx.select().from(refreshTokens).where(key).for('update')
    if (!known || known.expiresAt <= now) throw new AppError('sign_in_needed')
    if (now.getTime() - instantOf(known.familyId).getTime() > LONGEST_MS) throw new AppError('sign_in_needed')
    if (known.usedAt && now.getTime() - known.usedAt.getTime() > LOST_REPLY_MS) {
      await endFamily(tx, tenantId, known.familyId)
      await revokeTokens(tx, tenantId, known.accountId, now)
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

/** Ends whatever an account is signed in with, wherever. */
export async function endSessions(
  tx: Db,
  tenantId: string,
  accountId: string,
  now: () => Date
): Promise<void> {
  await lockAccount(tx, tenantId, accountId)
  await tx
    .delete(refreshTokens)
    .where(and(eq(refreshTokens.tenantId, tenantId), eq(refreshTokens.accountId, accountId)))
  await revokeTokens(tx, tenantId, accountId, now())
}

/** Forgets refresh tokens past their time, a batch at a time. */
export const forgetExpiredTokens = (db: Db, now: Date) =>
  db.delete(refreshTokens).where(
    sql`(${refreshTokens.tenantId}, ${refreshTokens.hash}) in (select tenant_id, hash from refresh_tokens
        where expires_at < ${now.toISOString()} order by expires_at limit 5000)`
  )
