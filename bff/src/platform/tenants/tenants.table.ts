import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import type { CalendarData } from './calendar.rules.ts'

/** The county that sponsors the app (国办函〔2026〕12号), named by its six-digit division code. */
export const tenants = pgTable('tenants', {
  tenantId: text().primaryKey(),
  name: text().notNull(),
  appName: text().notNull(),
  sponsor: text().notNull(),
  filingNo: text().notNull(),
  servicePhone: text().notNull(),
  officeHours: text().notNull(),
  weappId: text().notNull().unique(),
  officialAccountId: text().notNull().unique()
})

export const calendars = pgTable(
  'calendars',
  {
    tenantId: tenantId().references(() => tenants.tenantId),
    version: integer().notNull(),
    data: jsonb().$type<CalendarData>().notNull(),
    createdAt: instant().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.version] })]
)

export type OrgKind = 'county' | 'township' | 'serviceArea' | 'village' | 'unit'

export const organisations = pgTable(
  'organisations',
  {
    tenantId: tenantId().references(() => tenants.tenantId),
    id: id(),
    parentId: uuid(),
    townshipId: uuid(),
    kind: text().$type<OrgKind>().notNull(),
    name: text().notNull(),
    code: text(),
    position: integer().notNull().default(0)
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id] })
  ]
)

export type TenantRow = typeof tenants.$inferSelect
export type OrgRow = typeof organisations.$inferSelect
