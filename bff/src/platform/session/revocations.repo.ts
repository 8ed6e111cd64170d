import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { ACCESS_SECONDS } from './claims.rules.ts'
import { revocations } from './session.table.ts'

const FRESH_MS = 2000

/** Ends every access token an account was given until now, in the caller's transaction. */
export const revokeTokens = async (db: Db, tenantId: string, accountId: string, at: Date): Promise<void> =>
  void (await db
    .insert(revocations)
    .values({ tenantId, accountId, at })
    .onConflictDoUpdate({ target: [revocations.tenantId, revocations.accountId], set: { at } }))

/** No token lives longer than a quarter of an hour: older ends are forgotten. */
export const forgetRevocations = (db: Db, now: Date) =>
  db
    .delete(revocations)
    .where(sql`${revocations.at} < ${new Date(now.getTime() - 2 * ACCESS_SECONDS * 1000).toISOString()}
    and ${revocations.tenantId} is not null`)

type Ends = { at: ReadonlyMap<string, number>; readAt: number }

/**
 * Whether a token was ended. What was ended anywhere is known here within two seconds: a county's ends of the
 * last quarter of an hour are read once for whoever asks meanwhile.
 */
export function revocationReader(db: Db, now: () => Date) {
  const known = new Map<string, Ends>()
  const reading = new Map<string, Promise<Ends>>()
  async function read(tenantId: string): Promise<Ends> {
    const since = new Date(now().getTime() - ACCESS_SECONDS * 1000)
    const rows = await db
      .select()
      .from(revocations)
      .where(and(eq(revocations.tenantId, tenantId), gt(revocations.at, since)))
      .limit(100_000)
    const ends = {
      at: new Map(rows.map(({ accountId, at }) => [accountId, at.getTime()])),
      readAt: performance.now()
    }
    known.set(tenantId, ends)
    return ends
  }
  async function fresh(tenantId: string): Promise<Ends> {
    const ends = known.get(tenantId)
    if (ends && performance.now() - ends.readAt <= FRESH_MS) return ends
    const running = reading.get(tenantId) ?? read(tenantId).finally(() => reading.delete(tenantId))
    reading.set(tenantId, running)
    return running
  }
  return async (tenantId: string, accountId: string, madeAt: number): Promise<boolean> =>
    madeAt <= ((await fresh(tenantId)).at.get(accountId) ?? Number.NEGATIVE_INFINITY)
}
