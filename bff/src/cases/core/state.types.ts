import type { DeliveryWay, PauseGround } from 'shared/case-commands.ts'
import type { Stage } from 'shared/items.ts'
import type { Static } from 'typebox'
import type { BundleContent } from '../../catalogue/bundle.types.ts'
import type { StoredClock } from '../../kernel/lib/clock.ts'
import type { Limit } from '../../kernel/lib/worktime.ts'

/** One line of the material list that applies to the case, and what has been given for it. */
export type CasePaper = Readonly<{
  index: number
  name: string
  need: 'required' | 'optional' | 'deferrable'
  fileIds: readonly string[]
  heldId: string | null
  /** What was filled in on the screen instead of on paper, a value a field, sealed. */
  form?: string | null
  /** Seen at the window, whether or not a picture was taken of it. */
  original: boolean
  trust: 'A' | 'B' | 'C' | 'D'
  givenAt: string | null
  by: 'home' | 'desk' | null
  verdict: 'none' | 'pass' | 'fix'
  reason: string | null
  /** Of a form: the fields, by place, in which something is wrong. */
  faults?: readonly number[]
  /** Until when it may be used in another case. */
  validUntil: string | null
  /** A leader's ground for looking again at what had passed. */
  reopened: string | null
}>

export type Push = Readonly<{
  round: number
  orgId: string
  name: string
  at: string
  acknowledgedAt: string | null
  decidedAt: string | null
  /** tacit: ten working minutes went by without a word (视为同意). */
  decision: 'accepted' | 'tacit' | 'refused' | 'dropped' | null
  reason: string | null
  by: string | null
}>

export type CaseStage = Readonly<{
  no: number
  name: string
  kind: Static<typeof Stage>['kind']
  limit: Limit
  counted: boolean
  reason: string | null
  /** The department that does it beside the others; null: the leading one, when all before it is done. */
  branch: string | null
  orgId: string
  org: string
  postId: string | null
  status: 'waiting' | 'running' | 'paused' | 'done' | 'skipped'
  clock: StoredClock | null
  dueAt: string | null
  doneAt: string | null
  late: boolean
  passed: boolean | null
  words: string | null
  fileIds: readonly string[]
  by: string | null
  byAccount: string | null
  /** Of a hearing: when and where it is held, and by whom. */
  hearing?: Readonly<{ at: string; place: string; host: string }>
  /**
   * Of a bundle: which of its parts, and the stages that must be over first; else it goes by the order of the
   * plan.
   */
  part?: number
  needs?: readonly number[]
}>

export type Deferral = Readonly<{
  index: number
  until: string
  consequence: string
  settledAt: string | null
}>
export type Promised = Readonly<{ index: number; checkBy: string; kept: boolean | null; note: string | null }>

/**
 * What somebody owes the case next, and by when. `orgId` null: the applicant. `step` counts what was told of
 * it: 0 nothing, 1 past the half (yellow), 2 the last day (red), from 3 on late and climbing.
 */
export type DutyKind =
  | 'applicant'
  | 'reception'
  | 'preReview'
  | 'push'
  | 'returned'
  | 'stage'
  | 'whole'
  | 'suspension'
  | 'extension'
  | 'quality'
  | 'output'
  | 'deferral'
  | 'promise'
  | 'sample'
  | 'callback'
  | 'rectify'
  | 'ruling'
export type Duty = Readonly<{
  key: string
  kind: DutyKind
  orgId: string | null
  postId: string | null
  since: string
  yellowAt: string
  redAt: string
  dueAt: string
  step: number
  nextAt: string
}>

/** The whole-case limits: what the law allows and what was promised, with the time that does not count. */
export type CaseClocks = Readonly<{
  promised: StoredClock
  promisedDueAt: string
  statutory: StoredClock | null
  statutoryDueAt: string | null
  pausedAt: string | null
  pauseReason: string | null
}>

type Rated = Readonly<{ level: number; comment: string }>

export type CaseState = Readonly<{
  papers: readonly CasePaper[]
  /** How often papers were judged. */
  round: number
  pushes: readonly Push[]
  stages: readonly CaseStage[]
  clocks: CaseClocks | null
  suspension: Readonly<{ ground: PauseGround; reason: string; since: string; reviewOn: string }> | null
  extension: Readonly<{
    workingDays: number
    reason: string
    by: string
    approved: boolean | null
    note: string | null
  }> | null
  deferrals: readonly Deferral[]
  promises: readonly Promised[]
  decision: 'granted' | 'denied' | null
  delivery: Readonly<{ way: DeliveryWay; address: string | null }>
  /** `before`: what was said before it was put right. */
  rating: (Rated & Readonly<{ before?: Rated }>) | null
  /** What a bad rating set off. */
  complaint?: Readonly<{
    state: 'toCall' | 'rectifying' | 'appealed' | 'done'
    callNote: string | null
    rectifyNote: string | null
    /** The department's one appeal, how it was ruled on, and the duty that rests meanwhile. */
    appeal?: Readonly<{ note: string; ruling: string | null; setAside: boolean; rectify: Duty }>
  }>
  /** 即办件: may be finished at the window in one sitting. */
  instant?: boolean
  /** Finished so and drawn for a later check by the department; ok null: not checked yet. */
  sample?: Readonly<{ ok: boolean | null; note: string | null }>
  /** How often the applicant had to come. */
  visits: number
  duties: readonly Duty[]
  /** A bundle as it was when the case began, and the versions of its items. */
  bundle?: Readonly<{
    name: string
    content: BundleContent
    members: readonly Readonly<{ itemId: string; version: number; department: string }>[]
  }>
}>

export const EMPTY: CaseState = {
  papers: [],
  round: 0,
  pushes: [],
  stages: [],
  clocks: null,
  suspension: null,
  extension: null,
  deferrals: [],
  promises: [],
  decision: null,
  delivery: { way: 'window', address: null },
  rating: null,
  visits: 0,
  duties: []
}
