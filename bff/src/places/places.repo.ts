import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { PAGE_SIZE } from '../lib/paging.ts'
import { organisations } from '../tenants/tenants.table.ts'
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

export const insertCode = async (db: Db, code: typeof placeCodes.$inferInsert): Promise<void> =>
  void (await db.insert(placeCodes).values(code))

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
