import { useRef } from 'react'
import type { QuestionCommand } from 'shared/commands.ts'
import type { Question } from 'shared/questions.ts'
import { isSealedKind } from 'shared/rules/kinds.ts'
import { useAct } from '../../lib/act.ts'
import { type ApiError, call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { needs } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { forgetTyped } from '../../lib/typed.ts'
import { uuid } from '../../lib/uuid.ts'

type Without<T> = T extends unknown ? Omit<T, 'key'> : never
export type Unkeyed = Without<QuestionCommand>

/** The least a text must say, as the contract has it, in words of the form. */
const LEAST: Partial<Record<Unkeyed['action'], readonly [field: string, words: string, least: number]>> = {
  answerOnSpot: ['text', '答复', 5],
  refuse: ['reason', '理由', 5],
  askMore: ['text', '要补充的内容', 5],
  reply: ['text', '答复', 5],
  requestExtension: ['reason', '延期理由', 5],
  proposeForum: ['reason', '上会理由', 5],
  handToDeputy: ['reason', '转办原因', 2],
  returnOrder: ['reason', '退回理由', 5],
  supplement: ['text', '补充的情况', 2],
  reopen: ['reason', '没有解决的地方', 5],
  comment: ['text', '批注', 2],
  endorse: ['text', '批示意见', 1],
  arbitrate: ['reason', '裁定的理由', 2],
  recall: ['reason', '收回的原因', 2],
  assist: ['text', '协办意见', 2]
}

function checkWords(command: Unkeyed): void {
  const [field, words, least] = LEAST[command.action] ?? []
  if (command.action === 'decidePending' && !command.approve) needs('不同意的理由', command.note, 2)
  if (field) needs(words!, String((command as Record<string, unknown>)[field] ?? ''), least!)
}

/** Where this question’s forms are kept on the phone; a sealed one’s are not. */
export const placeOf = ({ id, kind }: Pick<Question, 'id' | 'kind'>): string | undefined =>
  isSealedKind(kind) ? undefined : id

/** Whose question it is: somebody's who signed in, or a reporter's who holds its receipt and nothing else. */
type Whose = { id: string; receipt?: string | undefined }

const post = ({ id, receipt }: Whose, command: QuestionCommand): Promise<Question> =>
  receipt
    ? call('POST /reports/commands', { body: { receipt, command } })
    : call('POST /questions/:id/commands', { params: { id }, body: command })

const look = ({ id, receipt }: Whose): Promise<Question> =>
  receipt ? call('POST /reports/look', { body: { receipt } }) : call('GET /questions/:id', { params: { id } })

/** An unclear answer is shown its faults; whoever sent it may send it all the same. */
const sendOnce = (whose: Whose, command: QuestionCommand): Promise<Question> =>
  post(whose, command).catch(async (error: ApiError) => {
    if (error.code !== 'reply_unclear') throw error
    const asked = {
      title: '发送前请再看看',
      content: `${error.detail}。`,
      yes: '仍要发送',
      no: '回去修改'
    }
    if (!(await confirmed(asked))) throw { ...error, message: `没有发送，内容还在。请补充：${error.detail}` }
    return sendOnce(whose, { ...command, sure: true } as QuestionCommand)
  })

/**
 * Sends a command; its key lives until the server answers, so that a retry after a lost network is the same
 * command.
 */
export function useCommand(id: string, onChange: (question: Question) => void, receipt?: string) {
  const whose = { id, receipt }
  const { act, busy, problem } = useAct()
  const pending = useRef<{ text: string; key: string }>()
  const send = (command: Unkeyed, words: string) =>
    act(async () => {
      checkWords(command)
      const text = JSON.stringify(command)
      if (pending.current?.text !== text) pending.current = { text, key: uuid() }
      const question = await sendOnce(whose, {
        ...command,
        key: pending.current.key
      } as QuestionCommand).catch(async (error: ApiError) => {
        if (error.code !== 'question_moved_on') throw error
        onChange(await look(whose))
        throw { ...error, message: '这件事刚刚有了新进展，您的操作没有提交。页面已经更新，请看过再办' }
      })
      pending.current = undefined
      forgetTyped(`${id}.${command.action}.`)
      onChange(question)
      void refresh('GET /notices/:id') // its paper shows the step too
      return question
    }, words)
  return { send, busy, problem }
}
