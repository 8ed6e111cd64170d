import type { CaseStatus } from 'shared/case-commands.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import {
  type ClockStatus,
  lateStatus,
  orUnknown,
  PRESSING,
  spanWords
} from '../../kernel/lib/clock-status.ts'
import { type WorkCalendar, workingMinutes } from '../../kernel/lib/worktime.ts'
import type { CaseRow, DutyRow } from './cases.table.ts'
import { turnsOf } from './reception.rules.ts'
import type { CaseState } from './state.types.ts'

export const STATUS: Record<CaseStatus, string> = {
  draft: '准备材料',
  preReview: '预审中',
  correcting: '待补正',
  ready: '预审通过，待到窗口',
  pushed: '等部门答复',
  returned: '部门退回，窗口处理中',
  handling: '办理中',
  suspended: '暂停办理',
  quality: '结果质检',
  output: '结果待领取',
  closed: '已办结',
  refused: '不予受理',
  withdrawn: '已撤回',
  voided: '已作废',
  lapsed: '已终止'
}

type Timed = Pick<DutyRow, 'yellowAt' | 'redAt' | 'dueAt'>
const NONE: ClockStatus = { urgency: 'grey', words: '' }

/** What is left; where it lies on another day than today, that only office hours count. */
function leftWords(calendar: WorkCalendar, dueAt: Date, now: Date): string {
  const span = spanWords(calendar, workingMinutes(calendar, now, dueAt))
  const offHours = beijingDay(now) !== beijingDay(dueAt) && !span.includes('工作日')
  return `还剩${span}${offHours ? '（上班时间）' : ''}`
}

/** A duty's colour and words: yellow past the half, red on the last day and when it is late. */
export function dutyStatus(
  calendar: WorkCalendar,
  { yellowAt, redAt, dueAt }: Timed,
  now: Date
): ClockStatus {
  const late = now >= dueAt
  const urgency = late || now >= redAt ? 'red' : now >= yellowAt ? 'yellow' : 'green'
  const pressing = () => workingMinutes(calendar, now, dueAt) <= PRESSING
  return orUnknown(
    () =>
      late
        ? lateStatus(calendar, dueAt, now)
        : { urgency: pressing() ? 'red' : urgency, words: leftWords(calendar, dueAt, now) },
    { urgency, words: late ? '已超期' : '' }
  )
}

export const timed = (duty: CaseState['duties'][number]): Timed => ({
  yellowAt: new Date(duty.yellowAt),
  redAt: new Date(duty.redAt),
  dueAt: new Date(duty.dueAt)
})

/** What the citizen sees of the whole case: its promised end while it runs, else the next thing owed. */
export function caseClock(
  calendar: WorkCalendar,
  kase: CaseRow,
  now: Date
): ClockStatus & { dueAt: string | null } {
  const { state, status, lateSince } = kase
  if (status === 'closed' || status === 'output')
    return { urgency: 'grey', words: state.clocks ? (lateSince ? '超期办结' : '按期办结') : '', dueAt: null }
  if (state.clocks?.pausedAt) return { urgency: 'grey', words: '暂停计时', dueAt: null }
  const duty = state.duties.find(({ kind }) => kind === 'whole') ?? turnsOf(kase)[0]
  if (!duty) return { ...NONE, dueAt: null }
  const face = dutyStatus(calendar, timed(duty), now)
  // Whose turn it is stands beside it: that is one step's limit, this is the whole case's.
  const words = duty.kind === 'whole' && face.words ? `整件${face.words}` : face.words
  return { ...face, words, dueAt: duty.dueAt }
}
