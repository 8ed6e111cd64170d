import { beijingDay } from 'shared/rules/beijing.ts'
import { getCounter, listCounterIds } from '../../catalogue/counters/counters.repo.ts'
import { coolMinutesOf } from '../../catalogue/counters/item-counter.repo.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { listTenants } from '../../platform/tenants/tenants.repo.ts'
import type { TimerHandler } from '../../platform/timers/timers.jobs.ts'
import { dueTimer, setTimer } from '../../platform/timers/timers.repo.ts'
import { endPastTickets, endTicketOf } from '../queue/tickets.repo.ts'
import { type BookingStep, nextTimer } from './booking.rules.ts'
import type { BookingRow } from './booking.table.ts'
import { forgetPhones, getBooking, lockBooking, saveBooking } from './bookings.repo.ts'
import { freeSeats } from './free-seats.repo.ts'
import { bookingWords } from './messages.rules.ts'
import { offerSeats } from './offers.repo.ts'
import { daysToSync, dropEmptySlots, syncDay } from './slots.repo.ts'
import { coolHolder, countMissed } from './standing.repo.ts'
import { tellClosed, tellOver, tellPerson, tellReopened } from './tell.repo.ts'
import { endPastLines, passTurn } from './waitlist.repo.ts'

type Tools = Pick<Deps, 'db' | 'newId' | 'calendarOf'>

/** Carries out one step of a locked booking. */
async function carryOut(tx: Db, row: BookingRow, step: BookingStep, tools: Tools, now: Date): Promise<void> {
  const { counter, content, windows, closed } = await getBooking(tx, row.tenantId, row.id, {})
  const about = { counter, item: content.name, windows }
  switch (step) {
    case 'lapse': {
      const lapsed = await saveBooking(tx, row, { state: 'lapsed' }, now)
      if (row.state === 'offered') await passTurn(tx, row)
      else await coolHolder(tx, row, await coolMinutesOf(tx, row), now)
      await freeSeats(tx, row, tools, now)
      if (row.state === 'offered')
        await tellPerson(tx, lapsed, step, bookingWords.lapsed(row, about), tools, now)
      return
    }
    case 'dayBefore':
    case 'leave':
    case 'hourBefore':
      // The booking itself is as it was: an open page of it stays good.
      await setTimer(
        tx,
        { tenantId: row.tenantId, subject: 'booking', subjectId: row.id },
        nextTimer(row, now)
      )
      // The hall has closed that hour: they are told of that, not to come.
      if (closed !== null) return
      return tellPerson(tx, row, step, bookingWords[step](row, about), tools, now)
    case 'miss': {
      // The hall was closed and nobody moved them: that is not their fault.
      if (closed !== null) {
        await saveBooking(tx, row, { state: 'cancelled' }, now)
        await freeSeats(tx, row, tools, now)
        return tellPerson(tx, row, 'cancelled', bookingWords.cancelled(row, about, closed), tools, now)
      }
      await saveBooking(tx, row, { state: 'missed' }, now)
      await tellPerson(tx, row, step, bookingWords.missed(row, about), tools, now)
      const until = await countMissed(tx, row, now)
      if (until) await tellPerson(tx, row, 'barred', bookingWords.barred(until), tools, now)
      return
    }
    case 'close': {
      await endTicketOf(tx, row, now)
      await saveBooking(tx, row, { state: 'left' }, now)
    }
  }
}

/** The clock's next step for a booking: a hold lapses, a reminder goes out, who did not come is noted. */
export const bookingTimer =
  (tools: Tools): TimerHandler =>
  (timer, now) =>
    tools.db.transaction(async (tx) => {
      const row = await lockBooking(tx, timer.tenantId, timer.subjectId)
      const due = await dueTimer(tx, timer, now)
      if (due) await carryOut(tx, row, due.step as BookingStep, tools, now)
    })

/** Long enough to call back about a day at the hall. */
const PHONE_MS = 30 * 24 * 3_600_000
type SyncTools = Pick<Deps, 'db' | 'newId' | 'calendarOf' | 'now'>

/** Every hour: each counter's coming days in line with its settings, what is over ended. */
export async function keepHall(tools: SyncTools): Promise<void> {
  const { db } = tools
  const failed: unknown[] = []
  for (const { tenantId } of await listTenants(db))
    await keepCounty(tools, tenantId).catch((error: unknown) => void failed.push(error))
  // One county without a calendar keeps no other from opening its days.
  if (failed.length) throw new AggregateError(failed)
}

async function keepCounty(tools: SyncTools, tenantId: string): Promise<void> {
  const { db, now } = tools
  await endPastLines(db, tenantId, now())
  await endPastTickets(db, tenantId, now())
  await forgetPhones(db, tenantId, beijingDay(new Date(now().getTime() - PHONE_MS)))
  for (const counterId of await listCounterIds(db, tenantId))
    await syncCounter(tools, { tenantId, counterId })
}

/**
 * Brings a counter's coming days in line with its settings, at once after they changed; freed seats are
 * offered on.
 */
export async function syncCounter(
  tools: SyncTools,
  { tenantId, counterId }: { tenantId: string; counterId: string }
): Promise<void> {
  const { db, calendarOf, now } = tools
  const calendar = await calendarOf(tenantId)
  const key = { tenantId, counterId }
  const counter = await getCounter(db, { tenantId, orgId: undefined }, counterId)
  for (const day of await daysToSync(db, key, calendar, now()))
    await db.transaction(async (tx) => {
      const { gained, closed, reopened, over } = await syncDay(tx, key, calendar, day, now())
      for (const slot of gained) await offerSeats(tx, { ...key, ...slot }, tools, now())
      if (closed.length) await tellClosed(tx, counter, closed, tools, now())
      if (reopened.length) await tellReopened(tx, counter, reopened, tools, now())
      if (over.length) await tellOver(tx, counter, over, tools, now())
      await dropEmptySlots(tx, key, day)
    })
}
