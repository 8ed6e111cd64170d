import type { ItemContent } from 'shared/items.ts'
import { changeClock, type StoredClock, startClock } from '../../kernel/lib/clock.ts'
import type { Limit, WorkCalendar } from '../../kernel/lib/worktime.ts'
import { dutyOn, ONE_DAY, without } from './duties.rules.ts'
import { uncounted } from './stages.rules.ts'
import type { CaseClocks, CaseState } from './state.types.ts'

type Limits = Pick<ItemContent, 'promised' | 'statutory'>

/** The limits of the whole case begin with its acceptance. */
export function startClocks(calendar: WorkCalendar, { promised, statutory }: Limits, now: Date): CaseClocks {
  const own = startClock(calendar, now, promised ?? statutory ?? ONE_DAY)
  const law = statutory ? startClock(calendar, now, statutory) : null
  return {
    promised: own.clock,
    promisedDueAt: own.dueAt.toISOString(),
    statutory: law?.clock ?? null,
    statutoryDueAt: law?.dueAt.toISOString() ?? null,
    pausedAt: null,
    pauseReason: null
  }
}

type More = Partial<Pick<StoredClock, 'pauses' | 'extensions'>>
function both(calendar: WorkCalendar, clocks: CaseClocks, more: More): CaseClocks {
  const own = changeClock(calendar, clocks.promised, more)
  const law = clocks.statutory && changeClock(calendar, clocks.statutory, more)
  return {
    ...clocks,
    promised: own.clock,
    promisedDueAt: own.dueAt.toISOString(),
    statutory: law?.clock ?? null,
    statutoryDueAt: law?.dueAt.toISOString() ?? null
  }
}

export const extendClocks = (calendar: WorkCalendar, clocks: CaseClocks, by: Limit): CaseClocks =>
  both(calendar, clocks, { extensions: [by] })

/**
 * Lets the whole case's time stand or run as its state asks: it stands while suspended or in a stage not
 * counted.
 */
export function settleClocks(calendar: WorkCalendar, state: CaseState, leadId: string, now: Date): CaseState {
  const { clocks } = state
  if (!clocks) return state
  const still = state.suspension?.reason ?? pauseOf(state)
  if (still !== null && clocks.pausedAt === null)
    return {
      ...state,
      clocks: { ...clocks, pausedAt: now.toISOString(), pauseReason: still },
      duties: without(state.duties, 'whole')
    }
  if (still === null && clocks.pausedAt !== null) {
    const pause = { from: clocks.pausedAt, to: now.toISOString(), reason: clocks.pauseReason ?? '' }
    const running = { ...both(calendar, clocks, { pauses: [pause] }), pausedAt: null, pauseReason: null }
    return {
      ...state,
      clocks: running,
      duties: [...without(state.duties, 'whole'), wholeDuty(calendar, running, leadId, now)]
    }
  }
  return state
}

const pauseOf = (state: CaseState): string | null => {
  const stage = uncounted(state)
  return stage ? `${stage.name}：${stage.reason ?? '依法不计入办理时限'}` : null
}

export const wholeDuty = (calendar: WorkCalendar, clocks: CaseClocks, leadId: string, now: Date) =>
  dutyOn(
    calendar,
    { key: 'whole', kind: 'whole', orgId: leadId },
    clocks.promised,
    new Date(clocks.promisedDueAt),
    now
  )

/** A suspension stops every running stage's own clock too. */
export function pauseStages(state: CaseState): CaseState {
  const stages = state.stages.map((stage) =>
    stage.status === 'running' ? { ...stage, status: 'paused' as const } : stage
  )
  return { ...state, stages, duties: without(state.duties, 'stage') }
}

/** What a suspension took from the running stages is given back to them. */
export function resumeStages(calendar: WorkCalendar, state: CaseState, now: Date): CaseState {
  const { suspension } = state
  if (!suspension) return state
  const pause = { from: suspension.since, to: now.toISOString(), reason: suspension.reason }
  const duties = [...state.duties]
  const stages = state.stages.map((stage) => {
    if (stage.status !== 'paused' || !stage.clock) return stage
    const { clock, dueAt } = changeClock(calendar, stage.clock, { pauses: [pause] })
    const who = { key: `stage:${stage.no}`, kind: 'stage' as const, orgId: stage.orgId, postId: stage.postId }
    duties.push(dutyOn(calendar, who, clock, dueAt, now))
    return { ...stage, status: 'running' as const, clock, dueAt: dueAt.toISOString() }
  })
  return { ...state, stages, duties, suspension: null }
}
