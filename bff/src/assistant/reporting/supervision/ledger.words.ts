import type { QuestionKind, QuestionStatus } from 'shared/questions.ts'

/** How papers name a kind and a status. */
export const KIND_WORDS: Record<QuestionKind, string> = {
  consultation: '咨询',
  policyQuestion: '政策',
  problemReport: '问题反映',
  suggestion: '意见建议',
  investment: '招商引资',
  petition: '信访举报',
  crimeClue: '扫黑除恶线索'
}
export const STATUS_WORDS: Record<QuestionStatus, string> = {
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
}
