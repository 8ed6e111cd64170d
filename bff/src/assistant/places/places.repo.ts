import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { VillageScans } from 'shared/places.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import { placeCodes, placeScans } from './places.table.ts'

const withVillage = (db: Db) =>
  db
    .select({
      code: placeCodes,
      village: organisations.name,
      scans: sql<number>`(select coalesce(sum(s.count), 0)::int from ${placeScans} s where s.tenant_id = ${placeCodes.tenantId} and s.code_id = ${placeCodes.id})`
    })
    .from(placeCodes)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, placeCodes.tenantId), eq(organisations.id, placeCodes.villageId))
    )
export type CodeView = Awaited<ReturnType<typeof getCode>>

export async function getCode(db: Db, tenantId: string, id: string) {
  const [row] = await withVillage(db).where(and(eq(placeCodes.tenantId, tenantId), eq(placeCodes.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}

export async function findCode(db: Db, tenantId: string, token: string) {
  const [row] = await withVillage(db).where(
    and(eq(placeCodes.tenantId, tenantId), eq(placeCodes.token, token))
  )
  return row
}

export const listCodes = (
  db: Db,
  tenantId: string,
  townshipId: string | null,
  villageId: string | undefined,
  before: string | undefined
) =>
  withVillage(db)
    .where(
      and(
        eq(placeCodes.tenantId, tenantId),
        townshipId === null ? undefined : eq(organisations.townshipId, townshipId),
        villageId ? eq(placeCodes.villageId, villageId) : undefined,
        before ? lt(placeCodes.id, before) : undefined
      )
    )
    .orderBy(desc(placeCodes.id))
    .limit(PAGE_SIZE + 1)

/** Makes codes for the places that have none in use; returns how many were made. */
export async function insertCodes(db: Db, codes: (typeof placeCodes.$inferInsert)[]): Promise<number> {
  const made = await db
    .insert(placeCodes)
    .values(codes)
    .onConflictDoNothing()
    .returning({ id: placeCodes.id })
  return made.length
}

/** The code in use of a household, or of the whole village when there is none. */
export async function codeInUse(db: Db, tenantId: string, villageId: string, household: string | null) {
  const [row] = await withVillage(db).where(
    and(
      eq(placeCodes.tenantId, tenantId),
      eq(placeCodes.villageId, villageId),
      sql`${placeCodes.household} is not distinct from ${household}`,
      isNull(placeCodes.revokedAt)
    )
  )
  if (!row) throw new AppError('record_changed')
  return row
}

const BATCH = 200

/** A village's codes in use, in the order they were entered, a batch at a time. */
export async function* activeCodes(db: Db, tenantId: string, villageId: string) {
  for (let after: string | undefined; ; ) {
    const rows = await db
      .select()
      .from(placeCodes)
      .where(
        and(
          eq(placeCodes.tenantId, tenantId),
          eq(placeCodes.villageId, villageId),
          isNull(placeCodes.revokedAt),
          after ? gt(placeCodes.id, after) : undefined
        )
      )
      .orderBy(asc(placeCodes.id))
      .limit(BATCH)
    yield* rows
    if (rows.length < BATCH) return
    after = rows.at(-1)!.id
  }
}

/**
 * Per village of a township: codes in use, scans in all and in the week up to `day`. Places are counted, not
 * people.
 */
export const countVillages = async (db: Db, tenantId: string, townshipId: string | null, day: string) =>
  await db.execute<VillageScans>(sql`
    select o.id as "villageId", o.name as village,
      count(distinct c.id) filter (where c.revoked_at is null)::int as codes,
      count(distinct c.id) filter (where c.revoked_at is null and c.handed_at is not null)::int as handed,
      count(distinct c.id) filter (where c.revoked_at is null and c.taught_at is not null)::int as taught,
      coalesce(sum(s.count), 0)::int as scans,
      coalesce(sum(s.count) filter (where s.day > ${day}::date - 7), 0)::int as "scansThisWeek"
    from organisations o
    join place_codes c on c.tenant_id = o.tenant_id and c.village_id = o.id
    left join place_scans s on s.tenant_id = c.tenant_id and s.code_id = c.id
    where o.tenant_id = ${tenantId} and (${townshipId}::uuid is null or o.township_id = ${townshipId}::uuid)
    group by o.id, o.name, o.position order by o.position limit 1000`)

/** Brought to the door, and shown there when `taught`; the first time counts. */
export async function recordHanded(
  db: Db,
  tenantId: string,
  id: string,
  taught: boolean,
  at: Date
): Promise<void> {
  const first = (column: typeof placeCodes.handedAt | typeof placeCodes.taughtAt) =>
    sql`coalesce(${column}, ${at.toISOString()}::timestamptz)`
  await db
    .update(placeCodes)
    .set({ handedAt: first(placeCodes.handedAt), ...(taught && { taughtAt: first(placeCodes.taughtAt) }) })
    .where(and(eq(placeCodes.tenantId, tenantId), eq(placeCodes.id, id), isNull(placeCodes.revokedAt)))
}

/** Revoking twice is revoking once. */
export async function revokeCode(db: Db, tenantId: string, id: string, at: Date): Promise<void> {
  await db
    .update(placeCodes)
    .set({ revokedAt: at })
    .where(and(eq(placeCodes.tenantId, tenantId), eq(placeCodes.id, id), isNull(placeCodes.revokedAt)))
}

/** One more scan of this place today. */
export async function countScan(db: Db, tenantId: string, codeId: string, day: string): Promise<void> {
  await db
    .insert(placeScans)
    .values({ tenantId, codeId, day, count: 1 })
    .onConflictDoUpdate({
      target: [placeScans.tenantId, placeScans.codeId, placeScans.day],
      set: { count: sql`${placeScans.count} + 1` }
    })
}
