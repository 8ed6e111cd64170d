import { startClock } from '../../kernel/lib/clock.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import { instantWords, limitWords } from '../../kernel/lib/worktime.words.ts'
import { lateNow } from './clock.rules.ts'
import { clerks, lead, toAsker, withNo } from './messages.rules.ts'
import type { ForumRule, Outcome } from './outcome.types.ts'
import type { QuestionRow } from './questions.table.ts'

type Climbing = Readonly<{
  question: QuestionRow
  calendar: WorkCalendar
  now: Date
  forums: readonly ForumRule[]
}>

/** The next rung of the ladder, with its own clock; undefined at the top or for a sealed matter. */
export function climb({ question, calendar, now, forums }: Climbing): Outcome | undefined {
  const next = forums.find(({ rank, decides }) => decides && rank > (question.forumRank ?? 0))
  if (!next || question.confidential) return undefined
  const started = startClock(calendar, now, next.limit)
  return {
    change: {
      ...started,
      status: 'deliberating',
      forumRank: next.rank,
      escalation: 0,
      pending: null,
      pausedAt: null,
      pauseReason: null,
      lateSince: lateNow(question, now)
    },
    event: {
      action: 'climb',
      words: `提交${next.name}研究，${limitWords(next.limit)}内作出决定（${instantWords(started.dueAt)}前）`
    },
    agendaRank: next.rank,
    notice: `提交${next.name}`,
    messages: [
      toAsker('progress', withNo(question, `已提交${next.name}研究`)),
      ...lead(question, 'task', `已提交${next.name}，请准备汇报`),
      clerks('task', withNo(question, `已列入${next.name}议程`))
    ]
  }
}
