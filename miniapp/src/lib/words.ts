import type { DutyLine, Endorsement, RoutingStep } from 'shared/directory.ts'
import { beijingDay } from 'shared/rules/beijing.ts'

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
export const LEVELS = ['', '非常不满意', '不满意', '基本满意', '满意', '非常满意']
/** `2026-12-01`, so many days from now, in Beijing. */
export const dayAfter = (days: number): string => beijingDay(new Date(Date.now() + days * 86_400_000))

/** Told before anything is printed: where no font has a character the paper leaves a line for the pen. */
export const unprintableWords = (chars: readonly string[]): string =>
  `${chars.map((char) => `“${char}”`).join('')}这样的字电脑印不出来，打印出来会空一格横线，请手写补上`
