import { and, eq, sql } from 'drizzle-orm'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { personKey } from '../../kernel/lib/person-codes.ts'
import { rekeyPerson } from './rekey.repo.ts'
import { revokeTokens } from './revocations.repo.ts'
import { accounts } from './session.table.ts'

type Tools = Pick<Deps, 'sealer' | 'receiptSecret'>

/** Whose row it is, table by table; what is kept once a person is moved only where they have none. */
const OWNED = [
  ['identities', 'account_id'],
  ['questions', 'asker_id'],
  ['cases', 'account_id'],
  ['cases', 'opened_by'],
  ['bookings', 'account_id'],
  ['waitlist', 'account_id'],
  ['standings', 'account_id'],
  ['files', 'owner_id'],
  ['messages', 'account_id'],
  ['post_holdings', 'account_id']
] as const
const ONCE = [
  ['publication_follows', 'account_id', 'publication_id'],
  ['saved_lists', 'account_id', 'item_id', 'version', 'answers'],
  ['held_papers', 'account_id', 'id_key', 'name'],
  ['subscriptions', 'account_id', 'template'],
  ['uploads', 'owner_id', 'content']
] as const

/**
 * One person had two accounts: all that the one has becomes the other’s, and its name, phone and agreement
 * where the other has none; but what they took back stays taken back. What is written down about who did what
 * keeps the old id: a record is never rewritten. The empty account stays, signed out, found by nothing, and
 * knows where it went.
 */
export async function absorbAccount(
  { sealer, receiptSecret }: Tools,
  tx: Db,
  { tenantId, from, into }: Readonly<{ tenantId: string; from: string; into: string }>,
  now: Date
): Promise<void> {
  // Whoever is just writing under the old account ends first; whoever comes later finds where it went.
  await tx.execute(sql`select from accounts where tenant_id = ${tenantId} and id = ${from} for update`)
  const keyOf = async (accountId: string) => {
    const [row] = await tx
      .select({ sealed: accounts.phoneSealed })
      .from(accounts)
      .where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, accountId)))
    const phone = row?.sealed ? sealer.open(tenantId, row.sealed) : null
    return personKey(receiptSecret, { tenantId, accountId, phone })
  }
  const before = [await keyOf(from), await keyOf(into)]
  const at = (table: string) => sql.identifier(table)
  for (const [table, column] of OWNED)
    await tx.execute(
      sql`update ${at(table)} set ${at(column)} = ${into} where tenant_id = ${tenantId} and ${at(column)} = ${from}`
    )
  for (const [table, column, ...keys] of ONCE) {
    const same = sql.join(
      keys.map((key) => sql`o.${at(key)} = t.${at(key)}`),
      sql` and `
    )
    await tx.execute(sql`update ${at(table)} t set ${at(column)} = ${into} where t.tenant_id = ${tenantId}
      and t.${at(column)} = ${from} and not exists (select from ${at(table)} o where o.tenant_id = t.tenant_id and o.${at(column)} = ${into} and ${same})`)
  }
  await tx.execute(sql`update accounts i set name = coalesce(i.name, f.name), village_id = coalesce(i.village_id, f.village_id),
      phone_sealed = coalesce(i.phone_sealed, f.phone_sealed), phone_key = coalesce(i.phone_key, f.phone_key),
      consent_version = case when exists (select from consents c where c.tenant_id = ${tenantId} and c.account_id = ${into}
        and c.withdrawn_at is not null) then i.consent_version else coalesce(i.consent_version, f.consent_version) end
    from accounts f where i.tenant_id = ${tenantId} and i.id = ${into} and f.tenant_id = ${tenantId} and f.id = ${from}`)
  await tx.execute(sql`update accounts set name = null, phone_sealed = null, phone_key = null, consent_version = null, absorbed_into = ${into}
    where tenant_id = ${tenantId} and id = ${from}`)
  const after = await keyOf(into)
  for (const key of before) await rekeyPerson(tx, { tenantId, accountId: into }, key, after)
  await tx.execute(sql`delete from refresh_tokens where tenant_id = ${tenantId} and account_id = ${from}`)
  await revokeTokens(tx, tenantId, from, now)
}
