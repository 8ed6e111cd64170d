import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '../kernel/lib/deps.ts'
import { AppError } from '../kernel/lib/errors.ts'
import { itemVersions, savedLists, serviceItems } from './catalogue.table.ts'

const MOST = 100

/** A person's kept lists, newest first. */
export const listSaved = (db: Db, tenantId: string, accountId: string) =>
  db
    .select({
      id: savedLists.id,
      itemId: savedLists.itemId,
      name: sql<string>`${itemVersions.content} ->> 'name'`,
      version: savedLists.version,
      answers: savedLists.answers,
      changed: sql<boolean>`${serviceItems.inForce} is distinct from ${savedLists.version}`,
      savedAt: savedLists.savedAt
    })
    .from(savedLists)
    .innerJoin(
      serviceItems,
      and(eq(serviceItems.tenantId, savedLists.tenantId), eq(serviceItems.id, savedLists.itemId))
    )
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, savedLists.tenantId),
        eq(itemVersions.itemId, savedLists.itemId),
        eq(itemVersions.version, savedLists.version)
      )
    )
    .where(and(eq(savedLists.tenantId, tenantId), eq(savedLists.accountId, accountId)))
    .orderBy(desc(savedLists.savedAt))
    .limit(MOST)

/** Keeps a list once: the second tap gets the same one. In a transaction, which a list too many undoes. */
export async function saveList(db: Db, list: typeof savedLists.$inferInsert): Promise<{ id: string }> {
  const mine = and(eq(savedLists.tenantId, list.tenantId), eq(savedLists.accountId, list.accountId))
  const { tenantId, accountId, itemId, version, answers } = savedLists
  const [row] = await db
    .insert(savedLists)
    .values(list)
    .onConflictDoUpdate({
      target: [tenantId, accountId, itemId, version, answers],
      set: { savedAt: list.savedAt }
    })
    .returning({ id: savedLists.id })
  if ((await db.$count(savedLists, mine)) > MOST) throw new AppError('too_many')
  return row!
}

export async function forgetList(db: Db, tenantId: string, accountId: string, id: string): Promise<void> {
  const [gone] = await db
    .delete(savedLists)
    .where(and(eq(savedLists.tenantId, tenantId), eq(savedLists.accountId, accountId), eq(savedLists.id, id)))
    .returning({ id: savedLists.id })
  if (!gone) throw new AppError('not_found')
}
