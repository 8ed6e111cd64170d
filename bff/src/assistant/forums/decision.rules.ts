import type { Decision } from 'shared/meetings.ts'
import { startClock } from '../../kernel/lib/clock.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { lateNow } from '../questions/clock.rules.ts'
import { climb } from '../questions/ladder.rules.ts'
import { posts, toAsker, withNo } from '../questions/messages.rules.ts'
import type { ForumRule, Outcome } from '../questions/outcome.types.ts'
import type { QuestionRow } from '../questions/questions.table.ts'

type Sitting = Readonly<{
  question: QuestionRow
  calendar: WorkCalendar
  now: Date
  forums: readonly ForumRule[]
  forum: string
  publicity: string
  responsible: { id: string; title: string; name: string } | undefined
}>

/**
 * What a meeting's decision does to a question: a person and a date, or the next rung. The top rung must
 * decide.
 */
export function decideAtForum(
  decision: Decision,
  { question, calendar, now, forums, forum, publicity, responsible }: Sitting
): Outcome {
  if (question.status !== 'deliberating') throw new AppError('question_moved_on')
  if (decision.outcome === 'climbed') {
    const climbed = climb({ question, calendar, now, forums })
    if (!climbed) throw new AppError('invalid_input', 'outcome')
    return { ...climbed, event: { ...climbed.event, note: decision.decision } }
  }
  if (!responsible || !decision.workingDays) throw new AppError('invalid_input', 'responsiblePostId')
  const started = startClock(calendar, now, { amount: decision.workingDays, unit: 'wd' })
  const person = `${responsible.title}${responsible.name}`
  const open = forums.find(({ name, decides }) => !decides && name === publicity)
  return {
    change: {
      ...started,
      status: 'accepted',
      leadPostId: responsible.id,
      acknowledgedAt: now,
      escalation: 0,
      lateSince: lateNow(question, now)
    },
    event: {
      action: 'forumDecision',
      words: `${forum}作出决定，由${person}在${instantWords(started.dueAt)}前落实${publicity ? `，并在${publicity}公开` : ''}`,
      note: decision.decision
    },
    ...(open && { publicityRank: open.rank }),
    notice: `${forum}决定由${person}落实`,
    messages: [
      posts(
        [responsible.id],
        'task',
        withNo(question, `${forum}决定由您落实，请在${instantWords(started.dueAt)}前办结`)
      ),
      toAsker('progress', withNo(question, `${forum}已作出决定，由${person}落实`))
    ]
  }
}
