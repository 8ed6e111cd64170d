import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { ENDLESS, fillOutbox } from '../jobs/outbox.repo.ts'
import {
  type MessageRow,
  messageAttempts,
  messages,
  phoneTasks,
  type Template
} from './notifications.table.ts'

export type Recipients = Readonly<{ tenantId: string; askerId: string; townshipId: string }>
export type Addressed = Readonly<{
  accountId: string
  template: Template
  text: string
  key: string
  quiet?: boolean
  noCall?: boolean
  about?: 'booking' | 'case'
  aboutId?: string
}>

type Wanted = Readonly<{
  postIds: readonly string[]
  headsOf: readonly string[]
  roles: readonly string[]
  /** Organisations whose secretary is wanted: villages, service areas. */
  secretariesOf?: readonly string[]
  /** Of a sealed matter: nobody else is told anything. */
  among?: readonly string[]
}>

/**
 * Accounts holding any of these posts, or holding this role over the township, now; the county's own stand in
 * for a role the township has not. Who stands in for one of these posts on `day` is told with its holder
 * (AB角), but never of a sealed matter.
 */
export async function holdersOf(
  db: Db,
  { tenantId, townshipId }: Pick<Recipients, 'tenantId' | 'townshipId'>,
  { postIds, headsOf, roles, secretariesOf = [], among }: Wanted,
  day: string
) {
  const near = sql`(p.township_id = ${townshipId} or (p.township_id is null and not exists (select from posts t
    where t.tenant_id = ${tenantId} and t.township_id = ${townshipId} and t.role = p.role)))`
  const wanted = sql`(p.id = any(${sql.param(postIds)}::uuid[]) or o.post_id is not null
    or (p.role like '%Secretary' and p.org_id = any(${sql.param(secretariesOf)}::uuid[]))
    or (p.role = any(${sql.param(roles)}::text[]) and ${among ? sql`true` : near}))`
  const standIns = sql`union all
    select a.post_id, p.role, h.account_id, null from absences a
      join posts away on away.tenant_id = a.tenant_id and away.id = a.post_id
      join posts p on p.tenant_id = a.tenant_id and p.id = coalesce(a.deputy_post_id, away.deputy_post_id)
      join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    where a.tenant_id = ${tenantId} and a.post_id = any(${sql.param(postIds)}::uuid[]) and a.ended_at is null
      and ${day}::date between a.from_day and a.until_day`
  return await db.execute<{ postId: string; role: string; accountId: string; headOf: string | null }>(sql`
    select p.id as "postId", p.role, h.account_id as "accountId", o.post_id as "headOf"
    from post_holdings h join posts p on p.tenant_id = h.tenant_id and p.id = h.post_id
    left join lateral (select l.id as post_id from posts l where l.tenant_id = ${tenantId} and l.id = any(${sql.param(headsOf)}::uuid[])
      and l.org_id = p.org_id and p.role = 'unitHead' and l.id <> p.id limit 1) o on true
    where h.tenant_id = ${tenantId} and h.until is null and ${wanted}
      ${among ? sql`and p.id = any(${sql.param(among)}::uuid[])` : sql``}
    ${among ? sql`` : standIns}
    limit 200`)
}

/**
 * Writes messages and the jobs that will carry them, in the caller's transaction; a key already used is left
 * alone.
 */
export async function enqueueMessages(
  db: Db,
  tenantId: string,
  questionId: string | null,
  addressed: readonly Addressed[],
  now: Date,
  newId: () => string
): Promise<void> {
  if (addressed.length === 0) return
  const rows = addressed.map((message) => ({
    ...message,
    tenantId,
    questionId,
    id: newId(),
    state: 'pending' as const,
    createdAt: now
  }))
  await db.insert(messages).values(rows).onConflictDoNothing()
}

/** Is it about the receiver's own question? Cases and bookings have one page for everybody. */
const own = sql<boolean>`(${messages.questionId} is null or exists (select from questions q
  where q.tenant_id = ${messages.tenantId} and q.id = ${messages.questionId} and q.asker_id = ${messages.accountId}))`
const sealed = sql<boolean>`exists (select from questions q where q.tenant_id = ${messages.tenantId}
  and q.id = ${messages.questionId} and q.confidential)`
