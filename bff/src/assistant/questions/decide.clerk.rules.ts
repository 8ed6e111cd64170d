import { triageDue } from './clock.rules.ts'
import { answer, type Deciding, type Decisions, samePending } from './deciding.rules.ts'
import { reportUp, sendOut } from './dispatch.rules.ts'
import { lead, leaders, toAsker, withNo } from './messages.rules.ts'
import type { Outcome } from './outcome.types.ts'

/** The intake clerk: hands out, takes back what nobody signed for, answers at once, or says why not. */
export const clerkDecisions: Decisions<'dispatch' | 'recall' | 'answerOnSpot' | 'refuse'> = {
  dispatch: (command, d, actor) => {
    const { pending } = d.question
    // What a leader let lie goes out without them, and they read it afterwards.
    const waitsForLeader = d.named.endorsement === 'before' && pending === null
    return waitsForLeader ? reportUp(command, d, actor.post?.name ?? '') : sendOut(command, d, false)
  },
  recall: ({ reason, pendingId }, d) => {
    samePending(d, pendingId)
    return d.question.status === 'received' ? takenBackUp(reason, d) : takenBack(reason, d)
  },
  answerOnSpot: (command, d, actor) => ({
    change: { ...answer(d, command), leadPostId: actor.post?.id ?? null },
    event: { action: 'answerOnSpot', words: '当场答复', note: command.text, fileIds: command.fileIds },
    messages: [toAsker('progress', withNo(d.question, '已答复，请查看并评价'))]
  }),
  refuse: ({ reason }, { question, now }) => ({
    change: { closedAt: now, reply: reason, pending: null },
    event: { action: 'refuse', words: '不予受理', note: reason },
    messages: [toAsker('progress', withNo(question, '不在受理范围，原因请点开查看'))]
  })
}

/** What waits for a leader is the clerk's again; her own term is the first one, which does not begin anew. */
function takenBackUp(reason: string, { question, calendar, now }: Deciding): Outcome {
  const late = triageDue(calendar, question.askedAt) <= now
  return {
    change: { pending: null, escalation: late ? 1 : 0 },
    event: { action: 'recall', words: '受理员收回上报，重新分派', note: reason },
    messages: [{ ...leaders('task', withNo(question, '上报批阅已收回，不用批阅')), quiet: true }]
  }
}

/** What nobody signed for goes back to where it was before it went out. */
function takenBack(reason: string, { question }: Deciding): Outcome {
  return {
    change: {
      leadPostId: null,
      assistPostIds: [],
      assistSigned: [],
      clock: null,
      dueAt: null,
      dispatchedAt: null,
      needsEndorsement: false,
      pending: null,
      escalation: 0
    },
    event: { action: 'recall', words: '受理员收回，重新分派', note: reason },
    notice: '已收回，此件作废',
    messages: [
      ...lead(question, 'task', '已收回，不必再办'),
      toAsker('progress', withNo(question, '正在重新确定由谁办理'))
    ]
  }
}
