import { BAD_RATING_LIMITS } from 'shared/rules/bad-rating.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import { startClock } from '../../kernel/lib/clock.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { dueAt, type Limit } from '../../kernel/lib/worktime.ts'
import { LEVEL_WORDS } from '../ratings/levels.rules.ts'
import { endPause } from './clock.rules.ts'
import type { Deciding, Decisions } from './deciding.rules.ts'
import { clerks, head, lead, withNo } from './messages.rules.ts'
import type { Outcome } from './outcome.types.ts'

/** What was answered at once had no clock of its own; reopened, it gets the usual one. */
const AFTER_ON_SPOT: Limit = { amount: 5, unit: 'wd' }
const BAD = 2

/** The citizen: adds, withdraws, urges, rates, asks again. */
export const askerDecisions: Decisions<'supplement' | 'withdraw' | 'urge' | 'rate' | 'reopen' | 'reRate'> = {
  supplement: ({ text, fileIds }, d) => ({
    change: endPause(d.calendar, d.question, d.now),
    event: {
      action: 'supplement',
      words: d.question.pausedAt ? '补充情况，恢复计时' : '补充情况',
      note: text,
      fileIds
    },
    messages: d.question.mergedInto
      ? [
          clerks('task', withNo(d.question, '合并办理中，提问人补充了情况')),
          ...(d.named.main ? lead(d.named.main, 'task', '合并的提问人补充了情况') : [])
        ]
      : lead(d.question, 'task', '提问人补充了情况')
  }),
  withdraw: (_, { question, now }) => ({
    change: { closedAt: now, pending: null, pausedAt: null, mergedInto: null },
    event: { action: 'withdraw', words: '提问人撤回' },
    messages: lead(question, 'progress', '提问人已撤回，不必再办')
  }),
  urge: (_, { question, now }) => {
    if (question.urgedOn === beijingDay(now)) throw new AppError('urged_today')
    return {
      change: { urgedOn: beijingDay(now) },
      event: { action: 'urge', words: '提问人催办' },
      messages: question.leadPostId
        ? [...lead(question, 'deadline', '提问人催办'), head(question, '提问人催办')]
        : [clerks('deadline', withNo(question, '提问人催办，请尽快分派'))]
    }
  },
  rate: ({ level, comment }, d) => rated(1, level, comment, d),
  reopen: ({ reason }, { question, calendar, now }) => ({
    change: {
      ...startClock(calendar, now, question.clock?.limit ?? AFTER_ON_SPOT),
      reopens: question.reopens + 1,
      answeredAt: null,
      closedAt: null,
      reopenUntil: null,
      escalation: 0
    },
    event: { action: 'reopen', words: '提问人对答复不满意，要求重新办理', note: reason },
    notice: '重新办理',
    messages: lead(question, 'task', '被要求重新办理')
  }),
  reRate: ({ level, comment }, d) => rated(2, level, comment, d)
}

function rated(round: 1 | 2, level: number, comment: string, { question, calendar, now }: Deciding): Outcome {
  // A nameless reporter cannot be rung up; they say in the talk what is wrong.
  const opensCallback = round === 1 && level <= BAD && question.leadPostId !== null && !question.confidential
  return {
    change: { rating: level, ...(level > BAD && { status: 'closed', closedAt: question.closedAt ?? now }) },
    event: {
      action: round === 1 ? 'rate' : 'reRate',
      words: `评价：${LEVEL_WORDS[level]}`,
      ...(comment && { note: comment })
    },
    rating: { round, level, comment },
    ...(opensCallback && {
      callbackDueAt: dueAt(calendar, { start: now, limit: BAD_RATING_LIMITS.call }),
      messages: [clerks('deadline', withNo(question, '收到差评，请在1个工作日内回访'))]
    })
  }
}
