import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { questions } from '../questions/questions.table.ts'
import { topicModels } from './classifier.table.ts'
import type { Model } from './model.rules.ts'
import { unpack } from './packed.rules.ts'

const MOST = 20_000

/** What clerks confirmed, newest first: the text and its topic. Sealed matters teach nothing. */
export const confirmedTexts = (db: Db, tenantId: string) =>
  db
    .select({ body: questions.body, topicId: sql<string>`${questions.topicId}` })
    .from(questions)
    .where(
      and(eq(questions.tenantId, tenantId), eq(questions.confidential, false), isNotNull(questions.topicId))
    )
    .orderBy(desc(questions.id))
    .limit(MOST)

export async function keepModel(db: Db, row: typeof topicModels.$inferInsert): Promise<void> {
  const { tenantId: _, ...set } = row
  await db
    .insert(topicModels)
    .values(row)
    .onConflictDoUpdate({ target: [topicModels.tenantId], set })
}

/**
 * Has the county's model learnt anew within a minute of this confirmation; several in that minute learn
 * together.
 */
export const learnSoon = (tx: Db, tenantId: string) =>
  tx.execute(sql`
    select graphile_worker.add_job('learnTopics', json_build_object('tenantId', ${tenantId}::text),
      job_key := 'learn:' || ${tenantId}::text, job_key_mode := 'preserve_run_at', run_at := now() + interval '1 minute', max_attempts := 3)`)

/** The county's model, unpacked once and kept until a newer one was learnt; undefined before the first. */
export function modelReader(db: Db) {
  const kept = new Map<string, { trainedAt: number; model: Model }>()
  return async (tenantId: string): Promise<Model | undefined> => {
    const [newest] = await db
      .select({ trainedAt: topicModels.trainedAt })
      .from(topicModels)
      .where(eq(topicModels.tenantId, tenantId))
    if (!newest) return undefined
    const known = kept.get(tenantId)
    if (known && known.trainedAt >= newest.trainedAt.getTime()) return known.model
    const [row] = await db.select().from(topicModels).where(eq(topicModels.tenantId, tenantId))
    const model = unpack(row!.packed)
    kept.set(tenantId, { trainedAt: row!.trainedAt.getTime(), model })
    return model
  }
}
