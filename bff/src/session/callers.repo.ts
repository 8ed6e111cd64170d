import { and, asc, eq, sql } from 'drizzle-orm'
import type { Deps } from '../lib/deps.ts'
import { accountPhoneKey, keptPhone } from './phones.ts'
import { accounts } from './session.table.ts'

export type Caller = Readonly<{ name: string; phone: string; villageId: string }>

/**
 * The account of somebody who rang up: the one his number belongs to, else a new one that waits for him to sign in. Two
 * calls at once find the same.
 */
export function callerAccount(
  deps: Pick<Deps, 'db' | 'now' | 'newId' | 'sealer' | 'receiptSecret'>,
  tenantId: string,
  { name, phone, villageId }: Caller
): Promise<string> {
  const { db, now, newId, receiptSecret } = deps
  const phoneKey = accountPhoneKey(receiptSecret, tenantId, phone)
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`caller/${tenantId}/${phoneKey}`}, 0))`
    )
    const [known] = await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.tenantId, tenantId), eq(accounts.phoneKey, phoneKey)))
      .orderBy(asc(accounts.id))
      .limit(1)
    if (known) return known.id
    const id = newId()
    await tx
      .insert(accounts)
      .values({ tenantId, id, name, villageId, ...keptPhone(deps, tenantId, phone), createdAt: now() })
    return id
  })
}
