import type { CaseStatus } from 'shared/case-commands.ts'
import type { CaseLine } from 'shared/cases.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { type CaseRow, cases } from './cases.table.ts'
import { caseClock, STATUS } from './clock-status.rules.ts'
import type { County } from './people.repo.ts'
import { turnsOf } from './reception.rules.ts'
import type { Duty } from './state.types.ts'
import { deferralOpen } from './terms.rules.ts'
import { dutyWords } from './timers.rules.ts'

type Turn = Pick<CaseRow, 'state' | 'status' | 'channel' | 'hallId'>
/** What is asked of the applicant, by where their case stands. */
const OWN: Partial<Record<CaseStatus, string>> = {
  draft: '备齐材料，签名提交',
  correcting: '补正材料',
  ready: '带原件到大厅办理'
}

/** Who owes what, in words, and what of it is late: `县自然资源和规划局：初审`. */
export function turnWords(kase: Turn, county: County, now: Date): string {
  const { state, status } = kase
  const first = turnsOf(kase).flatMap((duty) => {
    const late = new Date(duty.dueAt) <= now
    if (duty.kind === 'output') return fetchWords(kase, duty, county, late)
    if (duty.orgId !== null)
      return `${county.names.get(duty.orgId) ?? ''}：${dutyWords(state, duty)}${late ? '（已超期）' : ''}`
    return `申请人：${(duty.kind === 'applicant' && OWN[status]) || dutyWords(state, duty)}`
  })
  return [...new Set(first)].join('；')
}

/**
 * A result that lies there is its applicant's turn, not the hall's; one that waits for a paper is what that
 * paper's duty says.
 */
function fetchWords(
  { hallId, state }: Turn,
  { dueAt, orgId }: Duty,
  county: County,
  late: boolean
): string[] {
  if (deferralOpen(state)) return []
  const hall = county.names.get(hallId) ?? '大厅'
  if (state.delivery.way !== 'window') return [`${county.names.get(orgId ?? '') ?? hall}：送出结果`]
  const until = late ? '' : `，${instantWords(new Date(dueAt))}前`
  return [`申请人：结果已出，请带身份证到${hall}领取${until}`]
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
  department: county.names.get(kase.departmentId) ?? '',
  status: kase.status,
  statusWords: STATUS[kase.status],
  createdAt: kase.createdAt.toISOString()
})

export function caseLine(kase: CaseRow, county: County, calendar: WorkCalendar, now: Date): CaseLine {
  const { words, urgency, dueAt } = caseClock(calendar, kase, now)
  return { ...listed(kase, county), turn: turnWords(kase, county, now), dueAt, urgency, clockWords: words }
}
