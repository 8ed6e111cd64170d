import { sql } from 'drizzle-orm'
import {
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import type { VersionState } from 'shared/catalogue.ts'
import type { ItemContent } from 'shared/items.ts'
import { id, instant, tenantId } from '../kernel/lib/columns.ts'
import { accounts } from '../platform/session/session.table.ts'
import { organisations } from '../platform/tenants/tenants.table.ts'
import type { BundleContent } from './bundle.types.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** A handling item (业务办理项). What citizens find is written here when a version comes into force. */
export const serviceItems = pgTable(
  'service_items',
  {
    tenantId: tenantId(),
    id: id(),
    departmentId: uuid().notNull(),
    implCode: text().notNull(),
    name: text().notNull(),
    /** The newest version, and the one in force; null before the first comes into force. */
    newest: integer().notNull(),
    inForce: integer(),
    counter: text().notNull(),
    lifeEvents: text().array().notNull(),
    /** Of releases that searched by it; no longer written. Dropped when none of them can be running. */
    grams: tsvector()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.departmentId],
      foreignColumns: [organisations.tenantId, organisations.id]
    }),
    uniqueIndex().on(t.tenantId, t.implCode),
    index('items_of_department').on(t.tenantId, t.departmentId, t.name, t.id),
    index('items_by_name').on(t.tenantId, t.name, t.id),
    index('items_by_gram').using('gin', t.grams).where(sql`in_force is not null`)
  ]
)

/** One version of an item; approved ones never change again: running cases and issued lists stand on them. */
export const itemVersions = pgTable(
  'item_versions',
  {
    tenantId: tenantId(),
    itemId: uuid().notNull(),
    version: integer().notNull(),
    state: text().$type<VersionState>().notNull(),
    lock: integer().notNull().default(1),
    content: jsonb().$type<ItemContent>().notNull(),
    errors: integer().notNull(),
    warnings: integer().notNull(),
    /** Of one writer only; read no more, to be dropped once no older process writes it. */
    authorId: uuid(),
    authorIds: uuid().array().notNull().default([]),
    author: text().notNull(),
    reviewer: text(),
    reason: text(),
    effectiveFrom: instant(),
    changedAt: instant().notNull(),
    /** Measures against the law and earlier practice, in working days, papers and visits. */
    statutoryDays: doublePrecision(),
    promisedDays: doublePrecision(),
    papers: integer().notNull(),
    papersBefore: integer().notNull(),
    visits: integer().notNull(),
    visitsBefore: integer().notNull(),
    /**
     * What a list says of an item, kept beside its content: unpacking the content of thirty items costs more
     * than finding them.
     */
    promised: jsonb()
      .$type<NonNullable<ItemContent['promised']>>()
      .generatedAlwaysAs(sql`content -> 'promised'`),
    free: boolean()
      .notNull()
      .generatedAlwaysAs(sql`coalesce(jsonb_array_length(content -> 'fees') = 0, true)`)
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.itemId, t.version] }),
    foreignKey({ columns: [t.tenantId, t.itemId], foreignColumns: [serviceItems.tenantId, serviceItems.id] }),
    // One version at a time is being worked on.
    uniqueIndex('item_versions_one_open').on(t.tenantId, t.itemId).where(sql`state <> 'approved'`)
  ]
)

/** 一件事: items that belong together in life. */
export const bundles = pgTable(
  'bundles',
  {
    tenantId: tenantId(),
    id: id(),
    name: text().notNull(),
    position: integer().notNull().default(0),
    content: jsonb().$type<BundleContent>().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex().on(t.tenantId, t.name)]
)

/** A result sheet somebody keeps, on the version it was issued under. */
export const savedLists = pgTable(
  'saved_lists',
  {
    tenantId: tenantId(),
    id: id(),
    accountId: uuid().notNull(),
    itemId: uuid().notNull(),
    version: integer().notNull(),
    answers: text().notNull(),
    savedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] }),
    foreignKey({
      columns: [t.tenantId, t.itemId, t.version],
      foreignColumns: [itemVersions.tenantId, itemVersions.itemId, itemVersions.version]
    }),
    uniqueIndex('saved_lists_once').on(t.tenantId, t.accountId, t.itemId, t.version, t.answers)
  ]
)

export type ItemRow = typeof serviceItems.$inferSelect
export type VersionRow = typeof itemVersions.$inferSelect
