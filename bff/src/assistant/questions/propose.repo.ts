import type { Question } from 'shared/questions.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { endorsementOf } from '../../platform/officials/endorsements.repo.ts'
import { loadRoutingFacts } from '../../platform/officials/routing.repo.ts'
import { route } from '../../platform/officials/routing.rules.ts'
import type { RoutingFacts } from '../../platform/officials/routing.types.ts'
import { getVillage } from '../../platform/tenants/tenants.repo.ts'
import type { QuestionRow } from './questions.table.ts'

/** What routing has to know about the place a question comes from, on the day of `now`. */
export async function routingFactsFor(
  db: Db,
  { tenantId, villageId }: Pick<QuestionRow, 'tenantId' | 'villageId'>,
  now: Date
): Promise<RoutingFacts> {
  const village = await getVillage(db, tenantId, villageId)
  return loadRoutingFacts(db, tenantId, village.areas, now)
}

/** What is proposed today: the topic as it was found, the person by today’s duties, absences and holders. */
export async function proposalToday(db: Db, question: QuestionRow, now: Date): Promise<Question['proposal']> {
  const { proposal } = question
  if (!proposal) return null
  const [facts, endorsement] = await Promise.all([
    routingFactsFor(db, question, now),
    endorsementOf(db, question.tenantId, question.kind)
  ])
  const known = { topicId: proposal.topicId, reason: proposal.reasons[0] ?? '' }
  const { topicId, postId, reasons } = route(question, facts, known)
  const topic = facts.topics.find(({ id }) => id === topicId)
  const post = facts.posts.find(({ id }) => id === postId)
  return {
    topicId: topic?.id ?? null,
    topic: topic?.name ?? null,
    postId: post?.id ?? null,
    post: post?.title ?? null,
    name: post?.name ?? null,
    reasons: reasons.filter(Boolean),
    endorsement
  }
}
