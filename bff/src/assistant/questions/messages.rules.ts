import { beijingYear } from 'shared/rules/beijing.ts'
import type { Template } from '../../platform/notifications/notifications.table.ts'
import type { NewMessage } from './outcome.types.ts'
import type { QuestionRow } from './questions.table.ts'

type Numbered = Pick<QuestionRow, 'askedAt' | 'no'> & { confidential?: boolean }

/**
 * The number people read: year and running number. Sealed matters have a series of their own: a gap would
 * tell of them.
 */
export const questionNo = ({ askedAt, no, confidential }: Numbered): string =>
  `${confidential ? '密' : ''}${beijingYear(askedAt)}-${String(no).padStart(6, '0')}`

/** A message names the number only: what was asked stays inside the app. */
export const withNo = (question: QuestionRow, text: string): string => `诉求${questionNo(question)}：${text}`

export const toAsker = (template: Template, text: string): NewMessage => ({
  target: { to: 'asker' },
  template,
  text
})
export const posts = (ids: readonly string[], template: Template, text: string): NewMessage => ({
  target: { to: 'posts', ids },
  template,
  text
})
export const leaders = (template: Template, text: string): NewMessage => ({
  target: { to: 'role', role: 'leader' },
  template,
  text
})
export const clerks = (template: Template, text: string): NewMessage => ({
  target: { to: 'role', role: 'intakeClerk' },
  template,
  text
})
export const head = (question: QuestionRow, text: string): NewMessage => ({
  target: { to: 'headOf', postId: question.leadPostId ?? '' },
  template: 'deadline',
  text: withNo(question, text)
})
/** To the handler and those who assist; nobody when nobody has it yet. */
export const lead = (question: QuestionRow, template: Template, text: string): NewMessage[] =>
  question.leadPostId
    ? [posts([question.leadPostId, ...question.assistPostIds], template, withNo(question, text))]
    : []
