import type { Actor } from '../../kernel/lib/actor.ts'
import { changeClock } from '../../kernel/lib/clock.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { lateNow } from './clock.rules.ts'
import {
  type Command,
  type Deciding,
  type Decisions,
  givenPost,
  handTo,
  postWords,
  samePending
} from './deciding.rules.ts'
import { sendOut } from './dispatch.rules.ts'
import { climb } from './ladder.rules.ts'
import { clerks, lead, posts, toAsker, withNo } from './messages.rules.ts'
import type { Outcome } from './outcome.types.ts'

/** The leader: endorses, grants or refuses, settles whose matter it is. */
export const leaderDecisions: Decisions<'endorse' | 'decidePending' | 'arbitrate'> = {
  endorse: ({ text }, { question }) => ({
    change: { needsEndorsement: false },
    event: { action: 'endorse', words: '领导批阅', note: text },
    messages: lead(question, 'task', '领导已批阅，请查看')
  }),
  decidePending: (command, d, actor) => {
    samePending(d, command.pendingId)
    return decidePending(command, d, actor)
  },
  arbitrate: ({ reason }, { question, now, named }) => {
    const post = givenPost(named)
    return {
      change: { ...handTo(post.id), escalation: 0, lateSince: lateNow(question, now) },
      event: {
        action: 'arbitrate',
        words: `领导裁定由${postWords(post)}办理，时限不变，不得再退`,
        note: reason
      },
      notice: `裁定由${post.title}${post.name}承办`,
      messages: [
        posts([post.id], 'task', withNo(question, '经领导裁定由您办理，时限不变')),
        toAsker('progress', withNo(question, `已明确由${post.title}${post.name}办理`))
      ]
    }
  }
}

/** 批阅 before 转交: what was reported up goes out, or back to the clerk. */
function endorsed(
  { approve, note }: Pick<Command<'decidePending'>, 'approve' | 'note'>,
  d: Deciding,
  { post }: Actor
): Outcome {
  const { question } = d
  const { plan } = question.pending!
  const leader = post?.name ?? '领导'
  if (!approve || !plan)
    return {
      change: { pending: null, escalation: 0 },
      event: { action: 'decidePending', words: `${leader}批阅：请重新分派`, ...(note && { note }) },
      messages: [clerks('task', withNo(question, '领导批阅后退回，请重新分派'))]
    }
  const sent = sendOut(plan, d, true)
  return {
    ...sent,
    event: {
      action: 'decidePending',
      words: `${leader}批阅同意，${sent.event.words}`,
      ...((note || plan.note) && { note: [note, plan.note].filter(Boolean).join('；') })
    }
  }
}

function decidePending(
  { approve, note }: Pick<Command<'decidePending'>, 'approve' | 'note'>,
  d: Deciding,
  actor: Actor
): Outcome {
  const { question, calendar, now, named } = d
  const { pending, clock } = question
  if (!approve && note.trim().length < 2) throw new AppError('reason_needed')
  if (pending?.kind === 'dispatch') return endorsed({ approve, note }, d, actor)
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
    change: { ...extended, pending: null, lateSince: lateNow(question, now) },
    event: { ...event, words: `${words}，新期限${instantWords(extended.dueAt)}` },
    notice: `${words}，新期限${instantWords(extended.dueAt)}`,
    messages: [
      ...lead(question, 'task', `${what}已获同意`),
      toAsker('progress', withNo(question, `经领导批准延期，新期限${instantWords(extended.dueAt)}`))
    ]
  }
}
