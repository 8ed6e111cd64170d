import { and, asc, eq, gt, isNotNull, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { accounts } from '../session/session.table.ts'
import { barredUntil, NO_SHOWS } from './booking.rules.ts'
import { standings } from './booking.table.ts'

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

async function missedBy(db: Db, { tenantId, personKey }: Person, now: Date): Promise<number> {
  const clearedAt = sql`(select s.cleared_at from standings s where s.tenant_id = ${tenantId} and s.person_key = ${personKey})`
  const person = { tenantId: sql`${tenantId}`, personKey: sql`${personKey}`, clearedAt }
  const [row] = (await db.execute(sql`select ${missedOf(person, now)} missed`)) as unknown as [
    { missed: number }
  ]
  return row.missed
}

export async function standingOf(db: Db, person: Person, now: Date) {
  const [row] = await db.select().from(standings).where(isPerson(person))
  const barred = row?.barredUntil && row.barredUntil > now ? row.barredUntil : null
  return { barredUntil: barred, appealed: row?.appeal != null, missed: await missedBy(db, person, now) }
}

/** After a missed booking: bars a person who has missed too many, and returns until when. */
export async function countMissed(
  tx: Db,
  { tenantId, personKey, accountId }: Person & { accountId: string | null },
  now: Date
): Promise<Date | null> {
  const until = barredUntil(await missedBy(tx, { tenantId, personKey }, now), now)
  if (!until) return null
  const set = { barredUntil: until, appeal: null, appealedAt: null }
  await tx
    .insert(standings)
    .values({ tenantId, personKey, accountId, ...set })
    .onConflictDoUpdate({ target: [standings.tenantId, standings.personKey], set })
  return until
}

/** After a cancellation: no new booking for a while, so that places are not traded. */
export async function coolDown(
  tx: Db,
  { tenantId, personKey, accountId }: Person & { accountId: string | null },
  coolUntil: Date
): Promise<void> {
  await tx
    .insert(standings)
    .values({ tenantId, personKey, accountId, coolUntil })
    .onConflictDoUpdate({ target: [standings.tenantId, standings.personKey], set: { coolUntil } })
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
