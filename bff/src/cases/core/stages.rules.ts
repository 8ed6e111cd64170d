import type { ItemContent } from 'shared/items.ts'
import type { CaseItem, Part } from '../../catalogue/bundle.types.ts'
import { startClock } from '../../kernel/lib/clock.ts'
import type { Limit, WorkCalendar } from '../../kernel/lib/worktime.ts'
import { dutyOn, ONE_DAY } from './duties.rules.ts'
import type { CaseStage, CaseState } from './state.types.ts'

type Org = Readonly<{ id: string; name: string }>
/** Who does a stage of this kind in a department; null: whoever of it comes first. */
export type PostFor = (orgId: string, kind: CaseStage['kind']) => string | null

/** A hearing is held within twenty working days of being asked for (行政许可法 art. 47, art. 82). */
export const HEARING: Limit = { amount: 20, unit: 'wd' }

/** Taking in is the push's business, handing out the hall's. */
const ELSEWHERE: readonly CaseStage['kind'][] = ['accept', 'output']

type Planned = ItemContent['stages'][number]
/** Named in a bundle's plan, with what must be over first. */
type OfPart = Pick<CaseStage, 'part' | 'needs'>

/** The stages behind the desk; what has none planned is decided in one step. */
const behind = (stages: readonly Planned[], limit: Limit): readonly Planned[] => {
  const planned = stages.filter(({ kind }) => !ELSEWHERE.includes(kind))
  return planned.length ? planned : [{ name: '审核办理', kind: 'decision', limit, counted: true }]
}

const stageOf = (no: number, stage: Planned, org: Org, branch: string | null, whole: Limit): CaseStage => ({
  no,
  name: stage.name,
  kind: stage.kind,
  limit: stage.limit ?? (stage.kind === 'hearing' ? HEARING : whole),
  counted: stage.counted,
  reason: stage.reason ?? null,
  branch,
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
})

/** The stages of a case by its version's plan. */
export function planOf(
  { stages, promised, parts }: Pick<CaseItem, 'stages' | 'promised' | 'parts'>,
  lead: Org,
  branches: readonly Org[]
): CaseStage[] {
  const whole: Limit = promised ?? ONE_DAY
  if (parts) return planParts(parts, whole, lead, branches)
  return behind(stages, whole).map((stage, no) => {
    const named = branches.find(({ name }) => name === stage.branch)
    return stageOf(no, stage, named ?? lead, named?.name ?? null, whole)
  })
}

/** A bundle's stages: each part's one after the other, its first when the parts it waits for are over. */
function planParts(parts: readonly Part[], whole: Limit, lead: Org, branches: readonly Org[]): CaseStage[] {
  const plan: CaseStage[] = []
  for (const [part, { name, department, stages, promised, after }] of parts.entries()) {
    const org = branches.find((one) => one.name === department) ?? lead
    const before = after.flatMap((at) => plan.findLast((stage) => stage.part === at)?.no ?? [])
    for (const [at, stage] of behind(stages, promised ?? whole).entries()) {
      const no = plan.length
      const of: OfPart = { part, needs: at === 0 ? before : [no - 1] }
      const named = { ...stage, name: `${name}·${stage.name}` }
      plan.push({ ...stageOf(no, named, org, org.name, promised ?? whole), ...of })
    }
  }
  return plan
}

const over = ({ status }: CaseStage) => status === 'done' || status === 'skipped'

/** Does a lie beside b: in the same run of parallel branches, in another branch? */
function beside(stages: readonly CaseStage[], a: number, b: number): boolean {
  if (stages[a]!.branch === stages[b]!.branch) return false
  return stages.slice(Math.min(a, b), Math.max(a, b) + 1).every(({ branch }) => branch !== null)
}

/** A stage may begin when all before it are over, but for those of other branches beside it (并联审批). */
export function mayBegin(stages: readonly CaseStage[], at: number): boolean {
  const { status, needs } = stages[at]!
  if (status !== 'waiting') return false
  if (needs) return needs.every((no) => over(stages[no]!))
  return stages.every((stage, no) => no >= at || over(stage) || beside(stages, no, at))
}

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

/**
 * Denied by any of those who decide together; where nobody decides expressly, by any stage that was not
 * passed.
 */
const isDenied = (stages: readonly CaseStage[]): boolean => {
  const deciding = stages.filter(({ kind }) => kind === 'decision')
  return (deciding.length ? deciding : stages).some(({ passed }) => passed === false)
}

/** Granted when no part of it was denied; what is no bundle has one part. */
export const jointDecision = ({ stages }: Pick<CaseState, 'stages'>): 'granted' | 'denied' =>
  [...Map.groupBy(stages, ({ part }) => part).values()].some(isDenied) ? 'denied' : 'granted'

/** The stages of one part of a bundle. */
export const ofPart = (stages: readonly CaseStage[], part: number): CaseStage[] =>
  stages.filter((stage) => stage.part === part)

/**
 * What is done no more after a no: its certificate; in a bundle the rest of its part and all that waits for
 * it.
 */
export function skipDenied(stages: readonly CaseStage[]): CaseStage[] {
  const denied = stages.some(
    ({ kind, passed, part }) => part === undefined && kind === 'decision' && passed === false
  )
  const parts = [...new Set(stages.flatMap(({ part }) => part ?? []))]
  const failed = new Set(parts.filter((part) => jointDecision({ stages: ofPart(stages, part) }) === 'denied'))
  // Parts stand in the order of what they wait for, so one pass is enough.
  for (const { part, needs = [] } of stages)
    if (part !== undefined && needs.some((no) => failed.has(stages[no]!.part!))) failed.add(part)
  const gone = ({ part, kind }: CaseStage) =>
    part === undefined ? denied && kind === 'certificate' : failed.has(part)
  return stages.map((stage) =>
    stage.status === 'waiting' && gone(stage) ? { ...stage, status: 'skipped' as const } : stage
  )
}
