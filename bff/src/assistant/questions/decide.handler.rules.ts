import { AppError } from '../../kernel/lib/errors.ts'
import { answer, type Decisions, handTo } from './deciding.rules.ts'
import { clerks, leaders, posts, toAsker, withNo } from './messages.rules.ts'

type HandlerAction =
  | 'acknowledge'
  | 'askMore'
  | 'reply'
  | 'requestExtension'
  | 'proposeForum'
  | 'handToDeputy'
  | 'returnOrder'
  | 'comment'

/** The named official: signs, asks back, answers, or asks for time, a meeting, a colleague. */
export const handlerDecisions: Decisions<HandlerAction> = {
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
    messages: [toAsker('progress', withNo(question, '需要您补充情况，请点开查看'))]
  }),
  reply: (command, d) => ({
    change: { ...answer(d, command), acknowledgedAt: d.question.acknowledgedAt ?? d.now },
    event: { action: 'reply', words: '已答复', note: command.text, fileIds: command.fileIds },
    messages: [toAsker('progress', withNo(d.question, '已答复，请查看并评价'))]
  }),
  requestExtension: ({ key: id, workingDays, reason }, { question }, actor) => ({
    change: { pending: { id, kind: 'extension', workingDays, reason, by: actor.post?.name ?? '' } },
    event: { action: 'requestExtension', words: `申请延期${workingDays}个工作日，待领导审批`, note: reason },
    messages: [leaders('task', withNo(question, `申请延期${workingDays}个工作日，待您审批`))]
  }),
  proposeForum: ({ key: id, reason }, { question }, actor) => ({
    change: { pending: { id, kind: 'forum', reason, by: actor.post?.name ?? '' } },
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
  comment: ({ text }) => ({
    change: {},
    event: { action: 'comment', words: '内部批注', note: text, internal: true }
  })
}
