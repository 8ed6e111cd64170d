import { sql } from 'drizzle-orm'
import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'

/**
 * One poster: a village or a household by its door label. `token` is what the scene signs; no personal data.
 */
export const placeCodes = pgTable(
  'place_codes',
  {
    tenantId: tenantId(),
    id: id(),
    token: text().notNull(),
    villageId: uuid().notNull(),
    household: text(),
    createdAt: instant().notNull(),
    revokedAt: instant(),
    handedAt: instant(),
    taughtAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex().on(t.tenantId, t.token),
    foreignKey({
      columns: [t.tenantId, t.villageId],
      foreignColumns: [organisations.tenantId, organisations.id]
    }),
    index().on(t.tenantId, t.villageId, t.id),
    // One code in use a place: asking twice prints the same poster twice.
    uniqueIndex('place_codes_in_use')
      .on(t.tenantId, t.villageId, sql`coalesce(household, '')`)
      .where(sql`revoked_at is null`)
  ]
)

/** Scans per place and day, never per person. */
export const placeScans = pgTable(
  'place_scans',
  {
    tenantId: tenantId(),
    codeId: uuid().notNull(),
    day: date({ mode: 'string' }).notNull(),
    count: integer().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.codeId, t.day] }),
    foreignKey({ columns: [t.tenantId, t.codeId], foreignColumns: [placeCodes.tenantId, placeCodes.id] })
  ]
)
export type PlaceCodeRow = typeof placeCodes.$inferSelect
