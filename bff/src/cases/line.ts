import type { CaseLine } from 'shared/cases.ts'
import type { WorkCalendar } from '../lib/worktime.ts'
import type { CaseRow } from './cases.table.ts'
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

export function caseLine(kase: CaseRow, county: County, calendar: WorkCalendar, now: Date): CaseLine {
  const { words, urgency, dueAt } = caseFace(calendar, kase, now)
  return {
    id: kase.id,
    no: kase.no,
    item: kase.itemName,
    name: kase.name,
    department: county.orgs.get(kase.departmentId) ?? '',
    status: kase.status,
    statusWords: STATUS[kase.status],
    turn: turnWords(kase, county),
    dueAt,
    urgency,
    clockWords: words,
    createdAt: kase.createdAt.toISOString()
  }
}
