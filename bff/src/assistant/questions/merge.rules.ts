import { AppError } from '../../kernel/lib/errors.ts'
import { dueAt, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import { lateNow, REOPEN } from './clock.rules.ts'
import type { Decisions } from './deciding.rules.ts'
import { questionNo, toAsker, withNo } from './messages.rules.ts'
import { OPEN } from './moves.rules.ts'
import type { NewMessage, Outcome } from './outcome.types.ts'
import type { QuestionRow } from './questions.table.ts'

/**
 * 并案: one matter is worked on for several reporters; each keeps their number, their promise and their rating.
 */
export const mergeDecisions: Decisions<'merge' | 'unmerge'> = {
  merge: (_, { question, named: { main } }) => {
    const fits = main && main.id !== question.id && OPEN.includes(main.status) && !main.confidential
    if (!fits || main.townshipId !== question.townshipId) throw new AppError('cannot_merge')
    return {
      change: { mergedInto: main.id, mergedStatus: question.status },
      event: { action: 'merge', words: `与诉求${questionNo(main)}反映的是同一件事，合并办理` },
      mergeInto: main.id,
      messages: [
        toAsker(
          'progress',
          withNo(question, `与诉求${questionNo(main)}合并办理，您的编号不变，进展同样通知您`)
        )
      ]
    }
  },
  unmerge: (_, { question }) => unmerged(question, '取消合并，单独办理')
}

/** Whoever asked first learns that they are not alone. */
export const joined = (main: QuestionRow): NewMessage =>
  toAsker('progress', withNo(main, '又有群众反映同一件事，合并办理，您的编号和期限不变'))

/** Back to where it stood; its promise went on meanwhile. */
export const unmerged = (question: QuestionRow, words: string): Outcome => ({
  change: { status: question.mergedStatus ?? 'received', mergedInto: null, mergedStatus: null },
  event: { action: 'unmerge', words },
  messages: [toAsker('progress', withNo(question, words))]
})

/** The answer to the matter it was merged into is its answer too; it is rated by itself. */
export const answeredWith = (
  main: QuestionRow,
  question: QuestionRow,
  calendar: WorkCalendar,
  now: Date
): Outcome => ({
  change: {
    status: 'answered',
    reply: main.reply,
    answeredAt: now,
    lateSince: lateNow(question, now),
    reopenUntil: dueAt(calendar, { start: now, limit: REOPEN }),
    leadPostId: main.leadPostId,
    topicId: main.topicId,
    pending: null
  },
  event: {
    action: 'reply',
    words: `与诉求${questionNo(main)}一并答复`,
    ...(main.reply && { note: main.reply })
  },
  messages: [toAsker('progress', withNo(question, '已答复，请查看并评价'))]
})

/**
 * What becomes of a merged matter when the one it was merged into changed; nothing while that one is open.
 */
export function followed(
  main: QuestionRow,
  question: QuestionRow,
  calendar: WorkCalendar,
  now: Date
): Outcome | undefined {
  if (main.status === 'answered' || main.status === 'closed')
    return answeredWith(main, question, calendar, now)
  if (main.status === 'refused' || main.status === 'withdrawn')
    return unmerged(question, `诉求${questionNo(main)}不再办理，您的诉求单独办理`)
  return undefined
}
