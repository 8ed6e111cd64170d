import type { QuestionCommand } from 'shared/commands.ts'
import type { Actor } from '../lib/actor.ts'
import { beijingDay } from '../lib/beijing.ts'
import { AppError } from '../lib/errors.ts'
import { dueAt, type Limit, type WorkCalendar } from '../lib/worktime.ts'
import { instantWords, limitWords } from '../lib/worktime.words.ts'
import { changeClock, startClock } from './clock.rules.ts'
import { asker, clerks, head, lead, leaders, posts, withNo } from './messages.rules.ts'
import { allowedActions, type Facts, MOVES } from './moves.rules.ts'
import type { ForumRule, Outcome } from './outcome.ts'
import type { QuestionRow } from './questions.table.ts'
import { climb, lateNow } from './timers.rules.ts'

/** What a command names by id, loaded with it. */
export type Named = Readonly<{
  topic?: { id: string; name: string; limit: Limit }
  post?: { id: string; title: string; name: string }
  deputy?: { id: string; title: string; name: string }
  forums: readonly ForumRule[]
}>
export type Deciding = Readonly<{
  question: QuestionRow
  facts: Facts
  named: Named
  calendar: WorkCalendar
  now: Date
}>
type Command<A extends QuestionCommand['action']> = Extract<QuestionCommand, { action: A }>
type Decisions = {
  [A in QuestionCommand['action']]: (command: Command<A>, d: Deciding, actor: Actor) => Outcome
}

const REOPEN: Limit = { amount: 10, unit: 'wd' }
const CALL_BACK: Limit = { amount: 1, unit: 'wd' }
/** What was answered at once had no clock of its own; reopened, it gets the usual one. */
const AFTER_ON_SPOT: Limit = { amount: 5, unit: 'wd' }
const BAD = 2
const LEVELS = ['', '非常不满意', '不满意', '基本满意', '满意', '非常满意']

/** What an accepted command writes; throws when it is not open to this actor now. */
export function decide(command: QuestionCommand, deciding: Deciding, actor: Actor): Outcome {
  const { question } = deciding
  if (!allowedActions(deciding, actor).includes(command.action)) {
    const known = MOVES[command.action].from.includes(question.status)
    throw new AppError(known ? 'not_allowed' : 'question_moved_on')
  }
  const decision = decisions[command.action] as (c: QuestionCommand, d: Deciding, a: Actor) => Outcome
  const { change, ...rest } = decision(command, deciding, actor)
  return { ...rest, change: { status: MOVES[command.action].to ?? question.status, ...change } }
}

const answer = (d: Deciding, text: string): Partial<QuestionRow> => ({
  reply: text,
  answeredAt: d.now,
  pending: null,
  lateSince: lateNow(d.question, d.now),
  reopenUntil: dueAt(d.calendar, { start: d.now, limit: REOPEN })
})

const resume = ({ question, calendar, now }: Deciding): Partial<QuestionRow> =>
  question.pausedAt && question.clock
    ? {
        status: 'accepted',
        pausedAt: null,
        pauseReason: null,
        ...changeClock(calendar, question.clock, {
          pauses: [
            {
              from: question.pausedAt.toISOString(),
              to: now.toISOString(),
              reason: question.pauseReason ?? ''
            }
          ]
        })
      }
    : {}

/** A hand-over keeps the clock: what was promised to the citizen does not start again. */
const handTo = (postId: string): Partial<QuestionRow> => ({
  leadPostId: postId,
  acknowledgedAt: null,
  pending: null
})

