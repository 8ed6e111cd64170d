import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hall, openHall, soundness } from '../support/hall.ts'
import { type Stack, startStack } from '../support/stack.ts'

const MINUTE = 60_000
let stack: Stack
let hall: Hall
beforeAll(async () => {
  stack = await startStack()
  hall = await openHall(stack)
  await hall.settle({ staffSeats: 1, walkInSeats: 0, coolMinutes: 0 })
  await hall.seats(3)
})
afterAll(async () => {
  await soundness(stack)
  await stack.stop()
})
const later = (minutes: number) => {
  stack.clock.now = new Date(stack.clock.now.getTime() + minutes * MINUTE)
}
const told = async (who: string): Promise<string[]> =>
  (
    await stack.sql`select text from messages where tenant_id = '370829' and account_id = ${stack.person(who).accountId} order by id`
  ).map(({ text }) => text)

describe('a booking', () => {
  it('is held, confirmed, shown with its papers, and fills its slot', async () => {
    const { startsAt } = await hall.slot(0)
    const before = (await hall.slots()).find((slot) => slot.startsAt === startsAt)!.free
    expect(before).toBe(2)
    const booking = await hall.booked('villager1', startsAt)
    expect(booking).toMatchObject({
      state: 'booked',
      startsAt,
      heldSeconds: null,
      actions: expect.arrayContaining(['change', 'cancel'])
    })
    expect(booking.code).toMatch(/^\d{6}$/)
    expect(booking.papers.length).toBeGreaterThan(0)
    expect((await hall.slots()).find((slot) => slot.startsAt === startsAt)!.free).toBe(before - 1)
    const list = await stack.as('villager1')('GET /bookings')
    expect(list.body.items).toMatchObject([{ id: booking.id, state: 'booked' }])
    expect(await stack.as('villager2')(`GET /bookings/${booking.id}`)).toMatchObject({ status: 404 })
  })

  it('is one, however often the same tap arrives, and from however many phones', async () => {
    const { startsAt } = await hall.slot(1)
    const key = randomUUID()
    const taps = await Promise.all(Array.from({ length: 8 }, () => hall.hold('villager3', startsAt, { key })))
    expect(new Set(taps.map(({ body }) => body.id)).size).toBe(1)
    expect(taps.every(({ status }) => status === 200)).toBe(true)
    const phones = await Promise.all(Array.from({ length: 8 }, () => hall.hold('villager4', startsAt)))
    expect(phones.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(phones.filter(({ body }) => body.code === 'booked_already')).toHaveLength(7)
  })

  it('lapses when it is not confirmed in time, and says so to who comes late', async () => {
    const { startsAt } = await hall.slot(2)
    const { body } = await hall.hold('villager5', startsAt)
    expect(body.heldSeconds).toBe(600)
    later(10)
    expect(await hall.command('villager5', body, { action: 'confirm' })).toMatchObject({
      status: 409,
      body: { code: 'hold_over' }
    })
    await stack.tick()
    expect((await stack.as('villager5')(`GET /bookings/${body.id}`)).body).toMatchObject({
      state: 'lapsed',
      actions: []
    })
    expect((await hall.slots()).find((slot) => slot.startsAt === startsAt)!.free).toBe(2)
  })

  it('changes its time only when the new one is had, and gives the old one up', async () => {
    const [old, full, open] = [await hall.slot(3), await hall.slot(4), await hall.slot(5)]
    for (const who of ['villager6', 'villager7']) await hall.booked(who, full.startsAt)
    const booking = await hall.booked('villager8', old.startsAt)
    const refused = await hall.command('villager8', booking, { action: 'change', startsAt: full.startsAt })
    expect(refused.body.code).toBe('slot_full')
    const still = (await stack.as('villager8')(`GET /bookings/${booking.id}`)).body
    expect(still).toMatchObject({ startsAt: old.startsAt, state: 'booked' })
    expect(
      await hall.command('villager8', booking, { action: 'change', startsAt: old.startsAt })
    ).toMatchObject({
      body: { code: 'same_slot' }
    })
    const moved = await hall.command('villager8', booking, { action: 'change', startsAt: open.startsAt })
    expect(moved.body).toMatchObject({ startsAt: open.startsAt, code: booking.code })
    const free = Object.fromEntries((await hall.slots()).map((slot) => [slot.startsAt, slot.free]))
    expect([free[old.startsAt], free[open.startsAt]]).toEqual([2, 1])
    expect(await hall.command('villager8', booking, { action: 'cancel' })).toMatchObject({
      body: { code: 'booking_moved_on' }
    })
  })

  it('may be cancelled, and then cools down where the counter says so', async () => {
    await hall.settle({ coolMinutes: 60 })
    const { startsAt } = await hall.slot(6)
    const booking = await hall.booked('villager9', startsAt)
    expect((await hall.command('villager9', booking, { action: 'cancel' })).body).toMatchObject({
      state: 'cancelled'
    })
    expect((await hall.hold('villager9', startsAt)).body.code).toBe('cooling')
    later(60)
    expect((await hall.hold('villager9', startsAt)).status).toBe(200)
    await hall.settle({ coolMinutes: 0 })
  })

  it('has a limit a day', async () => {
    const rows =
      await stack.sql`select id from service_items where tenant_id = '370829' and in_force is not null and counter = 'F' order by id limit 3`
    const open = (await hall.slots()).filter(({ state, day }) => state === 'open' && day === '2026-03-04')
    const got = []
    for (const [index, { id: itemId }] of rows.entries())
      got.push(await hall.hold('villager10', open[index + 3]!.startsAt, { itemId }))
    expect(got.map(({ status }) => status)).toEqual([200, 200, 422])
    expect(got[2]!.body.code).toBe('too_many_that_day')
  })

  it('goes to an iCalendar file with alarms, without a name', async () => {
    const booking = await hall.booked('villager11', (await hall.slot(9)).startsAt)
    const { status, headers, body } = await stack.as('villager11')(`GET /bookings/${booking.id}/calendar`)
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/calendar')
    const start = booking.startsAt.replace(/[-:]|\.000/g, '')
    expect(body).toContain(`DTSTART:${start}`)
    expect(String(body).match(/BEGIN:VALARM/g)).toHaveLength(2)
    expect(body).not.toContain(booking.name)
  })
})

it('takes several slots in a row, all or none', async () => {
  const { id } = await hall.counter()
  const [long] =
    await stack.sql`select i.id from service_items i join item_versions v on v.tenant_id = i.tenant_id
    and v.item_id = i.id and v.version = i.in_force where i.tenant_id = '370829' and i.counter = 'F' and i.id <> ${hall.itemId} order by i.id limit 1`
  await stack.sql`update item_versions set content = jsonb_set(content, '{minutes}', '70') where tenant_id = '370829' and item_id = ${long!.id}`
  const day = (await hall.slots()).filter((slot) => slot.day === '2026-03-06')
  const morning = day.slice(0, 6)
  for (const who of ['villager12', 'villager13']) await hall.booked(who, morning[3]!.startsAt)
  const free = await hall.slots(long!.id)
  const state = (startsAt: string) => free.find((slot) => slot.startsAt === startsAt)!
  // 9:00 takes 9:00-10:30, which ends where the full slot begins; 9:30 would need it; 11:30 would need lunch.
  expect(state(morning[0]!.startsAt)).toMatchObject({ state: 'open', endsAt: morning[2]!.endsAt })
  expect([1, 2, 3].map((index) => state(morning[index]!.startsAt).state)).toEqual(['full', 'full', 'full'])
  expect([4, 5].map((index) => state(morning[index]!.startsAt))).toEqual([undefined, undefined])
  const refused = await hall.hold('villager14', morning[1]!.startsAt, { itemId: long!.id })
  expect(refused.body.code).toBe('slot_full')
  const { body } = await hall.hold('villager14', morning[0]!.startsAt, { itemId: long!.id })
  const rows =
    await stack.sql`select starts_at from seats where tenant_id = '370829' and counter_id = ${id} and booking_id = ${body.id}`
  expect(rows).toHaveLength(3)
})

describe('the line for a full slot', () => {
  it('offers a freed place to who came first, and to the next when they let it lapse; never to both', async () => {
    const { startsAt } = (await hall.slots()).filter(
      ({ day, state }) => day === '2026-03-09' && state === 'open'
    )[0]!
    const wait = (who: string) => stack.as(who)('POST /waitlist', { itemId: hall.itemId, startsAt })
    expect((await wait('villager20')).body.code).toBe('slot_free')
    const first = await hall.booked('villager15', startsAt)
    await hall.booked('villager16', startsAt)
    expect(await wait('villager15')).toMatchObject({ body: { code: 'booked_already' } })
    expect((await wait('villager20')).body).toMatchObject({ position: 1 })
    expect((await wait('villager21')).body).toMatchObject({ position: 2 })
    expect((await wait('villager20')).body).toMatchObject({ position: 1 })
    await hall.command('villager15', first, { action: 'cancel' })
    const offers = async (who: string) =>
      (await stack.as(who)('GET /bookings')).body.items.filter(
        ({ state }: { state: string }) => state === 'offered'
      )
    expect(await offers('villager20')).toHaveLength(1)
    expect(await offers('villager21')).toHaveLength(0)
    expect((await told('villager20')).at(-1)).toContain('候补有号了')
    expect((await hall.hold('villager22', startsAt)).body.code).toBe('slot_full')
    later(30)
    await stack.tick()
    expect(await offers('villager20')).toHaveLength(0)
    const [turn] = await offers('villager21')
    const own = (await stack.as('villager21')(`GET /bookings/${turn.id}`)).body
    expect((await hall.command('villager21', own, { action: 'confirm' })).body.state).toBe('booked')
    expect((await stack.as('villager20')('GET /waitlist')).body.items).toEqual([])
  })

  it('keeps its order, and every booking its state, when the clock jumps ahead and back', async () => {
    const { startsAt } = (await hall.slots()).filter(
      ({ day, state }) => day === '2026-03-09' && state === 'open'
    )[3]!
    const before = stack.clock.now
    const { body: held } = await hall.hold('villager25', startsAt)
    later(180)
    await stack.tick()
    stack.clock.now = before
    expect(await hall.command('villager25', held, { action: 'confirm' })).toMatchObject({
      body: { code: 'booking_moved_on' }
    })
    const again = await hall.booked('villager25', startsAt)
    await hall.booked('villager26', startsAt)
    const wait = (who: string) => stack.as(who)('POST /waitlist', { itemId: hall.itemId, startsAt })
    expect((await wait('villager27')).body.position).toBe(1)
    later(-60)
    expect((await wait('villager28')).body.position).toBe(2)
    await hall.command('villager25', again, { action: 'cancel' })
    const states = async (who: string) =>
      (await stack.as(who)('GET /bookings')).body.items.map(({ state }: { state: string }) => state)
    expect([await states('villager27'), await states('villager28')]).toEqual([['offered'], []])
    stack.clock.now = before
  })

  it('may be left', async () => {
    const { startsAt } = (await hall.slots()).filter(
      ({ day, state }) => day === '2026-03-09' && state === 'full'
    )[0]!
    const { body } = await stack.as('villager23')('POST /waitlist', { itemId: hall.itemId, startsAt })
    expect(await stack.as('villager24')(`POST /waitlist/${body.id}/leave`, {})).toMatchObject({ status: 404 })
    expect(await stack.as('villager23')(`POST /waitlist/${body.id}/leave`, {})).toMatchObject({ status: 200 })
    expect((await stack.as('villager23')('GET /waitlist')).body.items).toEqual([])
  })
})
