import { changeClock } from '../../kernel/lib/clock.ts'
import { type ClockStatus, lateStatus, orUnknown, runningStatus } from '../../kernel/lib/clock-status.ts'
import { dueAt, type Limit, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import { clockWords } from '../../kernel/lib/worktime.words.ts'
import type { QuestionRow } from './questions.table.ts'

/** Within this time an answered matter may be asked anew. */
export const REOPEN: Limit = { amount: 10, unit: 'wd' }
const TRIAGE: Limit = { amount: 4, unit: 'wh' }
/** By when a clerk gives a new question to somebody. */
export const triageDue = (calendar: WorkCalendar, askedAt: Date): Date =>
  dueAt(calendar, { start: askedAt, limit: TRIAGE })

/**
 * What ends a running pause: the clock goes on, the time in between is given back. Nothing when none runs.
 */
export function endPause(
  calendar: WorkCalendar,
  { pausedAt, pauseReason, clock }: QuestionRow,
  now: Date
): Partial<QuestionRow> {
  if (!pausedAt || !clock) return {}
  const pause = { from: pausedAt.toISOString(), to: now.toISOString(), reason: pauseReason ?? '' }
  return {
    status: 'accepted',
    pausedAt: null,
    pauseReason: null,
    ...changeClock(calendar, clock, { pauses: [pause] })
  }
}

/** Once late, always late: a new clock does not wash off what an old one missed. */
export const lateNow = ({ lateSince, dueAt, pausedAt }: QuestionRow, now: Date): Date | null =>
  lateSince ?? (dueAt !== null && pausedAt === null && now >= dueAt ? dueAt : null)

/** Late now, or once late; what ended in time or was withdrawn is not. */
export const isOverdue = ({ dueAt, pausedAt, lateSince, answeredAt, closedAt }: QuestionRow, now: Date) =>
  lateSince !== null ||
  (dueAt !== null && pausedAt === null && answeredAt === null && closedAt === null && now >= dueAt)

/** What the reader sees of a running clock: a colour and words, never the colour alone. */
export function questionClock(calendar: WorkCalendar, question: QuestionRow, now: Date): ClockStatus {
  const { clock, dueAt: due, pausedAt, answeredAt, closedAt } = question
  if (answeredAt) return { urgency: 'grey', words: question.lateSince ? '超期答复' : '按期答复' }
  if (closedAt) return { urgency: 'grey', words: '已结束' }
  if (question.status === 'merged') return { urgency: 'grey', words: '合并办理' }
  if (question.status === 'received') return orUnknown(() => triageStatus(calendar, question, now), TRIAGING)
  if (!clock || !due) return { urgency: 'grey', words: '等待裁定' }
  if (pausedAt) return { urgency: 'grey', words: '暂停计时' }
  const late = now >= due
  return orUnknown(
    () => (late ? lateStatus(calendar, due, now) : runningStatus(calendar, clock, due, now)),
    late ? LATE : RUNNING
  )
}

const TRIAGING: ClockStatus = { urgency: 'grey', words: '等待分派' }
const LATE: ClockStatus = { urgency: 'red', words: '已超期' }
const RUNNING: ClockStatus = { urgency: 'yellow', words: '办理中' }

/** The clerk's own clock, which the asker sees too. */
function triageStatus(calendar: WorkCalendar, { askedAt, pending }: QuestionRow, now: Date): ClockStatus {
  const due = triageDue(calendar, askedAt)
  if (now >= due) return { urgency: 'red', words: '超时未分派' }
  if (pending) return { urgency: 'yellow', words: '已报领导批阅' }
  return { urgency: 'green', words: `${clockWords(due, now)}前分派` }
}
