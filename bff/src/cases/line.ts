import type { CaseLine } from 'shared/cases.ts'
import type { WorkCalendar } from '../lib/worktime.ts'
import { type CaseRow, cases } from './cases.table.ts'
import { caseFace, STATUS } from './face.ts'
import type { County } from './people.repo.ts'
import { dutyWords } from './timers.rules.ts'

/** Who owes what, in words: `县自然资源和规划局 初审`. */
export function turnWords({ state }: Pick<CaseRow, 'state'>, county: County): string {
  const first = state.duties
    .filter(({ kind }) => kind !== 'whole')
    .map((duty) => {
      const who = duty.orgId === null ? '申请人' : (county.orgs.get(duty.orgId) ?? '')
      return `${who}：${dutyWords(state, duty)}`
    })
  return [...new Set(first)].join('；')
}

/** What every list says of a case, whatever the list is of. */
export const LISTED = {
  id: cases.id,
  no: cases.no,
  itemName: cases.itemName,
  name: cases.name,
  departmentId: cases.departmentId,
  status: cases.status,
  createdAt: cases.createdAt
}
export type Listed = Pick<CaseRow, keyof typeof LISTED>

/** The part of a line that does not depend on whose turn it is. */
export const listed = (kase: Listed, county: County) => ({
  id: kase.id,
  no: kase.no,
  item: kase.itemName,
  name: kase.name,
  department: county.orgs.get(kase.departmentId) ?? '',
  status: kase.status,
  statusWords: STATUS[kase.status],
  createdAt: kase.createdAt.toISOString()
})

export function caseLine(kase: CaseRow, county: County, calendar: WorkCalendar, now: Date): CaseLine {
  const { words, urgency, dueAt } = caseFace(calendar, kase, now)
  return { ...listed(kase, county), turn: turnWords(kase, county), dueAt, urgency, clockWords: words }
}
