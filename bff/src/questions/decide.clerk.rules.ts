import { startClock } from '../lib/clock.ts'
import { AppError } from '../lib/errors.ts'
import { instantWords, limitWords } from '../lib/worktime.words.ts'
import { answer, type Decisions, postWords } from './deciding.rules.ts'
import { asker, leaders, posts, withNo } from './messages.rules.ts'

/** The intake clerk: hands out, answers at once, or says why not. */
export const clerkDecisions: Decisions<'dispatch' | 'answerOnSpot' | 'refuse'> = {
  dispatch: ({ assistPostIds, note }, { question, named, calendar, now }) => {
    const { topic, post } = named
    if (!topic || !post) throw new AppError('invalid_input', 'topicId, postId')
    const assist = assistPostIds.filter((id) => id !== post.id)
    const started = startClock(calendar, now, topic.limit)
    return {
      change: {
        ...started,
        topicId: topic.id,
        leadPostId: post.id,
        assistPostIds: assist,
        dispatchedAt: now,
        escalation: 0,
        needsEndorsement: true
      },
      event: {
        action: 'dispatch',
        words: `交由${postWords(post)}办理，时限${limitWords(topic.limit)}，${instantWords(started.dueAt)}前答复`,
        ...(note && { note })
      },
      notice: '首次签发',
      messages: [
        asker(
          'progress',
          withNo(question, `已交${post.title}${post.name}办理，${instantWords(started.dueAt)}前答复您`)
        ),
        posts([post.id], 'task', withNo(question, `交您办理，请在${instantWords(started.dueAt)}前答复`)),
        ...(assist.length ? [posts(assist, 'task', withNo(question, '请您协助办理'))] : []),
        leaders('task', withNo(question, '限时办结通知单待批阅'))
      ]
    }
  },
  answerOnSpot: (command, d, actor) => ({
    change: { ...answer(d, command), leadPostId: actor.post?.id ?? null },
    event: { action: 'answerOnSpot', words: '当场答复', note: command.text, fileIds: command.fileIds },
    messages: [asker('progress', withNo(d.question, '已答复，请查看并评价'))]
  }),
  refuse: ({ reason }, { question, now }) => ({
    change: { closedAt: now, reply: reason },
    event: { action: 'refuse', words: '不予受理', note: reason },
    messages: [asker('progress', withNo(question, '不在受理范围，原因请点开查看'))]
  })
}
