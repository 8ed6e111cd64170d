import type { Stack } from './stack.ts'

/** Everybody with their village and what the demo says of them: the unit and the post they hold. */
export async function membersOf({ sql, people }: Pick<Stack, 'sql' | 'people'>) {
  const held = await sql`select h.account_id, o.name || p.title as about from post_holdings h
    join posts p on p.tenant_id = h.tenant_id and p.id = h.post_id
    join organisations o on o.tenant_id = p.tenant_id and o.id = p.org_id where h.tenant_id = '370829' and h.until is null`
  const living = await sql`select id, village_id from accounts where tenant_id = '370829'`
  const about = new Map(held.map((row) => [row.account_id, row.about as string]))
  const villages = new Map(living.map((row) => [row.id, row.village_id as string | null]))
  return people.map((one) => ({
    ...one,
    about: about.get(one.accountId) ?? '',
    villageId: villages.get(one.accountId) ?? null
  }))
}
