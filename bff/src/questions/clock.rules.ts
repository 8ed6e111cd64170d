import type { Urgency } from 'shared/questions.ts'
import {
  CalendarMissing,
  type Clock,
  DAY,
  dateOf,
  dayOf,
  dueAt,
  hoursOf,
  type Limit,
  minuteOf,
  type WorkCalendar,
  workingMinutes
} from '../lib/worktime.ts'
import type { QuestionRow, StoredClock } from './questions.table.ts'

export const toClock = ({ start, limit, pauses, extensions }: StoredClock): Clock => ({
  start: new Date(start),
  limit,
  extensions,
  pauses: pauses.map(({ from, to, reason }) => ({ from: new Date(from), to: new Date(to), reason }))
})

/** Within this time an answered matter may be asked anew. */
export const REOPEN: Limit = { amount: 10, unit: 'wd' }
const TRIAGE: Limit = { amount: 4, unit: 'wh' }
/** By when a clerk gives a new question to somebody. */
export const triageDue = (calendar: WorkCalendar, askedAt: Date): Date =>
  dueAt(calendar, { start: askedAt, limit: TRIAGE })

/** A fresh obligation: its clock and the instant it falls due. */
export function startClock(
  calendar: WorkCalendar,
  start: Date,
  limit: Limit
): { clock: StoredClock; dueAt: Date } {
  const clock = { start: start.toISOString(), limit, pauses: [], extensions: [] }
  return { clock, dueAt: dueAt(calendar, toClock(clock)) }
}

/** The same obligation with a pause added or an extension granted. */
export function changeClock(
  calendar: WorkCalendar,
  clock: StoredClock,
  more: Partial<Pick<StoredClock, 'pauses' | 'extensions'>>
) {
  const changed = {
    ...clock,
    pauses: [...clock.pauses, ...(more.pauses ?? [])],
    extensions: [...clock.extensions, ...(more.extensions ?? [])]
  }
  return { clock: changed, dueAt: dueAt(calendar, toClock(changed)) }
}

/** What ends a running pause: the clock goes on, the time in between is given back. Nothing when none runs. */
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

/** When half of the working time has gone, and the same hour one working day before the end. */
export function reminders(
  calendar: WorkCalendar,
  clock: StoredClock,
  due: Date
): { half: Date; dayBefore: Date } {
  const { start, pauses = [] } = toClock(clock)
  const minutes = workingMinutes(calendar, start, due, pauses)
  const half =
    minutes < 2
      ? start
      : dueAt(calendar, { start, pauses, limit: { amount: Math.floor(minutes / 2), unit: 'wm' } })
  const end = minuteOf(due)
  let day = dayOf(end - 1) - 1
  while (hoursOf(calendar, day).length === 0) day--
  return { half, dayBefore: dateOf(day * DAY + (end - dayOf(end - 1) * DAY)) }
}

/** Once late, always late: a new clock does not wash off what an old one missed. */
export const lateNow = ({ lateSince, dueAt, pausedAt }: QuestionRow, now: Date): Date | null =>
  lateSince ?? (dueAt !== null && pausedAt === null && now >= dueAt ? dueAt : null)

/** Late now, or once late; what ended in time or was withdrawn is not. */
export const isOverdue = ({ dueAt, pausedAt, lateSince, answeredAt, closedAt }: QuestionRow, now: Date) =>
  lateSince !== null ||
  (dueAt !== null && pausedAt === null && answeredAt === null && closedAt === null && now >= dueAt)

/** What the reader sees of a running clock: a colour and words, never the colour alone. */
export function clockFace(calendar: WorkCalendar, question: QuestionRow, now: Date): Face {
  const { clock, dueAt: due, pausedAt, answeredAt, closedAt } = question
  if (answeredAt) return { urgency: 'grey', words: question.lateSince ? '超期答复' : '按期答复' }
  if (closedAt) return { urgency: 'grey', words: '已结束' }
  if (question.status === 'merged') return { urgency: 'grey', words: '合并办理' }
  if (question.status === 'received') return orUnknown(() => triageFace(calendar, question, now), TRIAGING)
  if (!clock || !due) return { urgency: 'grey', words: '等待裁定' }
  if (pausedAt) return { urgency: 'grey', words: '暂停计时' }
  const late = now >= due
  return orUnknown(
    () => (late ? lateFace(calendar, due, now) : runningFace(calendar, clock, due, now)),
    late ? LATE : RUNNING
  )
}

type Face = { urgency: Urgency; words: string }
const TRIAGING: Face = { urgency: 'grey', words: '等待分派' }
const LATE: Face = { urgency: 'red', words: '已超期' }
const RUNNING: Face = { urgency: 'yellow', words: '办理中' }

/** The clerk's own clock, which the asker sees too. */
function triageFace(calendar: WorkCalendar, { askedAt }: QuestionRow, now: Date): Face {
  const due = triageDue(calendar, askedAt)
  if (now >= due) return { urgency: 'red', words: '超时未分派' }
  return { urgency: 'green', words: `${spanWords(calendar, workingMinutes(calendar, now, due))}内分派` }
}

const lateFace = (calendar: WorkCalendar, due: Date, now: Date): Face => ({
  urgency: 'red',
  words: `已超期${spanWords(calendar, workingMinutes(calendar, due, now))}`
})

function runningFace(calendar: WorkCalendar, clock: StoredClock, due: Date, now: Date): Face {
  const left = workingMinutes(calendar, now, due)
  const whole = workingMinutes(calendar, new Date(clock.start), due)
  const urgency = left <= dayMinutes(calendar) ? 'red' : left * 2 < whole ? 'yellow' : 'green'
  const days = workingDaysAfter(calendar, now, due)
  const words = left >= dayMinutes(calendar) && days > 0 ? `${days}个工作日` : spanWords(calendar, left)
  return { urgency, words: `还剩${words}` }
}

/** Working days still to come, today not counted: never more than the limit promised. */
function workingDaysAfter(calendar: WorkCalendar, now: Date, due: Date): number {
  const last = dayOf(minuteOf(due) - 1)
  let days = 0
  for (let day = dayOf(minuteOf(now)) + 1; day <= last; day++) if (hoursOf(calendar, day).length > 0) days++
  return days
}

const dayMinutes = ({ weekly }: WorkCalendar) =>
  Math.max(60, ...weekly.map((hours) => hours.reduce((sum, [from, to]) => sum + to - from, 0)))

/** Past the calendar's last year a list still shows; only making a new promise refuses. */
function orUnknown(face: () => Face, plain: Face): Face {
  try {
    return face()
  } catch (error) {
    if (error instanceof CalendarMissing) return plain
    throw error
  }
}

/** Working minutes as a person says them: days of work from one day on, else hours and minutes. */
function spanWords(calendar: WorkCalendar, minutes: number): string {
  const day = dayMinutes(calendar)
  if (minutes >= day)
    return `${Math.floor(minutes / day)}个工作日${Math.round((minutes % day) / 60) ? `${Math.round((minutes % day) / 60)}小时` : ''}`
  if (minutes < 60) return `${minutes}分钟`
  return `${Math.floor(minutes / 60)}小时${minutes % 60 ? `${minutes % 60}分` : ''}`
}
