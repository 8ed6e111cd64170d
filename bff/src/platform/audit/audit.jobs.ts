import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { auditAnchors, auditEntries, auditHeads } from './audit.table.ts'
import { type ChainKey, chain, GENESIS, type Link, type Mark, type Sealed, walkChain } from './chain.rules.ts'
import { keepMark } from './marks.repo.ts'

const BATCH = 500
const PAGE = 5000
type Tools = Pick<Deps, 'db' | 'now' | 'auditSecret' | 'auditDir'>

const linkOf = ({ id, at, actorId, act, subject, detail }: typeof auditEntries.$inferSelect): Link => ({
  id,
  at: at.toISOString(),
  actorId,
  act,
  subject,
  detail
})

/**
 * Chains the county's unsealed entries, oldest first; returns how many. The head's row lock keeps sealers
 * apart. The first head of a day is its anchor; the newest is kept in a file beside the database as well.
 */
export async function sealAudit(
  { db, now, auditSecret, auditDir }: Tools,
  tenantId: string
): Promise<number> {
  const key: ChainKey = { secret: auditSecret, tenantId }
  const sealed = await db.transaction(async (tx) => {
    await tx
      .insert(auditHeads)
      .values({ tenantId, position: 0, hash: GENESIS, sealedBatches: 0 })
      .onConflictDoNothing()
    const [head] = await tx.select().from(auditHeads).where(eq(auditHeads.tenantId, tenantId)).for('update')
    const entries = await tx
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.tenantId, tenantId), isNull(auditEntries.position)))
      .orderBy(asc(auditEntries.id))
      .limit(BATCH)
    if (entries.length === 0) return undefined
    let { position, hash } = head!
    const links = entries.map((entry) => {
      position += 1
      hash = chain(key, hash, position, linkOf(entry))
      return { id: entry.id, position, hash }
    })
    await tx.execute(sql`
      update audit_entries a set position = s.position, hash = s.hash
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as s(id uuid, position bigint, hash text)
      where a.tenant_id = ${tenantId} and a.id = s.id and a.position is null`)
    await tx
      .update(auditHeads)
      .set({ position, hash, sealedBatches: sql`sealed_batches + 1` })
      .where(eq(auditHeads.tenantId, tenantId))
    await tx
      .insert(auditAnchors)
      .values({ tenantId, day: beijingDay(now()), position, hash })
      .onConflictDoNothing()
    return { position, hash, count: entries.length }
  })
  if (!sealed) return 0
  await keepMark(auditDir, tenantId, beijingDay(now()), sealed)
  return sealed.count
}

/** Chains what every county has left unsealed. */
export async function sealAudits(tools: Tools): Promise<void> {
  const waiting = await tools.db.execute<{ tenantId: string }>(sql`
    select t.tenant_id as "tenantId" from tenants t
    where exists (select from audit_entries a where a.tenant_id = t.tenant_id and a.position is null)`)
  for (const { tenantId } of waiting) await sealAudit(tools, tenantId)
}

/** A county's sealed entries in the order of their chain; the next page is read while one is walked. */
export async function* sealedEntries(db: Db, tenantId: string): AsyncGenerator<Sealed> {
  const read = (position: number) =>
    db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.tenantId, tenantId), gt(auditEntries.position, position)))
      .orderBy(asc(auditEntries.position))
      .limit(PAGE)
      .execute()
  for (let page = await read(0); page.length > 0; ) {
    const next = page.length < PAGE ? Promise.resolve([]) : read(page.at(-1)!.position!)
    next.catch(() => undefined) // told when it is waited for
    for (const entry of page) yield { ...linkOf(entry), position: entry.position!, hash: entry.hash! }
    page = await next
  }
}

/** What the database itself keeps of how far the chain was: its head and its anchors. */
export async function keptMarks(db: Db, tenantId: string): Promise<Mark[]> {
  const [heads, anchors] = await Promise.all([
    db.select().from(auditHeads).where(eq(auditHeads.tenantId, tenantId)),
    db.select().from(auditAnchors).where(eq(auditAnchors.tenantId, tenantId)).limit(10_000)
  ])
  return [...heads, ...anchors].filter(({ position }) => position > 0)
}

/** The first position at which a chain does not hold, or undefined and how far it goes. */
export async function verifyChain(
  entries: AsyncIterable<Sealed> | Iterable<Sealed>,
  key: ChainKey,
  marks: readonly Mark[]
): Promise<{ broken: number | undefined; end: Mark }> {
  const walk = walkChain(key, marks)
  for await (const entry of entries) {
    const broken = walk.next(entry)
    if (broken !== undefined) return { broken, end: walk.at() }
  }
  return { broken: walk.end(), end: walk.at() }
}
