import { sql } from 'drizzle-orm'
import {
  customType,
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
import type { PublicationState, Span } from 'shared/publications.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { questions } from '../questions/questions.table.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/**
 * A matter its asker lets be made public. The originals and what is hidden in them stay apart from what
 * readers get: `title`, `question` and `answer` are written at the review and hold nothing hidden.
 */
export const publications = pgTable(
  'publications',
  {
    tenantId: tenantId(),
    id: id(),
    questionId: uuid().notNull(),
    townshipId: uuid().notNull(),
    villageId: uuid().notNull(),
    topicId: uuid(),
    leadPostId: uuid(),
    /** Post and name of who answered, as they were when it was made public. */
    answeredBy: text(),
    state: text().$type<PublicationState>().notNull(),
    version: integer().notNull().default(1),
    originalQuestion: text().notNull(),
    originalAnswer: text().notNull(),
    draftTitle: text().notNull(),
    questionSpans: jsonb().$type<Span[]>().notNull(),
    answerSpans: jsonb().$type<Span[]>().notNull(),
    note: text().notNull(),
    draftedBy: uuid(),
    draftedByName: text(),
    reason: text(),
    /** Null when the asker took their consent back. */
    consentedAt: instant(),
    title: text(),
    question: text(),
    answer: text(),
    grams: tsvector(),
    publishedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex().on(t.tenantId, t.questionId),
    foreignKey({ columns: [t.tenantId, t.questionId], foreignColumns: [questions.tenantId, questions.id] }),
    index('publications_of_lead').on(t.tenantId, t.leadPostId, t.id),
    index('publications_desk').on(t.tenantId, t.state, t.id),
    index('answers_newest')
      .on(t.tenantId, t.publishedAt.desc(), t.id.desc())
      .where(sql`state in ('published', 'changing')`),
    index('answers_by_topic')
      .on(t.tenantId, t.topicId, t.publishedAt.desc(), t.id.desc())
      .where(sql`state in ('published', 'changing')`),
    index('answers_by_village')
      .on(t.tenantId, t.villageId, t.publishedAt.desc(), t.id.desc())
      .where(sql`state in ('published', 'changing')`),
    index('answers_by_gram').using('gin', t.tenantId, t.grams).where(sql`state in ('published', 'changing')`)
  ]
)

/** Every correction of a published page, for its readers. */
export const publicationChanges = pgTable(
  'publication_changes',
  {
    tenantId: tenantId(),
    publicationId: uuid().notNull(),
    version: integer().notNull(),
    at: instant().notNull(),
    words: text().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.publicationId, t.version] }),
    foreignKey({
      columns: [t.tenantId, t.publicationId],
      foreignColumns: [publications.tenantId, publications.id]
    })
  ]
)

/** 我也关心: whoever follows hears of corrections. */
export const publicationFollows = pgTable(
  'publication_follows',
  {
    tenantId: tenantId(),
    publicationId: uuid().notNull(),
    accountId: uuid().notNull(),
    at: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.publicationId, t.accountId] }),
    foreignKey({
      columns: [t.tenantId, t.publicationId],
      foreignColumns: [publications.tenantId, publications.id]
    })
  ]
)

/** In how many published answers a gram stands: what is rare says most. The gram '' counts the answers. */
export const gramCounts = pgTable(
  'gram_counts',
  { tenantId: tenantId(), gram: text().notNull(), count: integer().notNull() },
  (t) => [primaryKey({ columns: [t.tenantId, t.gram] })]
)

export type PublicationRow = typeof publications.$inferSelect
