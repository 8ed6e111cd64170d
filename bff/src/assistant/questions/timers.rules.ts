import { reminders } from '../../kernel/lib/clock.ts'
import { dueAt, type Limit, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { endPause, triageDue } from './clock.rules.ts'
import { climb } from './ladder.rules.ts'
import { clerks, head, lead, leaders, toAsker, withNo } from './messages.rules.ts'
import type { ForumRule, Outcome } from './outcome.types.ts'
import type { QuestionRow } from './questions.table.ts'

/** What the clock does next to a question. */
export type Step =
  | 'triageLate'
  | 'arbiterLate'
  | 'endorseLate'
  | 'half'
  | 'dayBefore'
  | 'due'
  | 'climb'
  | 'resume'
  | 'close'
  | 'followMain'
export type NextTimer = Readonly<{ step: Step; dueAt: Date }>

const ONE_DAY: Limit = { amount: 1, unit: 'wd' }
/** A leader reads what is reported up to them within this time. */
const ENDORSE: Limit = { amount: 4, unit: 'wh' }
const SUPPLEMENT: Limit = { amount: 10, unit: 'wd' }

/** The one next timer of a question that changed at `now`; null when it is concluded for good. */
export function nextTimer(question: QuestionRow, calendar: WorkCalendar, now: Date): NextTimer | null {
  const after = (step: Step, limit: Limit, start = now) => ({
    step,
    dueAt: dueAt(calendar, { start, limit })
  })
  switch (question.status) {
    case 'received':
      if (question.pending) return after('endorseLate', question.escalation ? ONE_DAY : ENDORSE)
      return question.escalation === 0
        ? { step: 'triageLate', dueAt: triage(question, calendar, now) }
        : after('triageLate', ONE_DAY)
    case 'returned':
      return after('arbiterLate', ONE_DAY)
    case 'dispatched':
    case 'accepted':
    case 'deliberating':
      return question.clock && question.dueAt
        ? running(question, calendar, now)
        : after('arbiterLate', ONE_DAY)
    case 'waiting':
      return after('resume', SUPPLEMENT, question.pausedAt ?? now)
    case 'answered':
      return question.reopenUntil
        ? { step: 'close', dueAt: question.reopenUntil }
        : after('close', SUPPLEMENT)
    case 'merged':
      return after('followMain', SUPPLEMENT)
    case 'closed':
    case 'refused':
    case 'withdrawn':
      return null
  }
}

/** What comes back to the clerk later than its first term, as a recall does, has a term of its own. */
function triage({ askedAt }: QuestionRow, calendar: WorkCalendar, now: Date): Date {
  const first = triageDue(calendar, askedAt)
  return first > now ? first : triageDue(calendar, now)
}

function running(
  { clock, dueAt: due, escalation }: QuestionRow,
  calendar: WorkCalendar,
  now: Date
): NextTimer {
  // A machine that slept over the due instant still owes its step: nobody has been told yet.
  if (due! <= now && escalation === 0) return { step: 'due', dueAt: due! }
  const { half, dayBefore } = reminders(calendar, clock!, due!)
  const steps: NextTimer[] = [
    { step: 'half', dueAt: half },
    ...(dayBefore > half ? [{ step: 'dayBefore' as const, dueAt: dayBefore }] : []),
    { step: 'due', dueAt: due! }
  ]
  return (
    steps.find((next) => next.dueAt > now) ?? {
      step: 'climb',
      dueAt: dueAt(calendar, { start: now, limit: ONE_DAY })
    }
  )
}

type Firing = Readonly<{
  question: QuestionRow
  calendar: WorkCalendar
  now: Date
  forums: readonly ForumRule[]
  /** Does somebody else head the handler's unit? */
  hasHead: boolean
}>

/** What a due timer writes. Total: whatever the state, something is told to somebody or moved on. */
export function decideTimer(step: Step, firing: Firing): Outcome {
  const { question, calendar, now } = firing
  const tooLate = question.dueAt !== null && question.dueAt <= now
  switch ((step === 'half' || step === 'dayBefore') && tooLate ? 'due' : step) {
    case 'triageLate':
      return tell(firing, '超过规定时间仍未分派，已报告领导', [
        leaders('deadline', withNo(question, '超时未分派，请督促')),
        clerks('deadline', withNo(question, '超时未分派，请立即处理'))
      ])
    case 'endorseLate':
      return tell(firing, '上报后仍未批阅，已再次报告领导，受理员可以先行转交', [
        leaders('deadline', withNo(question, '上报的分派还没有批阅，请批阅')),
        clerks('deadline', withNo(question, '领导超时未批阅，您可以先行转交'))
      ])
    case 'arbiterLate':
      return tell(firing, '退回后仍未裁定，再次报告领导', [
        leaders('deadline', withNo(question, '等待您裁定由谁办理'))
      ])
    case 'half':
      return remind(firing, '时限已过半')
    case 'dayBefore':
      return remind(firing, '还有一个工作日到期')
    case 'due':
      return question.status === 'deliberating' ? (climb(firing) ?? overdue(firing)) : overdue(firing)
    case 'climb':
      return question.escalation < 2 ? reportToLeaders(firing) : (climb(firing) ?? reportToLeaders(firing))
    case 'resume':
      return {
        change: { status: 'accepted', ...endPause(calendar, question, now) },
        event: { action: 'resume', words: '10个工作日内没有收到补充，恢复计时，按现有情况继续办理' },
        messages: [
          toAsker('progress', withNo(question, '没有收到您的补充，已按现有情况继续办理')),
          ...lead(question, 'task', '恢复计时，请继续办理')
        ]
      }
    case 'close':
      return {
        change: { status: 'closed', closedAt: now },
        event: { action: 'close', words: '答复满10个工作日，办结归档' }
      }
    case 'followMain':
      return { change: {}, event: { action: 'remind', words: '合并办理中', internal: true } }
  }
}

const tell = ({ question }: Firing, words: string, messages: Outcome['messages']): Outcome => ({
  change: { escalation: question.escalation + 1 },
  event: { action: 'overdue', words },
  messages: messages ?? []
})

const remind = ({ question }: Firing, text: string): Outcome => ({
  change: {},
  event: { action: 'remind', words: text, internal: true },
  messages: lead(question, 'deadline', `${text}，${instantWords(question.dueAt!)}到期`)
})

/**
 * Above the handler stands their unit's head; above the head, and above a village's secretary, the leaders.
 */
const overdue = ({ question, now, hasHead }: Firing): Outcome => {
  const words = `已报告${hasHead ? '单位负责人' : '镇领导'}`
  return {
    change: { escalation: 1, lateSince: question.lateSince ?? question.dueAt ?? now },
    event: { action: 'overdue', words: `超过时限仍未办结，${words}` },
    messages: [
      ...lead(question, 'deadline', '已超期，请立即办理'),
      hasHead
        ? head(question, '已超期，请督促办理')
        : leaders('deadline', withNo(question, '已超期，请督促办理')),
      toAsker('deadline', withNo(question, `超过时限还没办结，${words}`))
    ]
  }
}

const reportToLeaders = ({ question, now }: Firing): Outcome => ({
  change: {
    escalation: Math.min(question.escalation + 1, 100),
    lateSince: question.lateSince ?? question.dueAt ?? now
  },
  event: { action: 'overdue', words: '仍未办结，已报告镇领导' },
  messages: [
    leaders('deadline', withNo(question, '超期未办结，请督办')),
    ...lead(question, 'deadline', '超期未办结，已报告领导')
  ]
})
