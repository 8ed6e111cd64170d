import { startClock } from '../../kernel/lib/clock.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { instantWords, limitWords } from '../../kernel/lib/worktime.words.ts'
import { type Command, type Deciding, givenPost, postWords } from './deciding.rules.ts'
import { leaders, posts, toAsker, withNo } from './messages.rules.ts'
import type { Outcome } from './outcome.types.ts'

type Plan = Readonly<{ assistPostIds: readonly string[]; note: string }>

/**
 * 上报批阅: the plan goes to the leaders, who have a short clock of their own; it goes out when one of them
 * agrees.
 */
export function reportUp(
  { key: id, topicId, assistPostIds, note }: Command<'dispatch'>,
  d: Deciding,
  by: string
): Outcome {
  const post = givenPost(d.named)
  const reason = `拟交由${postWords(post)}办理${note ? `，${note}` : ''}`
  return {
    change: {
      status: 'received',
      escalation: 0,
      pending: { id, kind: 'dispatch', reason, by, plan: { topicId, postId: post.id, assistPostIds, note } }
    },
    event: { action: 'dispatch', words: '已上报领导批阅，批阅后转交办理' },
    messages: [leaders('task', withNo(d.question, `上报批阅：${reason}，请在4个工作小时内批阅`))]
  }
}

/** 签发: the notice goes out and the clock starts. `read`: a leader has read it already. */
export function sendOut(
  { assistPostIds, note }: Plan,
  { question, named, calendar, now }: Deciding,
  read: boolean
): Outcome {
  const { topic } = named
  const post = givenPost(named)
  if (!topic) throw new AppError('invalid_input', 'topicId')
  const assist = assistPostIds.filter((id) => id !== post.id)
  const started = startClock(calendar, now, topic.limit)
  const toRead = !read && named.endorsement !== 'none'
  return {
    change: {
      ...started,
      status: 'dispatched',
      topicId: topic.id,
      leadPostId: post.id,
      assistPostIds: assist,
      assistSigned: [],
      dispatchedAt: now,
      escalation: 0,
      pending: null,
      needsEndorsement: toRead
    },
    event: {
      action: 'dispatch',
      words: `交由${postWords(post)}办理，时限${limitWords(topic.limit)}，${instantWords(started.dueAt)}前答复`,
      ...(note && { note })
    },
    notice: question.noticeId ? '收回后重新签发' : '首次签发',
    messages: [
      toAsker(
        'progress',
        withNo(question, `已交${post.title}${post.name}办理，${instantWords(started.dueAt)}前答复您`)
      ),
      posts([post.id], 'task', withNo(question, `交您办理，请在${instantWords(started.dueAt)}前答复`)),
      ...(assist.length ? [posts(assist, 'task', withNo(question, '请您协助办理，请签收'))] : []),
      ...(toRead ? [{ ...leaders('task', withNo(question, '限时办结通知单待批阅')), quiet: true }] : [])
    ]
  }
}