const decisions: Decisions = {
  dispatch: ({ postId, assistPostIds, note }, { question, named, calendar, now }) => {
    const { topic, post } = named
    if (!topic || !post) throw new AppError('invalid_input', 'topicId, postId')
    const assist = assistPostIds.filter((id) => id !== postId)
    const started = startClock(calendar, now, topic.limit)
    return {
      change: {
        ...started,
        topicId: topic.id,
        leadPostId: postId,
        assistPostIds: assist,
        dispatchedAt: now,
        escalation: 0,
        needsEndorsement: true
      },
      event: {
        action: 'dispatch',
        words: `交由${post.title}${post.name}办理，时限${limitWords(topic.limit)}，${instantWords(started.dueAt)}前答复`,
        ...(note && { note })
      },
      notice: '首次签发',
      messages: [
        asker(
          'progress',
          withNo(question, `已交${post.title}${post.name}办理，${instantWords(started.dueAt)}前答复您`)
        ),
        posts([postId], 'task', withNo(question, `交您办理，请在${instantWords(started.dueAt)}前答复`)),
        ...(assist.length ? [posts(assist, 'task', withNo(question, '请您协助办理'))] : []),
        leaders('task', withNo(question, '限时办结通知单待批阅'))
      ]
    }
  },
  answerOnSpot: ({ text, fileIds }, d, actor) => ({
    change: { ...answer(d, text), leadPostId: actor.post?.id ?? null },
    event: { action: 'answerOnSpot', words: '当场答复', note: text, fileIds },
    messages: [asker('progress', withNo(d.question, '已答复，请查看并评价'))]
  }),
  refuse: ({ reason }, { question, now }) => ({
    change: { closedAt: now, reply: reason },
    event: { action: 'refuse', words: '不予受理', note: reason },
    messages: [asker('progress', withNo(question, '不在受理范围，原因请点开查看'))]
  }),
  acknowledge: (_, { now }) => ({
    change: { acknowledgedAt: now },
    event: { action: 'acknowledge', words: '已签收，开始办理' }
  }),
  askMore: ({ text }, { question, now }) => ({
    change: {
      acknowledgedAt: question.acknowledgedAt ?? now,
      pausedAt: now,
      pauseReason: '等待群众补充情况'
    },
    event: { action: 'askMore', words: '请您补充情况，补充前暂停计时', note: text },
    messages: [asker('progress', withNo(question, '需要您补充情况，请点开查看'))]
  }),
  reply: ({ text, fileIds }, d) => ({
    change: { ...answer(d, text), acknowledgedAt: d.question.acknowledgedAt ?? d.now },
    event: { action: 'reply', words: '已答复', note: text, fileIds },
    messages: [asker('progress', withNo(d.question, '已答复，请查看并评价'))]
  }),
  requestExtension: ({ workingDays, reason }, { question }, actor) => ({
    change: { pending: { kind: 'extension', workingDays, reason, by: actor.post?.name ?? '' } },
    event: { action: 'requestExtension', words: `申请延期${workingDays}个工作日，待领导审批`, note: reason },
    messages: [leaders('task', withNo(question, `申请延期${workingDays}个工作日，待您审批`))]
  }),
  proposeForum: ({ reason }, { question }, actor) => ({
    change: { pending: { kind: 'forum', reason, by: actor.post?.name ?? '' } },
    event: { action: 'proposeForum', words: '建议提交会议研究，待领导审批', note: reason },
    messages: [leaders('task', withNo(question, '建议提交会议研究，待您审批'))]
  }),
  handToDeputy: ({ reason }, { question, named: { deputy } }) => {
    if (!deputy) throw new AppError('not_allowed')
    return {
      change: handTo(deputy.id),
      event: {
        action: 'handToDeputy',
        words: `转由${deputy.title}${deputy.name}办理（AB角），时限不变`,
        note: reason
      },
      notice: `承办人变更为${deputy.title}${deputy.name}`,
      messages: [posts([deputy.id], 'task', withNo(question, '转您办理，时限不变'))]
    }
  },
  returnOrder: ({ reason }, { question }) => ({
    change: { returns: question.returns + 1, acknowledgedAt: null },
    event: { action: 'returnOrder', words: '认为不属于本岗位职责，退回由领导裁定，计时不停', note: reason },
    messages: [
      leaders('task', withNo(question, '被退回，请您裁定由谁办理')),
      clerks('task', withNo(question, '被退回，等待领导裁定'))
    ]
  }),
  endorse: ({ text }, { question }) => ({
    change: { needsEndorsement: false },
    event: { action: 'endorse', words: '领导批阅', note: text },
    endorsed: true,
    messages: lead(question, 'task', '领导已批阅，请查看')
  }),
  decidePending: (command, d, actor) => decidePending(command, d, actor),
  arbitrate: ({ postId, reason }, { question, now, named: { post } }) => {
    if (!post) throw new AppError('invalid_input', 'postId')
    return {
      change: { ...handTo(postId), escalation: 0, lateSince: lateNow(question, now) },
      event: {
        action: 'arbitrate',
        words: `领导裁定由${post.title}${post.name}办理，时限不变，不得再退`,
        note: reason
      },
      notice: `裁定由${post.title}${post.name}承办`,
      messages: [
        posts([postId], 'task', withNo(question, '经领导裁定由您办理，时限不变')),
        asker('progress', withNo(question, `已明确由${post.title}${post.name}办理`))
      ]
    }
  },
  supplement: ({ text, fileIds }, d) => ({
    change: resume(d),
    event: {
      action: 'supplement',
      words: d.question.pausedAt ? '补充情况，恢复计时' : '补充情况',
      note: text,
      fileIds
    },
    messages: lead(d.question, 'task', '提问人补充了情况')
  }),
  withdraw: (_, { question, now }) => ({
    change: { closedAt: now, pending: null, pausedAt: null },
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
  reRate: ({ level, comment }, d) => rated(2, level, comment, d),
  comment: ({ text }) => ({
    change: {},
    event: { action: 'comment', words: '内部批注', note: text, internal: true }
  })
}

function rated(round: 1 | 2, level: number, comment: string, { question, calendar, now }: Deciding): Outcome {
  const opensCallback = round === 1 && level <= BAD && question.leadPostId !== null
  return {
    change: { rating: level, ...(level > BAD && { status: 'closed', closedAt: question.closedAt ?? now }) },
    event: {
      action: round === 1 ? 'rate' : 'reRate',
      words: `评价：${LEVELS[level]}`,
      ...(comment && { note: comment })
    },
    rating: { round, level, comment },
    ...(opensCallback && {
      callbackDueAt: dueAt(calendar, { start: now, limit: CALL_BACK }),
      messages: [clerks('deadline', withNo(question, '收到差评，请在1个工作日内回访'))]
    })
  }
}

function decidePending(
  { approve, note }: Command<'decidePending'>,
  { question, calendar, now, named }: Deciding,
  actor: Actor
): Outcome {
  const { pending, clock } = question
  if (!pending || !clock) throw new AppError('question_moved_on')
  const what = pending.kind === 'extension' ? `延期${pending.workingDays}个工作日` : '提交会议研究'
  const words = `${actor.post?.name ?? '领导'}${approve ? '同意' : '不同意'}${what}`
  const event = { action: 'decidePending' as const, words, ...(note && { note }) }
  if (!approve)
    return { change: { pending: null }, event, messages: lead(question, 'task', `未获同意：${what}`) }
  if (pending.kind === 'forum') {
    const climbed = climb({ question, calendar, now, forums: named.forums })
    if (!climbed) throw new AppError('not_allowed')
    return {
      ...climbed,
      change: { ...climbed.change, pending: null },
      event: { ...event, words: `${words}：${climbed.event.words}` }
    }
  }
  const extended = changeClock(calendar, clock, {
    extensions: [{ amount: pending.workingDays ?? 1, unit: 'wd' }]
  })
  return {
    change: { ...extended, pending: null },
    event: { ...event, words: `${words}，新期限${instantWords(extended.dueAt)}` },
    notice: `${words}，新期限${instantWords(extended.dueAt)}`,
    messages: [
      ...lead(question, 'task', `${what}已获同意`),
      asker('progress', withNo(question, `经领导批准延期，新期限${instantWords(extended.dueAt)}`))
    ]
  }
}
