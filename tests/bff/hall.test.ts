import { randomUUID } from 'node:crypto'
import { keepHall } from 'bff/hall/booking/booking.jobs.ts'
import { doorCode } from 'bff/hall/queue/door.rules.ts'
import { weappIdOf } from 'demo/apps.ts'
import type { QueueTicket } from 'shared/queue.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hall, openHall, soundness } from '../support/hall.ts'
import { type Stack, startStack } from '../support/stack.ts'

const DAY = 86_400_000
let stack: Stack
let hall: Hall
beforeAll(async () => {
  stack = await startStack()
  hall = await openHall(stack)
  await hall.settle({ staffSeats: 1, walkInSeats: 0, coolMinutes: 0, dailyLimit: 5 })
  await hall.seats(4)
})
afterAll(async () => {
  await soundness(stack)
  await stack.stop()
})
const told = async (who: string): Promise<string> =>
  (
    await stack.sql`select text from messages where tenant_id = '370829' and account_id = ${stack.person(who).accountId} order by id desc limit 1`
  )[0]?.text
const today = () => new Date(stack.clock.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const openOn = async (day: string, index = 0) =>
  (await hall.slots()).filter((slot) => slot.day === day && slot.state === 'open')[index]!
const minutesOf = (at: string) => {
  const beijing = new Date(new Date(at).getTime() + 8 * 3_600_000)
  return beijing.getUTCHours() * 60 + beijing.getUTCMinutes()
}
const mine = async (who: string, id: string) => (await stack.as(who)(`GET /bookings/${id}`)).body

describe('a telephone booking', () => {
  it('stands in the place kept for it, and its person is the one who taps', async () => {
    const { startsAt } = await openOn('2026-03-03')
    for (const who of ['villager1', 'villager2', 'villager3']) await hall.booked(who, startsAt)
    expect((await hall.hold('villager4', startsAt)).body.code).toBe('slot_full')
    const { phone } = stack.person('villager4')
    const body = { key: randomUUID(), itemId: hall.itemId, startsAt, name: '来电群众', phone }
    const made = await stack.as('hall1')('POST /hall/bookings', body)
    expect(made).toMatchObject({ status: 200, body: { state: 'booked', phone, byStaff: true } })
    expect((await stack.as('hall1')('POST /hall/bookings', body)).body.id).toBe(made.body.id)
    // Whose number it is sees it among their own; the desk sees the place that was left for it.
    expect((await stack.as('villager4')('GET /bookings')).body.items).toMatchObject([{ id: made.body.id }])
    expect((await stack.as('villager5')('GET /bookings')).body.items).toEqual([])
    const slotOf = async (line: string, who?: string) =>
      (await stack.as(who)(line)).body.days
        .flatMap(({ slots }: { slots: { startsAt: string }[] }) => slots)
        .find((slot: { startsAt: string }) => slot.startsAt === (made.body.startsAt as string))
    expect(await slotOf(`GET /items/${hall.itemId}/slots`)).toMatchObject({ state: 'full' })
    const next = (await openOn('2026-03-03', 1)).startsAt
    const desk = (await stack.as('hall1')(`GET /hall/items/${hall.itemId}/slots`)).body.days.flatMap(
      ({ slots }: { slots: { startsAt: string; free: number }[] }) => slots
    )
    expect(desk.find((slot: { startsAt: string }) => slot.startsAt === next)).toMatchObject({ free: 4 })
    expect(desk.find(({ state }: { state: string }) => state === 'unreleased')).toBeUndefined()
    expect((await hall.hold('villager4', (await openOn('2026-03-04')).startsAt)).body.code).toBe(
      'booked_already'
    )
    expect(
      (await stack.as('hall1')('POST /hall/bookings', { ...body, key: randomUUID(), phone: '19900009999' }))
        .body.code
    ).toBe('slot_full')
  })

  it('shows in the window’s day with the others, by time, page by page', async () => {
    const { id } = await hall.counter()
    const read = async (cursor = ''): Promise<{ startsAt: string; name: string }[]> => {
      const { items, next } = (
        await stack.as('hall1')(`GET /hall/bookings?counterId=${id}&day=2026-03-03${cursor}`)
      ).body
      return next ? [...items, ...(await read(`&cursor=${next}`))] : items
    }
    const { startsAt } = await openOn('2026-03-03', 1)
    await hall.booked('villager5', startsAt)
    const rows = await read()
    expect(rows.map(({ startsAt: at }) => at)).toEqual(rows.map(({ startsAt: at }) => at).sort())
    expect(rows).toHaveLength(5)
    expect(
      await stack.as('hall1')(`GET /hall/bookings?counterId=${randomUUID()}&day=2026-03-03`)
    ).toMatchObject({
      body: { items: [] }
    })
  })
})

describe('when a slot is closed or its capacity lowered after it was booked', () => {
  it('nobody is thrown out, each is told, the clerks are told, and a clerk moves them', async () => {
    const { startsAt, endsAt } = await openOn('2026-03-05')
    const booking = await hall.booked('villager6', startsAt)
    const { id } = await hall.counter()
    const closure = {
      day: '2026-03-05',
      fromMinute: minutesOf(startsAt),
      untilMinute: minutesOf(endsAt),
      windowId: null,
      reason: '设备检修'
    }
    const { body } = await stack.as('hall3')(`POST /counters/${id}/closures`, closure)
    expect(body.closures).toMatchObject([{ reason: '设备检修' }])
    expect(await mine('villager6', booking.id)).toMatchObject({ state: 'booked', affected: '设备检修' })
    expect(await told('villager6')).toContain('停办（设备检修）')
    expect(await told('hall1')).toContain('已有1人预约')
    expect((await hall.hold('villager7', startsAt)).body.code).toBe('slot_gone')
    const [hit] = (await stack.as('hall1')(`GET /hall/bookings?counterId=${id}&day=2026-03-05&affected=true`))
      .body.items
    expect(hit).toMatchObject({
      id: booking.id,
      affected: '设备检修',
      phone: stack.person('villager6').phone
    })
    const to = await openOn('2026-03-06')
    const moved = await stack.as('hall1')(`POST /hall/bookings/${hit.id}/move`, {
      lock: hit.lock,
      startsAt: to.startsAt
    })
    expect(moved.body).toMatchObject({ startsAt: to.startsAt, affected: null, phone: null })
    expect(await told('villager6')).toContain('您的预约改到了')
    expect((await stack.as('hall3')(`POST /closures/${body.closures[0].id}/end`, {})).body.closures).toEqual(
      []
    )
    expect((await openOn('2026-03-05')).startsAt).toBe(startsAt)
  })

  it('tells whom a closure hit that their time stands, when it is lifted', async () => {
    const { startsAt, endsAt } = await openOn('2026-03-05', 4)
    await hall.booked('villager52', startsAt)
    const [fromMinute, untilMinute] = [minutesOf(startsAt), minutesOf(endsAt)]
    const closure = { day: '2026-03-05', fromMinute, untilMinute, windowId: null, reason: '停水' }
    const shut = await stack.as('hall3')(`POST /counters/${(await hall.counter()).id}/closures`, closure)
    expect(await told('villager52')).toContain('停办（停水）')
    await stack.as('hall3')(`POST /closures/${shut.body.closures[0].id}/end`, {})
    expect(await told('villager52')).toContain('照常办理，您约的时间不变')
  })

  it('who was neither moved nor served because the hall was closed has not missed it', async () => {
    const { startsAt, endsAt } = await openOn('2026-03-05', 3)
    const booking = await hall.booked('villager50', startsAt)
    const [fromMinute, untilMinute] = [minutesOf(startsAt), minutesOf(endsAt)]
    const closure = { day: '2026-03-05', fromMinute, untilMinute, windowId: null, reason: '停电' }
    await stack.as('hall3')(`POST /counters/${(await hall.counter()).id}/closures`, closure)
    const before = stack.clock.now
    stack.clock.now = new Date(new Date(endsAt).getTime() + 3_600_000)
    await stack.tick()
    expect(await mine('villager50', booking.id)).toMatchObject({ state: 'cancelled' })
    expect(await told('villager50')).toContain('停电')
    expect((await stack.as('villager50')('GET /booking-standing')).body.missed).toBe(0)
    stack.clock.now = before
  })

  it('a lower capacity waits for cancellations and never sells a place twice', async () => {
    const { startsAt } = await openOn('2026-03-06', 2)
    const three = []
    for (const who of ['villager8', 'villager9', 'villager10']) three.push(await hall.booked(who, startsAt))
    await hall.seats(2)
    const state = async () => (await hall.slots()).find((slot) => slot.startsAt === startsAt)!
    expect(await state()).toMatchObject({ state: 'full', free: 0 })
    for (const [index, who] of ['villager8', 'villager9', 'villager10'].entries())
      expect(await mine(who, three[index]!.id)).toMatchObject({ state: 'booked' })
    await hall.command('villager8', three[0]!, { action: 'cancel' })
    await hall.command('villager9', three[1]!, { action: 'cancel' })
    expect(await state()).toMatchObject({ state: 'full' })
    await hall.command('villager10', three[2]!, { action: 'cancel' })
    expect(await state()).toMatchObject({ state: 'open', free: 1 })
    await hall.seats(4)
    expect(await state()).toMatchObject({ free: 3 })
  })

  it('tells the clerks how many have booked beyond what is left, and shows it on the day', async () => {
    const { startsAt } = await openOn('2026-03-09', 2)
    for (const who of ['villager8', 'villager9', 'villager10']) await hall.booked(who, startsAt)
    await hall.seats(2)
    const heard =
      await stack.sql`select text from messages where tenant_id = '370829' and text like '%3月9日%约了3人，只剩2个号%'
      and account_id = ${stack.person('hall1').accountId}`
    expect(heard).toHaveLength(1)
    const { id } = await hall.counter()
    const { over } = (await stack.as('hall1')(`GET /hall/bookings?counterId=${id}&day=2026-03-09`)).body
    expect(over).toEqual([expect.stringContaining('约了3人，只剩2个号')])
    await hall.seats(4)
    expect((await stack.as('hall1')(`GET /hall/bookings?counterId=${id}&day=2026-03-09`)).body.over).toEqual(
      []
    )
  })

  it('sends nobody reminders of an hour that was closed, and lets nobody confirm into it', async () => {
    const { startsAt, endsAt } = await openOn('2026-03-09', 4)
    const booking = await hall.booked('villager51', startsAt)
    const { body: held } = await hall.hold('villager52', startsAt)
    expect((await stack.as('villager53')('POST /waitlist', { itemId: hall.itemId, startsAt })).status).toBe(
      409
    )
    await hall.booked('villager54', startsAt)
    await stack.as('villager53')('POST /waitlist', { itemId: hall.itemId, startsAt })
    const closure = {
      day: '2026-03-09',
      fromMinute: minutesOf(startsAt),
      untilMinute: minutesOf(endsAt),
      windowId: null
    }
    const { id } = await hall.counter()
    const shut = await stack.as('hall3')(`POST /counters/${id}/closures`, { ...closure, reason: '搬迁' })
    expect((await hall.command('villager52', held, { action: 'confirm' })).body.code).toBe('slot_gone')
    expect(await told('villager53')).toContain('不再候补')
    expect((await stack.as('villager53')('GET /waitlist')).body.items).toEqual([])
    const before = stack.clock.now
    for (const minutes of [-24 * 60, -60, -30, -10]) {
      stack.clock.now = new Date(new Date(startsAt).getTime() + minutes * 60_000 + 1000)
      await stack.tick()
    }
    expect(await told('villager51')).toContain('停办（搬迁）')
    // The hour has come: the hall may still see to them.
    stack.clock.now = new Date(new Date(startsAt).getTime() + 60_000)
    const rows = (await stack.as('hall1')(`GET /hall/bookings?counterId=${id}&day=2026-03-09&affected=true`))
      .body.items
    expect(rows.find((row: { id: string }) => row.id === booking.id)).toMatchObject({
      actions: ['move', 'cancel']
    })
    stack.clock.now = before
    await stack.as('hall3')(`POST /closures/${shut.body.closures.at(-1).id}/end`, {})
  })

  it('gives each closed hour its own reason', async () => {
    const [early, late] = [await openOn('2026-03-09', 0), await openOn('2026-03-09', 6)]
    const [one, two] = [
      await hall.booked('villager57', early.startsAt),
      await hall.booked('villager58', late.startsAt)
    ]
    const { id } = await hall.counter()
    for (const [slot, reason] of [
      [early, '线路检修'],
      [late, '业务培训']
    ] as const)
      await stack.as('hall3')(`POST /counters/${id}/closures`, {
        day: '2026-03-09',
        windowId: null,
        reason,
        fromMinute: minutesOf(slot.startsAt),
        untilMinute: minutesOf(slot.endsAt)
      })
    expect((await mine('villager57', one.id)).affected).toBe('线路检修')
    expect((await mine('villager58', two.id)).affected).toBe('业务培训')
    for (const closure of (await hall.counter()).closures)
      await stack.as('hall3')(`POST /closures/${closure.id}/end`, {})
  })

  it('a place more goes to who waits before anybody else', async () => {
    const { startsAt } = await openOn('2026-03-06', 4)
    for (const who of ['villager11', 'villager12', 'villager13']) await hall.booked(who, startsAt)
    await stack.as('villager14')('POST /waitlist', { itemId: hall.itemId, startsAt })
    await hall.seats(5)
    expect((await stack.as('villager14')('GET /bookings')).body.items[0]).toMatchObject({
      state: 'offered',
      startsAt
    })
    expect((await hall.hold('villager15', startsAt)).body.code).toBe('slot_full')
    await hall.seats(4)
  })
})

describe('who misses three bookings in 90 days', () => {
  it('comes to the desk for 30 days, may appeal once, and a clerk lifts it', async () => {
    const start = stack.clock.now
    for (let missed = 0; missed < 3; missed++) {
      const { startsAt } = (await hall.slots()).filter(({ state }) => state === 'open')[3]!
      await hall.booked('villager30', startsAt)
      stack.clock.now = new Date(new Date(startsAt).getTime() + DAY / 24)
      await stack.tick()
      await keepHall(stack.deps)
    }
    expect(await told('villager30')).toContain('只能到大厅现场取号')
    const open = await hall.slot(5)
    expect((await hall.hold('villager30', open.startsAt)).body.code).toBe('desk_only')
    expect(
      (await stack.as('villager30')('POST /waitlist', { itemId: hall.itemId, startsAt: open.startsAt })).body
        .code
    ).toBe('desk_only')
    expect((await stack.as('villager30')('GET /booking-standing')).body).toMatchObject({
      missed: 3,
      appeal: 'none'
    })
    const reason = '那几天住院，没有办法来'
    expect(await stack.as('villager31')('POST /booking-standing/appeal', { reason })).toMatchObject({
      status: 409
    })
    expect(await stack.as('villager30')('POST /booking-standing/appeal', { reason })).toMatchObject({
      status: 200
    })
    expect(await stack.as('villager30')('POST /booking-standing/appeal', { reason })).toMatchObject({
      status: 409
    })
    const [appeal] = (await stack.as('hall3')('GET /hall/appeals')).body.items
    expect(appeal).toMatchObject({ missed: 3, reason })
    await stack.as('hall3')(`POST /hall/appeals/${appeal.accountId}`, { lift: true })
    expect(await told('villager30')).toContain('申诉已经同意')
    expect((await hall.hold('villager30', open.startsAt)).status).toBe(200)
    expect((await stack.as('hall3')('GET /hall/appeals')).body.items).toEqual([])
    expect(stack.clock.now.getTime()).toBeGreaterThan(start.getTime())
  })
})

it('forgets who was booked for by telephone thirty days after their day', async () => {
  const { startsAt } = await hall.slot(0)
  const body = { key: randomUUID(), itemId: hall.itemId, startsAt, name: '来电老人', phone: '19900007777' }
  const { id } = (await stack.as('hall1')('POST /hall/bookings', body)).body
  const read = async () =>
    (await stack.sql`select name, phone_sealed from bookings where tenant_id = '370829' and id = ${id}`)[0]!
  const before = stack.clock.now
  stack.clock.now = new Date(new Date(startsAt).getTime() + 29 * DAY)
  await keepHall(stack.deps)
  expect((await read()).name).toBe('来电老人')
  stack.clock.now = new Date(new Date(startsAt).getTime() + 32 * DAY)
  await keepHall(stack.deps)
  expect(await read()).toEqual({ name: '', phone_sealed: null })
  stack.clock.now = before
})

describe('the queue', () => {
  const queue = async (): Promise<QueueTicket[]> =>
    (await stack.as('hall2')(`GET /hall/queue?counterId=${(await hall.counter()).id}`)).body.items
  const walkIn = async (priority = false) =>
    (
      await stack.as('hall1')('POST /hall/walk-ins', {
        key: randomUUID(),
        counterId: (await hall.counter()).id,
        itemId: null,
        priority
      })
    ).body as QueueTicket
  const call = async (index = 0) => {
    const { windows } = await hall.counter()
    return stack.as('hall2')(`POST /hall/windows/${windows[index]!.id}/call`, {})
  }
  const act = ({ id, lock }: QueueTicket, action: string, more = {}) =>
    stack.as('hall2')(`POST /hall/tickets/${id}/commands`, { action, lock, ...more })

  it('checks in by the code at the door or by a clerk, and only in time', async () => {
    stack.clock.now = new Date('2026-03-16T08:00:00+08:00')
    await keepHall(stack.deps)
    const { startsAt } = await openOn('2026-03-16', 1)
    const [one, two] = [await hall.booked('villager40', startsAt), await hall.booked('villager41', startsAt)]
    const door = () => doorCode(stack.deps.signer, '370829', stack.clock.now)
    const enter = (code: string) =>
      hall.command('villager40', one, { action: 'checkIn', door: code, priority: false })
    expect((await enter(door())).body.code).toBe('not_check_in_time')
    stack.clock.now = new Date('2026-03-16T09:05:00+08:00')
    const stale = door()
    stack.clock.now = new Date('2026-03-16T09:10:00+08:00')
    expect((await enter(stale)).body.code).toBe('door_code_old')
    expect((await enter(`${stale.split('.')[0]}.xxxxxxxxxxxxxxxx`)).body.code).toBe('door_code_old')
    const own = (await enter(door())).body
    expect(own).toMatchObject({ state: 'arrived', ticket: { no: 'F001', state: 'waiting', ahead: 0 } })
    const said = (code: string) => stack.as('hall1')('POST /hall/check-ins', { code, priority: true })
    expect((await said(two.code!)).body).toMatchObject({ no: 'F002', priority: true, name: two.name })
    expect(await said(two.code!), 'his code given again').toMatchObject({ status: 200, body: { no: 'F002' } })
  })

  it('calls in turn, one window one number, and ends what is done', async () => {
    stack.clock.now = new Date('2026-03-16T09:31:00+08:00')
    const simply = await walkIn()
    expect(
      (await mine('villager40', (await stack.as('villager40')('GET /bookings')).body.items[0].id)).ticket
        .ahead
    ).toBe(1)
    const [first, second] = await Promise.all([call(0), call(0)])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    const { ticket } = (first.status === 200 ? first : second).body
    expect(ticket).toMatchObject({ no: 'F002', state: 'called', calls: 1 })
    expect(await told('villager41')).toContain('F002请到公安专区')
    const again = (await act(ticket, 'again')).body
    expect(again).toMatchObject({ calls: 2 })
    expect((await act(ticket, 'serve')).body.code).toBe('ticket_moved_on')
    const serving = (await act(again, 'serve')).body
    stack.clock.now = new Date('2026-03-16T09:32:00+08:00')
    const next = (await call(1)).body.ticket
    expect(next.no).toBe('F001')
    const screen = (await stack.as('hall1')('GET /hall/screen')).body
    expect(screen.called.map(({ no }: { no: string }) => no)).toEqual(['F001', 'F002'])
    expect(screen.waiting.find(({ letter }: { letter: string }) => letter === 'F')).toMatchObject({
      count: 1
    })
    stack.clock.now = new Date('2026-03-16T09:43:00+08:00')
    expect((await act(serving, 'done')).body.state).toBe('done')
    expect((await stack.as('villager41')('GET /bookings')).body.items[0].state).toBe('served')
    expect((await call(0)).body.ticket.no).toBe(simply.no)
    expect((await queue()).map(({ no }) => no).sort()).toEqual(['F001', simply.no])
  })

  it('lets who did not come join anew, parks, and sends on to another counter', async () => {
    for (const ticket of await queue()) await act(ticket, 'miss')
    const [missed] = await queue()
    const late = await walkIn()
    expect((await act(missed!, 'resume')).body.state).toBe('waiting')
    const called = (await call(0)).body.ticket
    expect(called.no).toBe(missed!.no)
    const parked = (await act(called, 'park')).body
    expect(parked).toMatchObject({ state: 'parked', window: null })
    const other = (await stack.as('hall2')('GET /counters')).body.items.find(
      ({ letter }: { letter: string }) => letter === 'A'
    )
    const sent = (await act((await act(parked, 'resume')).body, 'transfer', { counterId: other.id })).body
    expect(sent).toMatchObject({ no: missed!.no, state: 'waiting' })
    expect((await call(1)).body.ticket.no).toBe(late.no)
    expect((await call(0)).body.ticket).toBeNull()
    expect(
      (await stack.as('hall2')(`POST /hall/windows/${other.windows[0].id}/call`, {})).body.ticket.no
    ).toBe(missed!.no)
  })

  it('says how long it takes by the services of the day', async () => {
    const waiting = await walkIn()
    const [row] =
      await stack.sql`select count(*)::int n from tickets where tenant_id = '370829' and state = 'done'`
    expect(row!.n).toBe(1)
    expect(waiting.ahead).toBe(0)
    await stack.sql`update tickets set state = 'done', served_at = ${stack.clock.now.toISOString()}::timestamptz, ended_at = ${stack.clock.now.toISOString()}::timestamptz + interval '8 minutes'
      where tenant_id = '370829' and state = 'called'`
    const { startsAt } = await openOn(today(), 0)
    const booking = await hall.booked('villager42', startsAt)
    const door = doorCode(stack.deps.signer, '370829', stack.clock.now)
    const own = (await hall.command('villager42', booking, { action: 'checkIn', door, priority: false })).body
    expect(own.ticket).toMatchObject({ ahead: 1, wait: { from: 9, to: 11 } })
  })

  it('belongs to its hall: another’s clerk finds nothing', async () => {
    await stack.sql`update posts set org_id = (select id from organisations where tenant_id = '370829' and kind = 'township' limit 1)
      where tenant_id = '370829' and title = '大厅值班主任'`
    const { id, windows } = await hall.counter()
    const [ticket] = await queue()
    expect((await stack.as('hall3')('GET /counters')).body.items).toEqual([])
    for (const line of [`GET /hall/queue?counterId=${id}`])
      expect(await stack.as('hall3')(line)).toMatchObject({ status: 404 })
    for (const [line, body] of [
      [`POST /hall/windows/${windows[0]!.id}/call`, {}],
      [`POST /hall/tickets/${ticket!.id}/commands`, { action: 'park', lock: ticket!.lock }],
      [
        `POST /counters/${id}/closures`,
        { day: '2026-03-17', fromMinute: 540, untilMinute: 600, windowId: null, reason: '培训' }
      ]
    ] as const)
      expect(await stack.as('hall3')(line, body)).toMatchObject({ status: 404 })
  })
})

it('knows who was booked for by telephone by their number, that day alone', async () => {
  stack.clock.now = new Date('2026-03-19T08:05:00+08:00')
  await keepHall(stack.deps)
  const phone = '19900098765'
  const body = { key: randomUUID(), itemId: hall.itemId, name: '周来电', phone }
  const { startsAt } = await openOn('2026-03-19', 1)
  const made = await stack.as('hall1')('POST /hall/bookings', { ...body, startsAt })
  expect(made).toMatchObject({ status: 200, body: { state: 'booked' } })
  const said = (code: string) => stack.as('hall1')('POST /hall/check-ins', { code, priority: false })
  expect(await said('19900098766')).toMatchObject({ status: 404 })
  expect((await said(phone)).body.code).toBe('not_check_in_time')
  stack.clock.now = new Date(startsAt)
  expect((await said(phone)).body).toMatchObject({ no: 'F001', name: '周来电' })
})

it('takes no leap second, and a reminder leaves an open page of a booking good', async () => {
  stack.clock.now = new Date('2026-03-23T08:05:00+08:00')
  await keepHall(stack.deps)
  expect((await hall.hold('villager55', '2026-03-24T23:59:60Z')).status).toBe(400)
  const { startsAt } = await openOn('2026-03-25', 1)
  const booking = await hall.booked('villager55', startsAt)
  stack.clock.now = new Date('2026-03-24T21:00:00+08:00')
  await stack.tick()
  expect(await told('villager55')).toContain('您有预约')
  expect((await hall.command('villager55', booking, { action: 'cancel' })).body).toMatchObject({
    state: 'cancelled'
  })
})

it('lists a booking whose second slot alone was closed, and tells the second closing too', async () => {
  stack.clock.now = new Date('2026-03-26T08:05:00+08:00')
  await keepHall(stack.deps)
  await stack.sql`update item_versions v set content = jsonb_set(content, '{minutes}', '60') from service_items i
    where v.tenant_id = '370829' and i.tenant_id = '370829' and i.id = ${hall.itemId} and v.item_id = i.id and v.version = i.in_force`
  const { startsAt } = await openOn('2026-03-27')
  const booking = await hall.booked('villager56', startsAt)
  const { id } = await hall.counter()
  const [fromMinute, untilMinute] = [minutesOf(startsAt) + 30, minutesOf(startsAt) + 60]
  const closure = { day: '2026-03-27', fromMinute, untilMinute, windowId: null, reason: '消防演练' }
  const closed = await stack.as('county-admin')(`POST /counters/${id}/closures`, closure)
  expect(await mine('villager56', booking.id)).toMatchObject({ affected: '消防演练' })
  const listed = await stack.as('hall1')(`GET /hall/bookings?counterId=${id}&day=2026-03-26&affected=true`)
  expect(listed.body.items.map((one: { id: string }) => one.id)).toEqual([booking.id])
  await stack.as('county-admin')(`POST /closures/${closed.body.closures.at(-1).id}/end`, {})
  stack.clock.now = new Date('2026-03-26T08:10:00+08:00')
  await stack.as('county-admin')(`POST /counters/${id}/closures`, { ...closure, reason: '又停电' })
  expect(await told('villager56')).toContain('又停电')
})

describe('who somebody is to the rules', () => {
  it('goes with them when they bind their number: what they have booked stays one, and a bar stays theirs', async () => {
    stack.clock.now = new Date('2026-03-30T08:05:00+08:00')
    await keepHall(stack.deps)
    const { accountId, phone } = stack.person('villager45')
    await stack.sql`update accounts set phone_sealed = null where tenant_id = '370829' and id = ${accountId}`
    const { startsAt } = await openOn('2026-03-31')
    await hall.booked('villager45', startsAt)
    await stack.sql`insert into standings (tenant_id, person_key, account_id, barred_until) values ('370829', ${accountId}, ${accountId}, '2026-04-20')
      on conflict (tenant_id, person_key) do update set barred_until = excluded.barred_until`
    const code = stack.world.code(weappIdOf('370829'), 'villager45')
    expect((await stack.as('villager45')('POST /me/phone', { code })).status).toBe(200)
    expect((await hall.hold('villager45', (await openOn('2026-04-01')).startsAt)).body.code).toBe(
      'booked_already'
    )
    expect((await stack.as('villager45')('GET /booking-standing')).body.barredUntil).not.toBeNull()
    const made = {
      key: randomUUID(),
      itemId: hall.itemId,
      startsAt: (await openOn('2026-04-01')).startsAt,
      name: '本人',
      phone
    }
    expect((await stack.as('hall1')('POST /hall/bookings', made)).body.code).toBe('booked_already')
  })

  it('who takes seats and lets them go again and again waits like one who cancels', async () => {
    await hall.settle({ coolMinutes: 30 })
    const { startsAt } = await openOn('2026-04-01', 2)
    for (let round = 0; round < 3; round++) {
      const { body } = await hall.hold('villager46', startsAt)
      expect((await hall.command('villager46', body, { action: 'cancel' })).status).toBe(200)
    }
    expect((await hall.hold('villager46', startsAt)).body.code).toBe('cooling')
    await hall.settle({ coolMinutes: 0 })
  })

  it('hears that their appeal was refused, and does not wait on', async () => {
    const { accountId } = stack.person('villager45')
    await stack.as('villager45')('POST /booking-standing/appeal', { reason: '真的去不了' })
    expect((await stack.as('villager45')('GET /booking-standing')).body.appeal).toBe('waiting')
    await stack.as('hall1')(`POST /hall/appeals/${accountId}`, { lift: false })
    expect((await stack.as('villager45')('GET /booking-standing')).body.appeal).toBe('refused')
    expect(await told('villager45')).toContain('没有通过')
  })
})

it('takes the priority back from who only said so, and a hall’s clerk opens nothing of another’s', async () => {
  stack.clock.now = new Date('2026-04-02T09:05:00+08:00')
  await keepHall(stack.deps)
  const { id: counterId } = await hall.counter()
  const walkIn = { key: randomUUID(), counterId, itemId: null, priority: true }
  const { body: ticket } = await stack.as('hall1')('POST /hall/walk-ins', walkIn)
  const plain = await stack.as('hall1')(`POST /hall/tickets/${ticket.id}/commands`, {
    action: 'ordinary',
    lock: ticket.lock
  })
  expect(plain.body).toMatchObject({ state: 'waiting', priority: false })
  const booking = await hall.booked('villager47', (await openOn('2026-04-03')).startsAt)
  // hall3 was moved to another unit above.
  const other = stack.as('hall3')
  for (const [line, body] of [
    ['POST /hall/check-ins', { code: booking.code, priority: false }],
    ['POST /hall/walk-ins', { ...walkIn, key: randomUUID() }],
    [`POST /hall/bookings/${booking.id}/cancel`, { lock: booking.lock, reason: '不归我管' }],
    [`POST /hall/bookings/${booking.id}/move`, { lock: booking.lock, startsAt: booking.startsAt }],
    [`GET /hall/items/${hall.itemId}/slots`, undefined]
  ] as const)
    expect(await other(line, body), line).toMatchObject({ status: 404 })
  const day = booking.startsAt.slice(0, 10)
  expect((await other(`GET /hall/bookings?counterId=${counterId}&day=${day}`)).body).toMatchObject({
    items: [],
    over: []
  })
  expect((await other('GET /hall/screen')).body).toMatchObject({ called: [], waiting: [] })
})
