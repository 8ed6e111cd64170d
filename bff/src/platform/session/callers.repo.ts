import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { lockName } from '../../kernel/lib/name-lock.ts'
import { accountPhoneKey, keptPhone } from './phones.rules.ts'
import { accounts } from './session.table.ts'

export type Caller = Readonly<{ name: string; phone: string; villageId: string }>

/** So long a caller’s account waits for them: a number nobody uses is given to somebody else after months. */
const CALLER_MS = 90 * 86_400_000

/** Whoever enters a caller by their number and whoever makes that number their own take turns. */
export const lockCaller = (tx: Db, tenantId: string, phoneKey: string) =>
  lockName(tx, tenantId, `caller/${phoneKey}`)

/**
 * Accounts that wait under this number for somebody to sign in: of callers whom a clerk entered of late, the
 * latest first.
 */
export async function waitingFor(
  tx: Db,
  tenantId: string,
  phoneKey: string,
  now: Date
): Promise<{ id: string; name: string | null }[]> {
  const since = new Date(now.getTime() - CALLER_MS).toISOString()
  const rows = await tx.execute<{
    id: string
    name: string | null
  }>(sql`select id, name from accounts a where tenant_id = ${tenantId} and phone_key = ${phoneKey}
    and created_at >= ${since}::timestamptz
    and not exists (select from identities i where i.tenant_id = a.tenant_id and i.account_id = a.id)
    and not exists (select from open311_callers o where o.tenant_id = a.tenant_id and o.account_id = a.id)
    order by created_at desc, id desc limit 20`)
  return rows
}

/**
 * The account of somebody who rang up: of who has signed in and bound this number, the latest; else of a
 * caller of late; else a new one that waits for them to sign in. Two calls at once find the same. The name is
 * the account's, which may not be the one the caller gave.
 */
export function callerAccount(
  deps: Pick<Deps, 'db' | 'now' | 'newId' | 'sealer' | 'receiptSecret'>,
  tenantId: string,
  { name, phone, villageId }: Caller
): Promise<{ id: string; name: string | null }> {
  const { db, now, newId, receiptSecret } = deps
  const phoneKey = accountPhoneKey(receiptSecret, tenantId, phone)
  return db.transaction(async (tx) => {
    await lockCaller(tx, tenantId, phoneKey)
    const [bound] = await tx
      .select({ id: accounts.id, name: accounts.name })
      .from(accounts)
      .where(
        and(
          eq(accounts.tenantId, tenantId),
          eq(accounts.phoneKey, phoneKey),
          sql`exists (select from identities i where i.tenant_id = ${tenantId} and i.account_id = ${accounts.id})`
        )
      )
      .orderBy(desc(accounts.createdAt), desc(accounts.id))
      .limit(1)
    const known = bound ?? (await waitingFor(tx, tenantId, phoneKey, now()))[0]
    if (known) return known
    const id = newId()
    await tx
      .insert(accounts)
      .values({ tenantId, id, name, villageId, ...keptPhone(deps, tenantId, phone), createdAt: now() })
    return { id, name }
  })
}
