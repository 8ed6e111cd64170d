import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import type { BulletinFigures, BulletinPeriod, BulletinStatus } from 'shared/bulletins.ts'
import { id, instant, tenantId } from '../../../kernel/lib/columns.ts'

/** 通报: a period's figures as they were counted, so that what was published never moves. */
export const bulletins = pgTable(
  'bulletins',
  {
    tenantId: tenantId(),
    id: id(),
    /** The township, or the id that stands for the whole county. */
    scopeId: uuid().notNull(),
    scope: text().notNull(),
    period: text().$type<BulletinPeriod>().notNull(),
    from: date({ mode: 'string' }).notNull(),
    until: date({ mode: 'string' }).notNull(),
    status: text().$type<BulletinStatus>().notNull(),
    version: integer().notNull().default(1),
    figures: jsonb().$type<BulletinFigures>().notNull(),
    remark: text().notNull().default(''),
    countedAt: instant().notNull(),
    publishedAt: instant(),
    publishedBy: text(),
    recallReason: text()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('one_bulletin_a_period').on(t.tenantId, t.scopeId, t.period, t.from),
    index('bulletins_newest').on(t.tenantId, t.scopeId, t.id.desc())
  ]
)
export type BulletinRow = typeof bulletins.$inferSelect