const applied = (column: 'phone_sealed' | 'name') =>
  sql<string | null>`(select c.${sql.raw(column)} from cases c where ${messages.about} = 'case'
    and c.tenant_id = ${messages.tenantId} and c.id = ${messages.aboutId} and c.account_id = ${messages.accountId})`
/**
 * The phone whoever applied gave for this case, sealed, and the name with it: they may be others than the
 * account's.
 */
export const contactPhone = applied('phone_sealed')
export const contactName = applied('name')
export type ToldMessage = MessageRow & { own: boolean; sealed: boolean; contactPhone: string | null }

export async function getMessage(db: Db, tenantId: string, id: string): Promise<ToldMessage | undefined> {
  const [row] = await db
    .select({ message: messages, own, sealed, contactPhone })
    .from(messages)
    .where(and(eq(messages.tenantId, tenantId), eq(messages.id, id)))
  if (!row) return undefined
  const { message, ...beside } = row
  return { ...message, ...beside }
}

export const attemptsOf = (db: Db, tenantId: string, messageId: string) =>
  db
    .select()
    .from(messageAttempts)
    .where(and(eq(messageAttempts.tenantId, tenantId), eq(messageAttempts.messageId, messageId)))
    .orderBy(messageAttempts.number)
    .limit(50)

type Attempt = typeof messageAttempts.$inferInsert

/** Claims the next attempt number; false when another worker has it already. */
export async function startAttempt(db: Db, attempt: Attempt): Promise<boolean> {
  const rows = await db
    .insert(messageAttempts)
    .values(attempt)
    .onConflictDoNothing()
    .returning({ number: messageAttempts.number })
  return rows.length === 1
}

export async function endAttempt(
  db: Db,
  { tenantId, messageId, number, outcome, detail }: Attempt
): Promise<void> {
  await db
    .update(messageAttempts)
    .set({ outcome: outcome ?? null, detail: detail ?? null })
    .where(
      and(
        eq(messageAttempts.tenantId, tenantId),
        eq(messageAttempts.messageId, messageId),
        eq(messageAttempts.number, number),
        isNull(messageAttempts.outcome)
      )
    )
}

/** Ends a message once; the last channel leaves a phone-call task in the same transaction. */
export async function endMessage(
  db: Db,
  message: MessageRow,
  channel: 'subscribe' | 'sms' | 'phone' | null,
  now: Date
): Promise<void> {
  const { tenantId, id } = message
  await db.transaction(async (tx) => {
    await tx
      .update(messages)
      .set({ state: channel === 'phone' ? 'task' : 'sent', channel, endedAt: now })
      .where(and(eq(messages.tenantId, tenantId), eq(messages.id, id), eq(messages.state, 'pending')))
    if (channel === 'phone')
      await tx.insert(phoneTasks).values({ tenantId, messageId: id, createdAt: now }).onConflictDoNothing()
  })
}

/** Gives pending messages their delivery jobs. */
export const enqueueDeliveries = (db: Db) =>
  fillOutbox(db, {
    task: 'deliver',
    waiting: (jobless) => sql`select id, created_at as since from messages m
      where m.tenant_id = l.tenant_id and state = 'pending' and ${jobless(sql`m.id`)} order by created_at`,
    payload: sql`json_build_object('tenantId', tenant_id, 'messageId', id)`,
    tries: ENDLESS
  })

/** The newest messages to a person; `own` when they tell of the person's own question. */
export const inbox = (db: Db, tenantId: string, accountId: string) =>
  db
    .select({
      id: messages.id,
      text: messages.text,
      createdAt: messages.createdAt,
      questionId: messages.questionId,
      about: messages.about,
      aboutId: messages.aboutId,
      channel: messages.channel,
      own: sql<boolean>`exists (select from questions q where q.tenant_id = ${messages.tenantId}
        and q.id = ${messages.questionId} and q.asker_id = ${messages.accountId})`
    })
    .from(messages)
    .where(and(eq(messages.tenantId, tenantId), eq(messages.accountId, accountId)))
    .orderBy(desc(messages.id))
    .limit(50)
