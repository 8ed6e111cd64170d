import type { WebhookEvent } from 'shared/open.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { announce } from '../../platform/webhooks/webhooks.repo.ts'
import { questionNo } from './messages.rules.ts'
import type { QuestionRow } from './questions.table.ts'

const EVENTS: Partial<Record<QuestionRow['status'], WebhookEvent>> = {
  received: 'question.received',
  answered: 'question.answered',
  closed: 'question.closed',
  refused: 'question.closed',
  withdrawn: 'question.closed'
}

/**
 * Tells the county's other systems that a question changed: number, kind and stand, nothing anybody wrote.
 */
export const announceChange = (tx: Db, question: QuestionRow, now: Date) =>
  announce(
    tx,
    question.tenantId,
    EVENTS[question.status] ?? 'question.changed',
    {
      no: questionNo(question),
      kind: question.kind,
      status: question.status,
      topicId: question.topicId,
      villageId: question.villageId,
      version: question.version,
      askedAt: question.askedAt.toISOString(),
      dueAt: question.dueAt?.toISOString() ?? null,
      answeredAt: question.answeredAt?.toISOString() ?? null
    },
    now
  )
