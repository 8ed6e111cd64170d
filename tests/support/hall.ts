import { randomUUID } from 'node:crypto'
import { keepHall } from 'bff/hall/booking/booking.jobs.ts'
import type { Booking, Slot } from 'shared/booking.ts'
import type { Counter } from 'shared/hall.ts'
import { expect } from 'vitest'
import type { Stack } from './stack.ts'

type Open = Slot & { day: string }

/** The demo hall, opened at the stack's time, and what its people do there. */
export async function openHall(stack: Stack, itemName = '居民身份证换领') {
  await keepHall(stack.deps)
  const [row] =
    await stack.sql`select id, counter from service_items where tenant_id = '370829' and in_force is not null
    and name like ${`${itemName}%`} limit 1`
  const itemId = row!.id as string
  const counters = async (): Promise<Counter[]> =>
    (await stack.as('county-admin')('GET /counters')).body.items
  const counter = async () => (await counters()).find(({ letter }) => letter === row!.counter)!
  const slots = async (item = itemId): Promise<Open[]> =>
    (await stack.as(undefined)(`GET /items/${item}/slots`)).body.days.flatMap(
      ({ day, slots: list }: { day: string; slots: Slot[] }) => list.map((slot) => ({ ...slot, day }))
    )
  const slot = async (index: number) => (await slots()).filter(({ state }) => state === 'open')[index]!
  const hold = (who: string, startsAt: string, change: object = {}) =>
    stack.as(who)('POST /bookings', { key: randomUUID(), itemId, startsAt, ...change })
  const command = (who: string, { id, lock }: Pick<Booking, 'id' | 'lock'>, body: object) =>
    stack.as(who)(`POST /bookings/${id}/commands`, { lock, ...body })
  const booked = async (who: string, startsAt: string, change: object = {}): Promise<Booking> => {
    const held = await hold(who, startsAt, change)
    expect(held).toMatchObject({ status: 200, body: { state: 'held' } })
    const { body } = await command(who, held.body, { action: 'confirm' })
    expect(body).toMatchObject({ state: 'booked' })
    return body
  }
  /** Changes one setting of the counter, as its admin does. */
  const settle = async (change: object) => {
    const { id, letter: _, slotMinutes: __, windows: ___, closures: ____, ...settings } = await counter()
    return stack.as('county-admin')(`POST /counters/${id}`, { ...settings, ...change })
  }
  /** Sets the seats of every window of the counter, all others at nought. */
  const seats = async (count: number) => {
    const { id, windows } = await counter()
    for (const [index, window] of windows.entries()) {
      const { no, version, weekly } = window
      const body = {
        id: window.id,
        no,
        version,
        weekly,
        active: true,
        seatsPerSlot: index === 0 ? count : 0
      }
      expect(await stack.as('county-admin')(`POST /counters/${id}/windows`, body)).toMatchObject({
        status: 200
      })
    }
  }
  return { itemId, counter, slots, slot, hold, command, booked, settle, seats }
}
export type Hall = Awaited<ReturnType<typeof openHall>>

/**
 * What must hold whatever happened: nobody twice in a place, no live booking without a place in each of its
 * slots, no ended one with any.
 */
export async function soundness({ sql }: Stack): Promise<void> {
  const broken = await sql`
    select k.id, k.state, count(s.no) seats from bookings k join counters c on c.tenant_id = k.tenant_id and c.id = k.counter_id
    left join seats s on s.tenant_id = k.tenant_id and s.booking_id = k.id
    where k.tenant_id = '370829' group by k.id, k.state, k.starts_at, k.ends_at, c.band_minutes
    having (k.state in ('held', 'offered', 'booked') and count(s.no) <> extract(epoch from k.ends_at - k.starts_at) / 60 / c.band_minutes)
      or (k.state in ('cancelled', 'lapsed') and count(s.no) > 0)`
  expect(broken).toEqual([])
  const untimed = await sql`
    select k.id, k.state from bookings k where k.tenant_id = '370829' and k.state in ('held', 'offered', 'booked', 'arrived')
      and not exists (select from timers t where t.tenant_id = k.tenant_id and t.subject = 'booking' and t.subject_id = k.id)`
  expect(untimed).toEqual([])
}
