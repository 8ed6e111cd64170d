import { sql } from 'drizzle-orm'
import { phoneOf } from 'shared/rules/phones.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { accountPhoneKey } from './phones.rules.ts'

const BATCH = 200
/** Older releases kept what was typed. */
const plain = (typed: string): string => phoneOf(typed) ?? typed
/**
 * Gives accounts kept by older releases the key their phone is found by, a batch at a time; returns how many.
 */
export async function keyOldPhones({
  db,
  sealer,
  receiptSecret
}: Pick<Deps, 'db' | 'sealer' | 'receiptSecret'>): Promise<number> {
  const rows = await db.execute<{ tenantId: string; id: string; phone: string }>(sql`
    select tenant_id as "tenantId", id, phone_sealed as phone from accounts
    where phone_sealed is not null and phone_key is null limit ${BATCH}`)
  for (const { tenantId, id, phone } of rows)
    await db.execute(sql`update accounts set phone_key = ${accountPhoneKey(receiptSecret, tenantId, plain(sealer.open(tenantId, phone)))}
      where tenant_id = ${tenantId} and id = ${id} and phone_sealed = ${phone}`)
  return rows.length
}
