import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import type { DutyLine, Endorsement, RoutingStep } from 'shared/directory.ts'
import type { QuestionKind } from 'shared/kinds.ts'
import type { Role } from 'shared/roles.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import type { Limit } from '../../kernel/lib/worktime.ts'
import { accounts } from '../session/session.table.ts'
import { organisations } from '../tenants/tenants.table.ts'

/** A post stays while the people who hold it change (岗位). Its phone is the office's, made public (电话公开). */
export const posts = pgTable(
  'posts',
  {
    tenantId: tenantId(),
    id: id(),
    orgId: uuid().notNull(),
    townshipId: uuid(),
    title: text().notNull(),
    role: text().$type<Role>().notNull(),
    phone: text().notNull(),
    duties: text().array().notNull(),
    deputyPostId: uuid(),
    pinyin: text().notNull(),
    position: integer().notNull().default(0)
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.orgId],
      foreignColumns: [organisations.tenantId, organisations.id]
    }),
    index().on(t.tenantId, t.orgId)
  ]
)

/** Who holds a post from when to when; one holder at a time. */
export const postHoldings = pgTable(
  'post_holdings',
  {
    tenantId: tenantId(),
    id: id(),
    postId: uuid().notNull(),
    accountId: uuid().notNull(),
    name: text().notNull(),
    pinyin: text().notNull(),
    since: instant().notNull(),
    until: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.postId], foreignColumns: [posts.tenantId, posts.id] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] }),
    uniqueIndex('post_holdings_one_holder').on(t.tenantId, t.postId).where(sql`until is null`),
    index().on(t.tenantId, t.accountId)
  ]
)

export const absences = pgTable(
  'absences',
  {
    tenantId: tenantId(),
    id: id(),
    postId: uuid().notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    untilDay: date({ mode: 'string' }).notNull(),
    reason: text().notNull(),
    deputyPostId: uuid(),
    endedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.postId], foreignColumns: [posts.tenantId, posts.id] }),
    index().on(t.tenantId, t.untilDay),
    index().on(t.tenantId, t.postId, t.untilDay)
  ]
)

export const topics = pgTable(
  'topics',
  {
    tenantId: tenantId(),
    id: id(),
    name: text().notNull(),
    limit: jsonb().$type<Limit>().notNull(),
    keywords: text().array().notNull(),
    active: boolean().notNull().default(true),
    /** Null: as the kind of the question has it. */
    endorsement: text().$type<Endorsement>(),
    dutyLine: jsonb().$type<DutyLine>(),
    position: integer().notNull().default(0),
    version: integer().notNull().default(1)
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex().on(t.tenantId, t.name)]
)

/** When a leader reads the notices of a kind of question; a kind without a row is read beside the work. */
export const endorsementModes = pgTable(
  'endorsement_modes',
  {
    tenantId: tenantId(),
    kind: text().$type<QuestionKind>().notNull(),
    mode: text().$type<Endorsement>().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind] })]
)

/** Where routing looks for an owner, first to last; a county without a row has the usual order. */
export const routingOrders = pgTable('routing_orders', {
  tenantId: tenantId().primaryKey(),
  steps: text().array().$type<RoutingStep[]>().notNull()
})

/** topic × area → the post, or the posts that share it. An area of null is the whole county. */
export const duties = pgTable(
  'duties',
  {
    tenantId: tenantId(),
    id: id(),
    topicId: uuid().notNull(),
    orgId: uuid(),
    postId: uuid().notNull(),
    share: smallint().notNull().default(1),
    endedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.topicId], foreignColumns: [topics.tenantId, topics.id] }),
    foreignKey({ columns: [t.tenantId, t.postId], foreignColumns: [posts.tenantId, posts.id] }),
    // A duty for the whole county has no organisation, and there is one of those too.
    uniqueIndex('duties_post_once')
      .on(t.tenantId, t.topicId, sql`coalesce(org_id, '00000000-0000-0000-0000-000000000000')`, t.postId)
      .where(sql`ended_at is null`)
  ]
)

export type PostRow = typeof posts.$inferSelect
export type TopicRow = typeof topics.$inferSelect
