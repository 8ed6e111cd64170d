import type { ErrorCode } from 'shared/errors.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { newCode } from '../../kernel/lib/person-codes.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { prepared, within } from '../../kernel/lib/statement.ts'
import { nextTimer } from './booking.rules.ts'
import type { BookingRow, Pool } from './booking.table.ts'
import {
  type Held,
  HOLD_SEATS,
  type HoldValues,
  REFUSAL_REASON,
  type RefusalValues
} from './hold-seats.repo.ts'

export type NewBooking = Omit<
  BookingRow,
  'code' | 'day' | 'ordinal' | 'endsAt' | 'lock' | 'createdAt' | 'changedAt' | 'ready' | 'travelMinutes'
>
export type Terms = Readonly<{ slots: number; pool: Pool; dailyLimit: number }>

const TRAVEL = 30 // minutes, the table's default
const TRIES = 3 // of a million codes a county's live bookings hold a few thousand

function valuesOf(booking: NewBooking, terms: Terms, now: Date): HoldValues {
  const { startsAt, heldUntil, state, ...rest } = booking
  const next = nextTimer({ state, startsAt, endsAt: startsAt, heldUntil, travelMinutes: TRAVEL }, now)!
  return {
    ...rest,
    ...terms,
    state,
    startsAt: startsAt.toISOString(),
    heldUntil: heldUntil?.toISOString() ?? null,
    now: now.toISOString(),
    code: newCode(),
    step: next.step,
    // Without a reminder left the clock waits for the end, which only the statement knows.
    dueAt: next.step === 'miss' ? null : next.dueAt.toISOString()
  }
}

/** Holds the seats inside a caller's transaction; false when they are not to be had. */
export async function tryHoldSeats(tx: Db, booking: NewBooking, terms: Terms, now: Date): Promise<boolean> {
  for (let again = 0; again < TRIES; again++) {
    const held = await oneRow<Held>(tx, within(HOLD_SEATS, valuesOf(booking, terms, now)))
    if (held.id || !held.seatsWereFree) return held.id !== null
  }
  return false
}

type Refusal = Readonly<{ earlier: string | null; reason: ErrorCode; open: boolean }>

/** Why the seats are not to be had; `earlier`: what the same tap had before; `open`: seats are free now. */
export async function refusalOf(db: Db, booking: NewBooking, terms: Terms, now: Date): Promise<Refusal> {
  const { startsAt, ...rest } = booking
  const values = { ...rest, ...terms, startsAt: startsAt.toISOString(), now: now.toISOString() }
  const [refusal] = await prepared<Refusal, RefusalValues>(db, REFUSAL_REASON)(values)
  return refusal!
}

/** What was had, or the booking an earlier tap of the same kind made. */
export type Had = Readonly<{ id: string; fresh: { endsAt: Date; code: string } | null }>

/** Holds the seats, or finds what the same tap had before; or says why not. */
export async function holdSeats(
  db: Db,
  booking: NewBooking,
  { pools, ...rest }: Omit<Terms, 'pool'> & { pools: readonly Pool[] },
  now: Date
): Promise<Had> {
  const hold = prepared<Held, HoldValues>(db, HOLD_SEATS)
  for (let again = 0; ; again++) {
    let seatsWereFree = false
    for (const pool of pools) {
      const [held] = (await hold(valuesOf(booking, { ...rest, pool }, now))) as [Held]
      if (held.id) return { id: held.id, fresh: { endsAt: new Date(held.endsAt), code: held.code } }
      seatsWereFree ||= held.seatsWereFree
    }
    const { earlier, reason, open } = await refusalOf(db, booking, { ...rest, pool: pools.at(-1)! }, now)
    if (earlier) return { id: earlier, fresh: null }
    // Another has the code; or somebody had a hand on a seat that was then not taken.
    if (reason !== 'slot_full' || !(seatsWereFree || open) || again === TRIES) throw new AppError(reason)
  }
}
