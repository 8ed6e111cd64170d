import type { DutyLine, Endorsement, RoutingStep } from 'shared/directory.ts'
import type { QuestionKind, QuestionStatus } from 'shared/questions.ts'
import type { Role } from 'shared/roles.ts'

export const KINDS: Record<QuestionKind, string> = {
  consultation: '办事咨询',
  policyQuestion: '政策疑问',
  problemReport: '问题反映',
  suggestion: '意见建议',
  investment: '招商引资',
  petition: '信访举报',
  crimeClue: '扫黑除恶线索'
}
/** When a leader reads a notice (批阅). */
export const ENDORSEMENTS: Record<Endorsement, string> = {
  before: '先批阅，再转交',
  beside: '边办理，边批阅',
  none: '不用批阅'
}
/** Where routing looks for an owner. */
export const ROUTING_STEPS: Record<RoutingStep, string> = {
  chosen: '提问人点名的人',
  village: '本村的分工',
  serviceArea: '管区的分工',
  township: '乡镇的分工',
  county: '全县的分工',
  secretary: '村书记、管区书记兜底'
}
/** On which list of a township's duties a topic stands (履行职责事项清单). */
export const DUTY_LISTS: Record<DutyLine['list'], string> = {
  basic: '基本履职',
  assist: '配合履职',
  raised: '上收'
}
export const STATUS: Record<QuestionStatus, string> = {
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
export const LEVELS = ['', '非常不满意', '不满意', '基本满意', '满意', '非常满意']
/** Who takes papers in across a counter. */
export const DESKS: readonly Role[] = ['hallClerk', 'villageSecretary']
export const CLERKS: readonly Role[] = ['intakeClerk']
export const ADMINS: readonly Role[] = ['townshipAdmin', 'countyAdmin']
export const OVERSEERS: readonly Role[] = [
  'leader',
  'supervisor',
  'intakeClerk',
  'townshipAdmin',
  'countyAdmin'
]

const two = (n: number) => String(n).padStart(2, '0')

/** `11月23日 09:05` in Beijing time; the mini-program has no Intl. */
export function timeWords(iso: string): string {
  const at = new Date(new Date(iso).getTime() + 8 * 3_600_000)
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}

/** `2026-12-01`, so many days from now, in Beijing. */
export const dayAfter = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

/** Told before anything is printed: where no font has a character the paper leaves a line for the pen. */
export const unprintableWords = (chars: readonly string[]): string =>
  `${chars.map((char) => `“${char}”`).join('')}这样的字电脑印不出来，打印出来会空一格横线，请手写补上`
