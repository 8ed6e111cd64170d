import { and, asc, desc, eq, gt, lte, sql } from 'drizzle-orm'
import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import type { Db } from '../kernel/lib/deps.ts'
import { AppError } from '../kernel/lib/errors.ts'
import { setTimer } from '../platform/timers/timers.repo.ts'
import { type ItemRow, itemVersions, serviceItems, type VersionRow } from './catalogue.table.ts'
import { type ItemView, written } from './items.repo.ts'
import type { Decided } from './versions.rules.ts'

type Author = Readonly<{ authorId: string | null; author: string }>
/** Everybody who wrote in a version: none of them may approve it. */
const writers = (version: Pick<VersionRow, 'authorIds'> | null, { authorId }: Author): string[] => [
  ...new Set([...(version?.authorIds ?? []), ...(authorId ? [authorId] : [])])
]
/** What lists show of an item without reading its content. */
const listed = ({ name, counter, lifeEvents }: ItemContent) => ({ name, counter, lifeEvents })
const isVersion = ({ tenantId, itemId, version }: Pick<VersionRow, 'tenantId' | 'itemId' | 'version'>) =>
  and(eq(itemVersions.tenantId, tenantId), eq(itemVersions.itemId, itemId), eq(itemVersions.version, version))
const isItem = ({ tenantId, id }: Pick<ItemRow, 'tenantId' | 'id'>) =>
  and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, id))

/** A new item with its first draft. */
export async function addItem(
  db: Db,
  item: Pick<ItemRow, 'tenantId' | 'id' | 'departmentId'>,
  { content, findings }: { content: ItemContent; findings: readonly Finding[] },
  author: Author,
  now: Date
): Promise<void> {
  const { implCode } = content
  await db.insert(serviceItems).values({ ...item, ...listed(content), implCode, newest: 1 })
  const version = { tenantId: item.tenantId, itemId: item.id, version: 1, state: 'draft' as const }
  await db.insert(itemVersions).values({
    ...version,
    author: author.author,
    authorIds: writers(null, author),
    ...written(content, findings),
    changedAt: now
  })
}

/**
 * Writes into the open draft, or draws up the next version of what is approved; refuses what another changed
 * since.
 */
export async function saveDraft(
  db: Db,
  { item, version }: ItemView,
  { lock, content, findings }: { lock: number; content: ItemContent; findings: readonly Finding[] },
  author: Author,
  now: Date
): Promise<void> {
  // Books, cases and bundles name an item by its code.
  if (content.implCode !== item.implCode) throw new AppError('code_lasting')
  const fresh = {
    author: author.author,
    ...written(content, findings),
    state: 'draft' as const,
    changedAt: now
  }
  if (version.state === 'approved') {
    const next = item.newest + 1
    const [moved] = await db
      .update(serviceItems)
      .set({ newest: next })
      .where(and(isItem(item), eq(serviceItems.newest, item.newest)))
      .returning({ newest: serviceItems.newest })
    if (!moved || lock !== version.lock) throw new AppError('record_changed')
    const { tenantId, id } = item
    const authorIds = writers(null, author)
    await db
      .insert(itemVersions)
      .values({ ...fresh, authorIds, tenantId, itemId: id, version: next, lock: lock + 1 })
    return
  }
  const [saved] = await db
    .update(itemVersions)
    .set({ ...fresh, authorIds: writers(version, author), lock: lock + 1, reason: version.reason })
    .where(
      and(
        isVersion(version),
        eq(itemVersions.lock, lock),
        sql`${itemVersions.state} in ('draft', 'returned')`
      )
    )
    .returning({ lock: itemVersions.lock })
  if (!saved) throw new AppError('record_changed')
  // Before it is in force the desk finds it by what is being drawn up.
  if (item.inForce === null) await db.update(serviceItems).set(listed(content)).where(isItem(item))
}

/** Writes what a command decided; an approved version comes into force at once or when its day begins. */
export async function saveDecision(
  db: Db,
  { item, version }: ItemView,
  decided: Decided | null,
  now: Date
): Promise<void> {
  const same = and(isVersion(version), eq(itemVersions.lock, version.lock))
  if (decided === null) {
    const [gone] = await db.delete(itemVersions).where(same).returning({ version: itemVersions.version })
    if (!gone) throw new AppError('record_changed')
    const before = version.version - 1
    await db.update(serviceItems).set({ newest: before }).where(isItem(item))
    // What is drawn up next begins above this lock: no screen of the discarded version fits it.
    await db
      .update(itemVersions)
      .set({ lock: version.lock + 1 })
      .where(isVersion({ ...version, version: before }))
    return
  }
  const [moved] = await db
    .update(itemVersions)
    .set({ ...decided, lock: version.lock + 1, changedAt: now })
    .where(same)
    .returning({ version: itemVersions.version })
  if (!moved) throw new AppError('record_changed')
  if (decided.state === 'approved') await settle(db, item, now)
}

/**
 * Puts in force the newest approved version whose day has begun, and waits for the day of the next one. What
 * was approved for a later day than a newer version never comes back over it.
 */
export async function settle(
  db: Db,
  { tenantId, id }: Pick<ItemRow, 'tenantId' | 'id'>,
  now: Date
): Promise<void> {
  const approved = and(
    eq(itemVersions.tenantId, tenantId),
    eq(itemVersions.itemId, id),
    eq(itemVersions.state, 'approved')
  )
  const [current] = await db
    .select()
    .from(itemVersions)
    .where(and(approved, lte(itemVersions.effectiveFrom, now)))
    .orderBy(desc(itemVersions.version))
    .limit(1)
  if (current) {
    await db
      .update(serviceItems)
      .set({ inForce: current.version, ...listed(current.content) })
      .where(isItem({ tenantId, id }))
  }
  const [next] = await db
    .select({ dueAt: itemVersions.effectiveFrom })
    .from(itemVersions)
    .where(
      and(approved, gt(itemVersions.effectiveFrom, now), gt(itemVersions.version, current?.version ?? 0))
    )
    .orderBy(asc(itemVersions.effectiveFrom))
    .limit(1)
  const timer = next?.dueAt ? { step: 'comeIntoForce', dueAt: next.dueAt } : null
  await setTimer(db, { tenantId, subject: 'serviceItem', subjectId: id }, timer)
}
