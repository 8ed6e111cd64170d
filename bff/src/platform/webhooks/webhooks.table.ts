import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { WebhookEvent } from 'shared/open.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'

/** Where another system wants to hear of changes; its secret is sealed. */
export const webhooks = pgTable(
  'webhooks',
  {
    tenantId: tenantId(),
    id: id(),
    url: text().notNull(),
    secretSealed: text().notNull(),
    createdAt: instant().notNull(),
    endedAt: instant(),
    lastStatus: text(),
    lastAt: instant()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })]
)

/** One message to one target, written with the change it tells of; its id tells the receiver a repetition. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    tenantId: tenantId(),
    id: id(),
    webhookId: uuid().notNull(),
    event: text().$type<WebhookEvent>().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: instant().notNull(),
    attempts: integer().notNull().default(0),
    deliveredAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.webhookId], foreignColumns: [webhooks.tenantId, webhooks.id] }),
    index('webhook_deliveries_queue')
      .on(t.tenantId, t.webhookId, t.createdAt)
      .where(sql`delivered_at is null`),
    index('webhook_deliveries_done').on(t.deliveredAt).where(sql`delivered_at is not null`)
  ]
)
export type WebhookRow = typeof webhooks.$inferSelect
export type DeliveryRow = typeof webhookDeliveries.$inferSelect
