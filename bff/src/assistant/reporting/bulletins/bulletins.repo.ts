import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm'
import type { BulletinFigures, Score } from 'shared/bulletins.ts'
import { OVERSEERS } from 'shared/rules/roles.ts'
import type { ActorPost } from '../../../kernel/lib/actor.ts'
import type { Db } from '../../../kernel/lib/deps.ts'
import { AppError } from '../../../kernel/lib/errors.ts'
import { scopeIdOf } from '../../../platform/tenants/scopes.rules.ts'
import { organisations } from '../../../platform/tenants/tenants.table.ts'
import { type BulletinRow, bulletins } from './bulletins.table.ts'

/** The townships of a county and the county itself, as what a bulletin is about. */
export async function listScopes(db: Db, tenantId: string) {
  const rows = await db
    .select({ id: organisations.id, kind: organisations.kind, name: organisations.name })
    .from(organisations)
    .where(and(eq(organisations.tenantId, tenantId), sql`${organisations.kind} in ('county', 'township')`))
    .limit(500)
  return rows.map(({ id, kind, name }) => ({ townshipId: kind === 'township' ? id : null, name }))
}

/** Keeps a period's draft once; false when it was there already. */
export async function keepDraft(db: Db, row: typeof bulletins.$inferInsert): Promise<boolean> {
  const kept = await db.insert(bulletins).values(row).onConflictDoNothing().returning({ id: bulletins.id })
  return kept.length === 1
}

type PeriodKey = Pick<BulletinRow, 'tenantId' | 'scopeId' | 'period' | 'from'>

/** The figures a period's bulletin tells; undefined when it has none. */
export async function keptFigures(
  db: Db,
  { tenantId, scopeId, period, from }: PeriodKey
): Promise<BulletinFigures | undefined> {
  const [row] = await db
    .select({ figures: bulletins.figures })
    .from(bulletins)
    .where(
      and(
        eq(bulletins.tenantId, tenantId),
        eq(bulletins.scopeId, scopeId),
        eq(bulletins.period, period),
        eq(bulletins.from, from)
      )
    )
  return row?.figures
}

/**
 * Published ones of one's township and of the county (the county sees every township's); drafts are the
 * overseers'.
 */
function visibleFor({ townshipId, role }: ActorPost): SQL | undefined {
  const own = eq(bulletins.scopeId, scopeIdOf(townshipId))
  const near = townshipId === null ? undefined : or(own, eq(bulletins.scopeId, scopeIdOf(null)))
  const published = and(eq(bulletins.status, 'published'), near)
  return OVERSEERS.includes(role) ? or(published, own) : published
}

/** Newest first, `limit` at most; without their figures but the period's own total. */
export const listBulletins = (
  db: Db,
  tenantId: string,
  post: ActorPost,
  limit: number,
  before?: string | undefined
) =>
  db
    .select({
      id: bulletins.id,
      scope: bulletins.scope,
      period: bulletins.period,
      from: bulletins.from,
      until: bulletins.until,
      status: bulletins.status,
      total: sql<Score>`${bulletins.figures}->'total'->'now'`
    })
    .from(bulletins)
    .where(
      and(eq(bulletins.tenantId, tenantId), visibleFor(post), before ? lt(bulletins.id, before) : undefined)
    )
    .orderBy(desc(bulletins.id))
    .limit(limit)
export type BulletinLineRow = Awaited<ReturnType<typeof listBulletins>>[number]

/** A bulletin as this post may see it; 404 for anybody else. */
export async function getBulletin(
  db: Db,
  tenantId: string,
  post: ActorPost,
  id: string
): Promise<BulletinRow> {
  const [row] = await db
    .select()
    .from(bulletins)
    .where(and(eq(bulletins.tenantId, tenantId), eq(bulletins.id, id), visibleFor(post)))
  if (!row) throw new AppError('not_found')
  return row
}

/** Saves on top of the version that was read; 409 when somebody else's came between. */
export async function changeBulletin(
  db: Db,
  { tenantId, id, version }: BulletinRow,
  change: Partial<BulletinRow>
): Promise<void> {
  const rows = await db
    .update(bulletins)
    .set({ ...change, version: version + 1 })
    .where(and(eq(bulletins.tenantId, tenantId), eq(bulletins.id, id), eq(bulletins.version, version)))
    .returning({ id: bulletins.id })
  if (rows.length === 0) throw new AppError('record_changed')
}

/** Whoever holds a post in a township, or anywhere in the county; or the leaders of just that scope. */
export const accountsIn = async (db: Db, tenantId: string, townshipId: string | null, leaders: boolean) =>
  await db.execute<{ accountId: string }>(sql`
    select distinct h.account_id as "accountId" from posts p
    join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    where p.tenant_id = ${tenantId} and (p.township_id is not distinct from ${townshipId}::uuid or (${townshipId}::uuid is null and not ${leaders}))
      and (not ${leaders} or p.role = 'leader') limit 20000`)
