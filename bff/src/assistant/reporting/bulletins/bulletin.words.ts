import type { BulletinFigures, BulletinPeriod, Compared, ComparedRow } from 'shared/bulletins.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import { changeWords, onTimeRate, satisfiedRate } from 'shared/rules/rates.ts'

/** The bulletin's first paragraph: what came, what was done in time, what is left. */
export function summaryWords({ now, before }: Compared, period: BulletinPeriod): string {
  const [then, end] = period === 'week' ? ['上周', '周日'] : ['上月', '月底']
  return `共收到诉求${now.received}件（${changeWords(now.received, before.received, then)}），答复${now.answered}件（${changeWords(now.answered, before.answered, then)}）。按时答复率${onTimeRate(now)}（${then}${onTimeRate(before)}），满意率${satisfiedRate(now)}（${then}${satisfiedRate(before)}）。截至${end}还有${now.open}件在办，其中${now.overdue}件已超期（${then}${before.overdue}件）。`
}

export const SCORE_HEAD = ['收到', '上期', '答复', '按时率', '满意率', '在办', '超期'] as const
export const scoreCells = ({ now, before }: ComparedRow): (string | number)[] => [
  now.received,
  before.received,
  now.answered,
  onTimeRate(now),
  satisfiedRate(now),
  now.open,
  now.overdue
]

export const LATE_HEAD = ['编号', '村（社区）', '事项', '承办单位', '超期起', '超期说明'] as const
export const lateCells = ({
  no,
  village,
  topic,
  unit,
  lateSince,
  reason
}: BulletinFigures['late'][number]) => [
  no,
  village,
  topic,
  unit,
  beijingDay(new Date(lateSince)),
  reason ?? '还没有说明'
]

export const hotWords = ({ title, count, places, lately, before }: BulletinFigures['hot'][number]): string =>
  `${title}：四周里${count}件，末一周${lately}件，前一周${before}件${places.length ? `；${places.join('、')}` : ''}`
