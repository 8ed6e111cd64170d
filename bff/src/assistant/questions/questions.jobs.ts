import { and, eq, sql } from 'drizzle-orm'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { WeChatRefused } from '../../kernel/vendors/wechat.ts'
import { ENDLESS, fillOutbox } from '../../platform/jobs/outbox.repo.ts'
import { hasOtherHead } from '../../platform/officials/officials.repo.ts'
import { route } from '../../platform/officials/routing.rules.ts'
import { openidFor } from '../../platform/session/session.repo.ts'
import { dueTimer } from '../../platform/timers/timers.repo.ts'
import type { TimerRow } from '../../platform/timers/timers.table.ts'
import { modelReader } from '../classifier/classifier.repo.ts'
import { guessTopic } from '../classifier/guess.rules.ts'
import { wordsOf } from '../classifier/lexicon.words.ts'
import { listForums } from '../forums/forums.repo.ts'
import { opened } from '../sealed/texts.rules.ts'
import { announceChange } from './announce.repo.ts'
import { followed } from './merge.rules.ts'
import { clerks, withNo } from './messages.rules.ts'
import { routingFactsFor } from './propose.repo.ts'
import { findQuestion, lockQuestion } from './questions.repo.ts'
import { type QuestionRow, questions } from './questions.table.ts'
import { saveOutcome } from './save.repo.ts'
import { tell } from './tell.repo.ts'
import { decideTimer, type Step } from './timers.rules.ts'

type Named = { tenantId: string; questionId: string }

/** Gives every new question its triage job, once: what has one keeps it, what is checked needs none. */
export const enqueueTriage = (db: Db) =>
  fillOutbox(db, {
    task: 'triage',
    waiting: (jobless) => sql`select id, asked_at as since from questions q
      where q.tenant_id = l.tenant_id and text_check = 'pending' and ${jobless(sql`q.id`)} order by asked_at`,
    payload: sql`json_build_object('tenantId', tenant_id, 'questionId', id)`,
    tries: ENDLESS
  })

/**
 * After the question is safe: find who should answer, tell the clerks, have the text checked. Safe to run
 * again.
 */
export function createTriage(deps: Deps) {
  const { db, now, newId, identitySealer } = deps
  const modelOf = modelReader(db)
  return async ({ tenantId, questionId }: Named): Promise<void> => {
    const kept = await findQuestion(db, tenantId, questionId)
    if (!kept) return
    const question = opened(identitySealer, kept)
    if (question.proposal === null) {
      const [facts, model] = await Promise.all([routingFactsFor(db, question, now()), modelOf(tenantId)])
      const topics = facts.topics.map((topic) => ({ ...topic, words: wordsOf(topic) }))
      const proposal = route(question, facts, guessTopic(question.body, topics, model))
      await db.transaction(async (tx) => {
        await tx.update(questions).set({ proposal }).where(isQuestion(tenantId, questionId))
        if (!question.confidential) await announceChange(tx, question, now())
        await tell(
          tx,
          question,
          [clerks('task', withNo(question, '新诉求，待分派'))],
          { eventId: 'new' },
          { now: now(), newId }
        )
      })
    }
    if (question.textCheck === 'pending') await checkText(deps, question)
  }
}

const isQuestion = (tenantId: string, id: string) =>
  and(eq(questions.tenantId, tenantId), eq(questions.id, id))

/**
 * WeChat's verdict is a mark for the clerk, never a silent no; what cannot be checked is looked at by a
 * person.
 */
async function checkText({ db, wechat }: Deps, { tenantId, id, askerId, body }: QuestionRow): Promise<void> {
  const identity = await openidFor(db, tenantId, askerId)
  const verdict = identity.openid
    ? await wechat.checkText(identity.appId, identity.openid, body).catch((error: unknown) => {
        if (error instanceof WeChatRefused) return { suggest: 'review' as const, label: 0 }
        throw error
      })
    : { suggest: 'review' as const, label: 0 }
  await db.update(questions).set({ textCheck: verdict.suggest }).where(isQuestion(tenantId, id))
}

/** What a question's due timer does, under the question's lock and only if it is still due. */
export const questionTimer =
  ({ db, newId, calendarOf }: Deps) =>
  async ({ tenantId, subjectId }: TimerRow, now: Date): Promise<void> => {
    const calendar = await calendarOf(tenantId)
    await db.transaction(async (tx) => {
      const question = await lockQuestion(tx, tenantId, subjectId)
      const timer = question && (await dueTimer(tx, { tenantId, subject: 'question', subjectId }, now))
      if (!question || !timer) return
      const forums = await listForums(tx, tenantId)
      // A sealed matter's lateness goes to its own leaders, never to the handler's superior.
      const hasHead = !question.confidential && (await hasOtherHead(tx, tenantId, question.leadPostId))
      const main = question.mergedInto ? await findQuestion(tx, tenantId, question.mergedInto) : undefined
      const outcome =
        (main && followed(main, question, calendar, now)) ??
        decideTimer(timer.step as Step, { question, calendar, now, forums, hasHead })
      const doer = { accountId: null, who: '系统', eventId: newId() }
      await saveOutcome(tx, question, outcome, doer, { calendar, now, newId }, true)
    })
  }
