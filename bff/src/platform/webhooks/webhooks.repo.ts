import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { WebhookEvent } from 'shared/open.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { fillOutbox } from '../jobs/outbox.repo.ts'
import { type DeliveryRow, type WebhookRow, webhookDeliveries, webhooks } from './webhooks.table.ts'

const MOST = 20

export const listWebhooks = (db: Db, tenantId: string) =>
  db
    .select({
      webhook: webhooks,
      waiting: sql<number>`(select count(*)::int from webhook_deliveries d where d.tenant_id = webhooks.tenant_id
        and d.webhook_id = webhooks.id and d.delivered_at is null)`
    })
    .from(webhooks)
    .where(and(eq(webhooks.tenantId, tenantId), isNull(webhooks.endedAt)))
    .orderBy(asc(webhooks.id))
    .limit(MOST)

export async function addWebhook(tx: Db, row: typeof webhooks.$inferInsert): Promise<void> {
  const running = and(eq(webhooks.tenantId, row.tenantId), isNull(webhooks.endedAt))
  if ((await tx.$count(webhooks, running)) >= MOST) throw new AppError('too_many')
  await tx.insert(webhooks).values(row)
}

/** A running target; an ended one is not found. */
export async function getWebhook(db: Db, tenantId: string, id: string): Promise<WebhookRow> {
  const [row] = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.tenantId, tenantId), eq(webhooks.id, id), isNull(webhooks.endedAt)))
  if (!row) throw new AppError('not_found')
  return row
}

/** Ends a target; what still waited for it is not sent any more. */
export async function endWebhook(tx: Db, tenantId: string, id: string, at: Date): Promise<void> {
  await getWebhook(tx, tenantId, id)
  await tx
    .update(webhooks)
    .set({ endedAt: at })
    .where(and(eq(webhooks.tenantId, tenantId), eq(webhooks.id, id)))
  await tx
    .delete(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.tenantId, tenantId),
        eq(webhookDeliveries.webhookId, id),
        isNull(webhookDeliveries.deliveredAt)
      )
    )
}

/**
 * Writes one delivery for every running target in the caller's transaction: one statement, nothing when there
 * is no target.
 */
export const announce = (
  tx: Db,
  tenantId: string,
  event: WebhookEvent,
  payload: Record<string, unknown>,
  now: Date
) =>
  tx.execute(sql`
    insert into webhook_deliveries (tenant_id, id, webhook_id, event, payload, created_at, attempts)
    select ${tenantId}, gen_random_uuid(), id, ${event}, ${JSON.stringify(payload)}::jsonb, ${now.toISOString()}::timestamptz, 0
    from webhooks where tenant_id = ${tenantId} and ended_at is null`)

const TRIES = 25 // graphile-worker waits e^n seconds in between: about four days

/** Gives waiting deliveries their jobs; those of a target that ended need none. */
export const enqueueHooks = (db: Db) =>
  fillOutbox(db, {
    task: 'webhook',
    queues: sql`select tenant_id, id::text as line from webhooks where ended_at is null`,
    waiting: (jobless) => sql`select d.id, d.created_at as since from webhook_deliveries d
      where d.tenant_id = l.tenant_id and d.webhook_id = l.line::uuid and delivered_at is null and ${jobless(sql`d.id`)}
      order by d.created_at`,
    payload: sql`json_build_object('tenantId', tenant_id, 'line', line, 'deliveryId', id)`,
    tries: TRIES
  })

export async function findDelivery(
  db: Db,
  tenantId: string,
  id: string
): Promise<{ delivery: DeliveryRow; webhook: WebhookRow } | undefined> {
  const [row] = await db
    .select({ delivery: webhookDeliveries, webhook: webhooks })
    .from(webhookDeliveries)
    .innerJoin(
      webhooks,
      and(eq(webhooks.tenantId, webhookDeliveries.tenantId), eq(webhooks.id, webhookDeliveries.webhookId))
    )
    .where(
      and(
        eq(webhookDeliveries.tenantId, tenantId),
        eq(webhookDeliveries.id, id),
        isNull(webhookDeliveries.deliveredAt),
        isNull(webhooks.endedAt)
      )
    )
  return row
}

/** What came of a try, for the target and the delivery. */
export async function noteTry(
  db: Db,
  { tenantId, id, webhookId }: Pick<DeliveryRow, 'tenantId' | 'id' | 'webhookId'>,
  status: string,
  ok: boolean,
  at: Date
): Promise<void> {
  await db
    .update(webhookDeliveries)
    .set({ attempts: sql`${webhookDeliveries.attempts} + 1`, ...(ok && { deliveredAt: at }) })
    .where(and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.id, id)))
  await db
    .update(webhooks)
    .set({ lastStatus: status, lastAt: at })
    .where(and(eq(webhooks.tenantId, tenantId), eq(webhooks.id, webhookId)))
}

/** Delivered messages are forgotten after a while, a batch at a time. */
export const forgetDelivered = (db: Db, before: Date) =>
  db.delete(webhookDeliveries).where(
    sql`(${webhookDeliveries.tenantId}, ${webhookDeliveries.id}) in (select tenant_id, id from webhook_deliveries
      where delivered_at < ${before.toISOString()} order by delivered_at limit 5000)`
  )
