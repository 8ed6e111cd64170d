import { and, asc, eq, gt, isNotNull, type SQLWrapper, sql } from 'drizzle-orm'
import type { Standing } from 'shared/booking.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { barBegan, barredUntil, NO_SHOWS } from './booking.rules.ts'
import { standings } from './booking.table.ts'

const DAY_MS = 86_400_000
const MOST_DROPPED = 3
type Person = Readonly<{ tenantId: string; personKey: string }>
const isPerson = ({ tenantId, personKey }: Person) =>
  and(eq(standings.tenantId, tenantId), eq(standings.personKey, personKey))

/** How often a person did not come in the last 90 days, since a clerk last forgave it; as an expression. */
function missedOf(person: Record<'tenantId' | 'personKey' | 'clearedAt', SQLWrapper>, now: Date) {
  const since = new Date(now.getTime() - NO_SHOWS.days * 86_400_000).toISOString()
  return sql<number>`(select count(*)::int from bookings b where b.tenant_id = ${person.tenantId}
    and b.person_key = ${person.personKey} and b.state = 'missed'
    and b.starts_at > greatest(${since}::timestamptz, coalesce(${person.clearedAt}, '-infinity')))`
}

async function missedBy(
  db: Db,
  { tenantId, personKey }: Person,
  now: Date,
  after: Date | null = null
): Promise<number> {
  const clearedAt = sql`(select greatest(s.cleared_at, ${after?.toISOString() ?? null}::timestamptz) from standings s
    where s.tenant_id = ${tenantId} and s.person_key = ${personKey})`
  const person = { tenantId: sql`${tenantId}`, personKey: sql`${personKey}`, clearedAt }
  const row = await oneRow<{ missed: number }>(db, sql`select ${missedOf(person, now)} missed`)
  return row.missed
}

export async function standingOf(db: Db, person: Person, now: Date) {
  const [row] = await db.select().from(standings).where(isPerson(person))
  const barred = row?.barredUntil && row.barredUntil > now ? row.barredUntil : null
  const appeal = row?.appeal == null ? 'none' : row.appealedAt === null ? 'refused' : 'waiting'
  return {
    barredUntil: barred,
    appeal: appeal as Standing['appeal'],
    missed: await missedBy(db, person, now)
  }
}

/**
 * After a missed booking: bars a person who has missed too many since they were last barred, and returns
 * until when.
 */
export async function countMissed(
  tx: Db,
  { tenantId, personKey, accountId }: Person & { accountId: string | null },
  now: Date
): Promise<Date | null> {
  const [row] = await tx.select().from(standings).where(isPerson({ tenantId, personKey }))
  const before = row?.barredUntil ?? null
  const until = barredUntil(await missedBy(tx, { tenantId, personKey }, now, barBegan(before)), now)
  if (!until) return null
  // An appeal that waits for a clerk still does; one that was answered was about the last time.
  const set = { barredUntil: until, ...(row?.appealedAt === null && { appeal: null }) }
  await tx
    .insert(standings)
    .values({ tenantId, personKey, accountId, barredUntil: until })
    .onConflictDoUpdate({ target: [standings.tenantId, standings.personKey], set })
  return until
}

/** After a cancellation: no new booking for a while, so that seats are not traded. */
export async function coolDown(
  tx: Db,
  { tenantId, personKey, accountId }: Person & { accountId: string | null },
  coolUntil: Date
): Promise<void> {
  await tx
    .insert(standings)
    .values({ tenantId, personKey, accountId, coolUntil })
    .onConflictDoUpdate({
      target: [standings.tenantId, standings.personKey],
      set: { coolUntil: sql`greatest(${standings.coolUntil}, excluded.cool_until)` }
    })
}

/**
 * Who took seats and let them go three times in a day without confirming one waits as if they had cancelled:
 * seats are not kept for trade.
 */
export async function coolHolder(
  tx: Db,
  person: Person & { accountId: string | null },
  coolMinutes: number,
  now: Date
): Promise<void> {
  if (coolMinutes === 0) return
  const { tenantId, personKey } = person
  const since = new Date(now.getTime() - DAY_MS).toISOString()
  const row = await oneRow<{ dropped: number }>(
    tx,
    sql`select count(*)::int dropped from bookings where tenant_id = ${tenantId}
    and person_key = ${personKey} and state in ('lapsed', 'cancelled') and held_until is not null
    and created_at > ${since}::timestamptz`
  )
  if (row.dropped >= MOST_DROPPED) await coolDown(tx, person, new Date(now.getTime() + coolMinutes * 60_000))
}

/** Asks a clerk to look at the bar; once, while it lasts. */
export async function appeal(
  db: Db,
  person: Person & { accountId: string },
  reason: string,
  now: Date
): Promise<void> {
  const [row] = await db
    .update(standings)
    .set({ appeal: reason, appealedAt: now, accountId: person.accountId })
    .where(and(isPerson(person), gt(standings.barredUntil, now), sql`${standings.appeal} is null`))
    .returning({ at: standings.appealedAt })
  if (!row) throw new AppError('appealed_already')
}

/** Appeals that wait for a clerk, oldest first. */
export async function listAppeals(db: Db, tenantId: string, now: Date) {
  const rows = await db
    .select({ standing: standings, name: accounts.name, missed: missedOf(standings, now) })
    .from(standings)
    .innerJoin(accounts, and(eq(accounts.tenantId, standings.tenantId), eq(accounts.id, standings.accountId)))
    .where(
      and(
        eq(standings.tenantId, tenantId),
        isNotNull(standings.appeal),
        isNotNull(standings.appealedAt),
        gt(standings.barredUntil, now)
      )
    )
    .orderBy(asc(standings.appealedAt))
    .limit(100)
  return rows.map(({ standing, name, missed }) => ({
    accountId: standing.accountId!,
    name: name ?? '',
    reason: standing.appeal!,
    missed,
    barredUntil: standing.barredUntil!.toISOString()
  }))
}

/** Answers an appeal: lifts the bar and forgives what was missed, or lets it stand. */
export async function answerAppeal(
  tx: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
  lift: boolean,
  now: Date
): Promise<void> {
  const [row] = await tx
    .update(standings)
    .set(lift ? { barredUntil: null, clearedAt: now, appeal: null } : { appealedAt: null })
    .where(
      and(
        eq(standings.tenantId, tenantId),
        eq(standings.accountId, accountId),
        isNotNull(standings.appeal),
        isNotNull(standings.appealedAt)
      )
    )
    .returning({ key: standings.personKey })
  if (!row) throw new AppError('record_changed')
}
