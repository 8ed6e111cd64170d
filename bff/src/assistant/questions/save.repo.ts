import type { Db } from '../../kernel/lib/deps.ts'
import { limitWords } from '../../kernel/lib/worktime.words.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import { claimFiles } from '../../platform/files/files.repo.ts'
import { postsByIds } from '../../platform/officials/officials.repo.ts'
import { setTimer } from '../../platform/timers/timers.repo.ts'
import { learnSoon } from '../classifier/classifier.repo.ts'
import { closeAgenda, putOnAgenda } from '../forums/forums.repo.ts'
import { issueNotice, reissueNotice } from '../notices/notices.repo.ts'
import { openCallback, saveRating } from '../ratings/ratings.repo.ts'
import { grantAccess, revokeAccess } from '../sealed/sealed.repo.ts'
import { announceChange } from './announce.repo.ts'
import { carryMerged, markMain, unmarkMain } from './merge.repo.ts'
import { joined } from './merge.rules.ts'
import type { Outcome } from './outcome.types.ts'
import { casQuestion } from './questions.repo.ts'
import { type QuestionRow, questionEvents } from './questions.table.ts'
import type { Doer, Tools } from './saving.types.ts'
import { tell } from './tell.repo.ts'
import { nextTimer } from './timers.rules.ts'

/**
 * Stores an outcome whole: row, event, timer, notice, rating, agenda, messages and audit in the caller's
 * transaction.
 */
export async function saveOutcome(
  tx: Db,
  before: QuestionRow,
  outcome: Outcome,
  doer: Doer,
  tools: Tools,
  timerFired = false
): Promise<QuestionRow> {
  const { now, newId } = tools
  const noticeId = outcome.notice && before.noticeId === null ? newId() : before.noticeId
  const after = await casQuestion(tx, before, { ...outcome.change, noticeId })
  const { tenantId, id } = after
  const { event } = outcome
  const fileIds = [...(event.fileIds ?? [])]
  await tx.insert(questionEvents).values({
    tenantId,
    questionId: id,
    id: doer.eventId,
    version: after.version,
    at: now,
    action: event.action,
    actorId: doer.accountId,
    who: doer.who,
    words: event.words,
    note: event.note ?? null,
    fileIds,
    internal: event.internal ?? false
  })
  await claimFiles(tx, after.tenantId, fileIds, doer.accountId ?? '', { questionId: after.id })
  if (timerFired || clockMoved(before, after)) await moveTimer(tx, before, after, timerFired, tools)
  if (after.confidential) await letLeadKnow(tx, before, after)
  else if (after.topicId !== before.topicId) await learnSoon(tx, tenantId)
  if (outcome.notice) await writeNotice(tx, before, after, outcome.notice, now)
  if (outcome.rating) await saveRating(tx, { tenantId, questionId: id, ...outcome.rating, at: now })
  if (outcome.callbackDueAt) await openCallback(tx, after, outcome.callbackDueAt, now, newId())
  if (outcome.agendaRank) await putOnAgenda(tx, after, outcome.agendaRank, tools)
  else if (before.status === 'deliberating' && after.status !== 'deliberating')
    await closeAgenda(tx, tenantId, id, 'resolved', event.words, now)
  if (outcome.publicityRank) await putOnAgenda(tx, after, outcome.publicityRank, tools)
  const messages = outcome.messages ?? []
  if (outcome.mergeInto) {
    const main = await markMain(tx, tenantId, outcome.mergeInto)
    await tell(tx, main, [joined(main)], doer, tools)
  } else if (before.mergedInto && !after.mergedInto) await unmarkMain(tx, tenantId, before.mergedInto)
  await tell(tx, after, messages, doer, tools)
  if (after.confidential) await letPastForget(tx, before, after)
  if (after.hasMerged)
    await carryMerged(tx, after, messages, {
      ...tools,
      save: (question, merged) => saveOutcome(tx, question, merged, { ...doer, eventId: newId() }, tools),
      tell: (question, told) => tell(tx, question, told, doer, tools)
    })
  if (!after.confidential) await announceChange(tx, after, now)
  const detail = { from: before.status, to: after.status, version: after.version }
  await writeAudit(tx, {
    id: newId(),
    tenantId,
    at: now,
    actorId: doer.accountId,
    act: `question.${event.action}`,
    subject: id,
    detail
  })
  return after
}

const RUNNING: readonly QuestionRow['status'][] = ['dispatched', 'accepted', 'deliberating']

/**
 * The next timer follows the change; but signing for a late matter or handing it on never puts off the
 * ladder.
 */
async function moveTimer(
  tx: Db,
  before: QuestionRow,
  after: QuestionRow,
  fired: boolean,
  { calendar, now }: Tools
) {
  const next = nextTimer(after, calendar, now)
  const samePromise = before.dueAt?.getTime() === after.dueAt?.getTime() && RUNNING.includes(before.status)
  if (!fired && next?.step === 'climb' && samePromise) return
  await setTimer(tx, { tenantId: after.tenantId, subject: 'question', subjectId: after.id }, next)
}

/** Who is given a sealed matter comes on its list; who must never know of it cannot be given it. */
async function letLeadKnow(
  tx: Db,
  before: QuestionRow,
  { tenantId, id, leadPostId, assistPostIds }: QuestionRow
) {
  if (leadPostId && leadPostId !== before.leadPostId)
    await grantAccess(tx, tenantId, id, [leadPostId, ...assistPostIds])
}

/** Who no longer has a sealed matter knows of it no longer, once they have been told so. */
async function letPastForget(
  tx: Db,
  before: QuestionRow,
  { tenantId, id, leadPostId, assistPostIds }: QuestionRow
) {
  if (leadPostId === before.leadPostId || !before.leadPostId) return
  const now = [leadPostId, ...assistPostIds]
  const past = [before.leadPostId, ...before.assistPostIds].filter((postId) => !now.includes(postId))
  if (past.length) await revokeAccess(tx, tenantId, id, past)
}

/** A remark or a supplement leaves the timer alone: a comment never resets a clock. */
const clockMoved = (before: QuestionRow, after: QuestionRow) =>
  before.status !== after.status ||
  before.escalation !== after.escalation ||
  (before.pending?.kind === 'dispatch') !== (after.pending?.kind === 'dispatch') ||
  before.dueAt?.getTime() !== after.dueAt?.getTime()

async function writeNotice(tx: Db, before: QuestionRow, after: QuestionRow, change: string, now: Date) {
  // What was taken back is noted on the paper as it was sent.
  const { clock, dueAt, leadPostId, assistPostIds } = after.leadPostId ? after : before
  const { tenantId } = after
  const people = await postsByIds(tx, tenantId, [leadPostId!, ...assistPostIds])
  const named = (id: string) => {
    const post = people.find((candidate) => candidate.id === id)
    return post ? `${post.title} ${post.name ?? ''}` : ''
  }
  const text = {
    content: after.body,
    limit: [clock!.limit, ...clock!.extensions]
      .map((part, index) => (index ? '延期' : '') + limitWords(part))
      .join('，'),
    dueAt: dueAt!,
    lead: named(leadPostId!),
    assist: assistPostIds.map(named),
    change
  }
  if (before.noticeId === null) await issueNotice(tx, tenantId, after, after.noticeId!, text, now)
  else await reissueNotice(tx, tenantId, before.noticeId, text, now)
}
