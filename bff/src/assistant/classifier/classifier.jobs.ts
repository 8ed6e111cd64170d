import { inChild } from '../../kernel/lib/children.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { confirmedTexts, keepModel } from './classifier.repo.ts'
import { textOf } from './guess.rules.ts'

/** With fewer confirmed texts the words alone do better. */
const LEAST = 60
const LEAST_TOPICS = 2

/** Learns a county's topics anew from everything its clerks confirmed, in a process of its own. */
export async function learnTopics(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { tenantId }: { tenantId: string }
): Promise<void> {
  const texts = await confirmedTexts(db, tenantId)
  const topics = new Set(texts.map(({ topicId }) => topicId))
  if (texts.length < LEAST || topics.size < LEAST_TOPICS) return
  const trainedAt = now()
  const rows = texts.map(({ body, topicId }) => ({ ...textOf(body), topic: topicId }))
  const packed = await inChild<Uint8Array>('sum', new URL('./learn.child.ts', import.meta.url), rows)
  await keepModel(db, { tenantId, trainedAt, rows: rows.length, packed: Buffer.from(packed) })
}
