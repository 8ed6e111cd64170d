import type { QUESTION_KINDS } from './kinds.ts'

/** The way of a question as its asker knows it, and at which of these steps each state stands. */
export const QUESTION_STEPS = ['已提交', '分派', '办理', '答复', '评价'] as const
export const QUESTION_STEP = {
  received: 1,
  dispatched: 2,
  accepted: 2,
  waiting: 2,
  returned: 2,
  deliberating: 2,
  answered: 4,
  closed: 5
} as const

/** What citizens and papers call each kind of question. */
export const KIND_WORDS: Readonly<Record<(typeof QUESTION_KINDS)[number], string>> = {
  consultation: '办事咨询',
  policyQuestion: '政策疑问',
  problemReport: '问题反映',
  suggestion: '意见建议',
  investment: '招商引资',
  petition: '信访举报',
  crimeClue: '扫黑除恶线索'
}
/** What citizens and papers call each state of a question. */
export const STATUS_WORDS = {
  received: '待分派',
  dispatched: '待签收',
  accepted: '办理中',
  waiting: '待补充',
  returned: '待裁定',
  deliberating: '会议研究',
  answered: '已答复',
  closed: '已办结',
  refused: '不予受理',
  withdrawn: '已撤回',
  merged: '合并办理'
} as const
