import type { ItemContent } from 'shared/items.ts'
import { startClock } from '../lib/clock.ts'
import type { Limit, WorkCalendar } from '../lib/worktime.ts'
import { dutyOn, ONE_DAY } from './duties.rules.ts'
import type { CaseStage, CaseState } from './state.ts'

type Org = Readonly<{ id: string; name: string }>
/** Who does a stage of this kind in a department; null: whoever of it comes first. */
export type PostFor = (orgId: string, kind: CaseStage['kind']) => string | null

/** Taking in is the push's business, handing out the hall's. */
const ELSEWHERE: readonly CaseStage['kind'][] = ['accept', 'output']

/** The stages of a case by its version's plan; an item without any is decided in one step. */
export function planOf(
  { stages, promised }: Pick<ItemContent, 'stages' | 'promised'>,
  lead: Org,
  branches: readonly Org[]
): CaseStage[] {
  const whole: Limit = promised ?? ONE_DAY
  const planned = stages.filter(({ kind }) => !ELSEWHERE.includes(kind))
  const single: ItemContent['stages'][number] = {
    name: '审核办理',
    kind: 'decision',
    limit: whole,
    counted: true
  }
  return (planned.length ? planned : [single]).map((stage, no) => {
    const named = branches.find(({ name }) => name === stage.branch)
    const org = named ?? lead
    return {
      no,
      name: stage.name,
      kind: stage.kind,
      limit: stage.limit ?? whole,
      counted: stage.counted,
      reason: stage.reason ?? null,
      branch: named ? named.name : null,
      orgId: org.id,
      org: org.name,
      postId: null,
      status: 'waiting',
      clock: null,
      dueAt: null,
      doneAt: null,
      late: false,
      passed: null,
      words: null,
      fileIds: [],
      by: null,
      byAccount: null
    }
  })
}

const over = ({ status }: CaseStage) => status === 'done' || status === 'skipped'

/** Does a lie beside b: in the same run of parallel branches, in another branch? */
function beside(stages: readonly CaseStage[], a: number, b: number): boolean {
  if (stages[a]!.branch === stages[b]!.branch) return false
  return stages.slice(Math.min(a, b), Math.max(a, b) + 1).every(({ branch }) => branch !== null)
}

/** A stage may begin when all before it are over, but for those of other branches beside it (并联审批). */
export const mayBegin = (stages: readonly CaseStage[], at: number): boolean =>
  stages[at]!.status === 'waiting' &&
  stages.every((stage, no) => no >= at || over(stage) || beside(stages, no, at))

type Tools = Readonly<{ calendar: WorkCalendar; now: Date; postFor: PostFor }>

/** Begins every stage whose turn it is: its clock, its due time and the duty of its post. */
export function beginStages(state: CaseState, { calendar, now, postFor }: Tools): CaseState {
  const duties = [...state.duties]
  const stages = state.stages.map((stage, at) => {
    if (!mayBegin(state.stages, at)) return stage
    const { clock, dueAt } = startClock(calendar, now, stage.limit)
    const postId = stage.postId ?? postFor(stage.orgId, stage.kind)
    duties.push(
      dutyOn(
        calendar,
        { key: `stage:${stage.no}`, kind: 'stage', orgId: stage.orgId, postId },
        clock,
        dueAt,
        now
      )
    )
    return { ...stage, status: 'running' as const, postId, clock, dueAt: dueAt.toISOString() }
  })
  return { ...state, stages, duties }
}

/** Why the whole case's time does not run: a stage the law does not count. */
export const uncounted = ({ stages }: Pick<CaseState, 'stages'>): CaseStage | undefined =>
  stages.find(({ status, counted }) => status === 'running' && !counted)

export const planDone = ({ stages }: Pick<CaseState, 'stages'>): boolean => stages.every(over)

/** Denied by any of those who decide together; where nobody decides expressly, by any stage that was not passed. */
export function jointDecision({ stages }: Pick<CaseState, 'stages'>): 'granted' | 'denied' {
  const deciding = stages.filter(({ kind }) => kind === 'decision')
  return (deciding.length ? deciding : stages).some(({ passed }) => passed === false) ? 'denied' : 'granted'
}
