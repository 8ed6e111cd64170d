import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { listTenants } from '../tenants/tenants.repo.ts'
import { auditEntries, auditHeads } from './audit.table.ts'
import { chain, firstBreak, GENESIS, type Link } from './chain.rules.ts'

const BATCH = 500

const linkOf = ({ id, at, actorId, act, subject, detail }: typeof auditEntries.$inferSelect): Link => ({
  id,
  at: at.toISOString(),
  actorId,
  act,
  subject,
  detail
})

/** Chains the county's unsealed entries, oldest first; returns how many. The head's row lock keeps sealers apart. */
export async function sealAudit(db: Db, tenantId: string): Promise<number> {
  return db.transaction(async (tx) => {
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
    if (entries.length === 0) return 0
    let { position, hash } = head!
    const sealed = entries.map((entry) => {
      position += 1
      hash = chain(hash, position, linkOf(entry))
      return { id: entry.id, position, hash }
    })
    await tx.execute(sql`
      update audit_entries a set position = s.position, hash = s.hash
      from jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb) as s(id uuid, position bigint, hash text)
      where a.tenant_id = ${tenantId} and a.id = s.id and a.position is null`)
    await tx
      .update(auditHeads)
      .set({ position, hash, sealedBatches: sql`sealed_batches + 1` })
      .where(eq(auditHeads.tenantId, tenantId))
    return entries.length
  })
}

/** Chains what every county has left unsealed. */
export async function sealAudits(db: Db): Promise<void> {
  for (const { tenantId } of await listTenants(db)) await sealAudit(db, tenantId)
}

/** Walks the whole chain in pages; the first broken position, or undefined when every entry is as it was written. */
export async function verifyAudit(db: Db, tenantId: string): Promise<number | undefined> {
  let [position, hash] = [0, GENESIS]
  for (;;) {
    const page = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.tenantId, tenantId), gt(auditEntries.position, position)))
      .orderBy(asc(auditEntries.position))
      .limit(BATCH)
    const links = page.map((entry) => ({ ...linkOf(entry), position: entry.position!, hash: entry.hash! }))
    const broken = firstBreak(links, hash, position + 1)
    if (broken !== undefined) return broken
    if (page.length < BATCH) {
      const [head] = await db.select().from(auditHeads).where(eq(auditHeads.tenantId, tenantId))
      const end = position + page.length
      return head && head.position !== end ? end + 1 : undefined
    }
    position = page.at(-1)!.position!
    hash = page.at(-1)!.hash!
  }
}
