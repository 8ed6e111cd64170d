import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Hall, openHall, soundness } from '../support/hall.ts'
import { type Stack, startStack } from '../support/stack.ts'

const PEOPLE = ['villager1', 'villager2', 'villager3', 'villager4', 'villager5'] as const
const TOTAL = 4
const BASE = new Date('2026-03-02T09:00:00+08:00').getTime()
const MINUTE = 60_000

type State = 'held' | 'offered' | 'booked'
type Live = { slot: number; state: State; until: number }
/** The hall in a few lines: what anybody would say must happen. */
type Model = { now: number; seats: number; live: Map<string, Live>; lines: string[][] }
type Real = { stack: Stack; hall: Hall; starts: string[] }

const free = ({ live, seats }: Model, slot: number) =>
  Math.max(0, seats - [...live.values()].filter((one) => one.slot === slot).length)
function offer(model: Model, slot: number): void {
  for (const who of [...model.lines[slot]!]) {
    if (free(model, slot) === 0) return
    if (model.live.has(who)) continue
    model.live.set(who, { slot, state: 'offered', until: model.now + 30 * MINUTE })
  }
}
const leave = (model: Model, slot: number, who: string) => {
  model.lines[slot] = model.lines[slot]!.filter((one) => one !== who)
}
function giveUp(model: Model, who: string): void {
  const { slot, state } = model.live.get(who)!
  if (state === 'offered') leave(model, slot, who)
  model.live.delete(who)
  offer(model, slot)
}

type Step = Readonly<{
  kind: 'hold' | 'confirm' | 'cancel' | 'change' | 'wait' | 'time' | 'seats'
  who: string
  slot: number
  n: number
}>
const label = ({ kind, who, slot, n }: Step) => `${kind}(${who},${slot},${n})`

/** What the plain model says a step ends with: a code, or 'ok'. */
function expected(model: Model, { kind, who, slot, n }: Step): string {
  const own = model.live.get(who)
  switch (kind) {
    case 'hold':
      if (own) return 'booked_already'
      if (free(model, slot) === 0) return 'slot_full'
      model.live.set(who, { slot, state: 'held', until: model.now + 10 * MINUTE })
      return 'ok'
    case 'confirm':
      if (!own) return 'none'
      if (own.state === 'booked') return 'booking_moved_on'
      model.live.set(who, { ...own, state: 'booked' })
      for (const line of model.lines.keys()) leave(model, line, who)
      return 'ok'
    case 'cancel':
      if (!own) return 'none'
      giveUp(model, who)
      return 'ok'
    case 'change':
      if (!own) return 'none'
      if (own.state !== 'booked') return 'booking_moved_on'
      if (own.slot === slot) return 'same_slot'
      if (free(model, slot) === 0) return 'slot_full'
      model.live.set(who, { ...own, slot })
      offer(model, own.slot)
      return 'ok'
    case 'wait':
      if (own) return 'booked_already'
      if (free(model, slot) > 0) return 'slot_free'
      if (!model.lines[slot]!.includes(who)) model.lines[slot]!.push(who)
      return 'ok'
    case 'time': {
      model.now += n * MINUTE
      // Lapses in the order they fall due; who is offered a place then has their half hour from now on.
      const due = [...model.live].filter(([, { state, until }]) => state !== 'booked' && until <= model.now)
      for (const [one] of due.sort(([, a], [, b]) => a.until - b.until)) giveUp(model, one)
      return 'ok'
    }
    case 'seats':
      model.seats = n % (TOTAL + 1)
      for (const index of model.lines.keys()) offer(model, index)
      return 'ok'
  }
}

async function actual({ stack, hall, starts }: Real, { kind, who, slot, n }: Step): Promise<string> {
  const own = async () =>
    (await stack.as(who)('GET /bookings')).body.items.find(({ state }: { state: string }) =>
      ['held', 'offered', 'booked'].includes(state)
    )
  const command = async (body: object) => {
    const line = await own()
    if (!line) return 'none'
    const { body: read } = await stack.as(who)(`GET /bookings/${line.id}`)
    return (await hall.command(who, read, body)).body.code
  }
  const startsAt = starts[slot]!
  const told = await {
    hold: async () => (await hall.hold(who, startsAt, { key: randomUUID() })).body.code,
    confirm: () => command({ action: 'confirm' }),
    cancel: () => command({ action: 'cancel' }),
    change: () => command({ action: 'change', startsAt }),
    wait: async () => (await stack.as(who)('POST /waitlist', { itemId: hall.itemId, startsAt })).body.code,
    time: async () => {
      stack.clock.now = new Date(stack.clock.now.getTime() + n * MINUTE)
      await stack.tick()
    },
    seats: async () => (await hall.settle({ walkInSeats: TOTAL - (n % (TOTAL + 1)) })).body.code
  }[kind]()
  return typeof told === 'string' && !/^\d+$/.test(told) ? told : 'ok'
}

class Do implements fc.AsyncCommand<Model, Real> {
  readonly step: Step
  constructor(step: Step) {
    this.step = step
  }
  check = () => true
  async run(model: Model, real: Real): Promise<void> {
    // No two things of a history happen at the same moment.
    model.now += 1000
    real.stack.clock.now = new Date(model.now)
    const wanted = expected(model, this.step)
    expect(await actual(real, this.step), label(this.step)).toBe(wanted)
    expect(await seen(real), label(this.step)).toEqual({
      live: [...model.live].map(([who, { slot, state }]) => `${who} ${slot} ${state}`).sort(),
      lines: model.lines
    })
    await soundness(real.stack)
  }
  toString = () => label(this.step)
}

async function seen({ stack, starts }: Real) {
  const keyOf = (id: string) => stack.people.find(({ accountId }) => accountId === id)!.key
  const index = (at: string) =>
    starts.findIndex((start) => new Date(start).getTime() === new Date(at).getTime())
  const live =
    await stack.sql`select account_id, starts_at, state from bookings where tenant_id = '370829' and state in ('held', 'offered', 'booked')`
  const waiting =
    await stack.sql`select account_id, starts_at from waitlist where tenant_id = '370829' and state <> 'ended' order by seq`
  return {
    live: live.map((row) => `${keyOf(row.account_id)} ${index(row.starts_at)} ${row.state}`).sort(),
    lines: starts.map((_, slot) =>
      waiting.filter((row) => index(row.starts_at) === slot).map((row) => keyOf(row.account_id))
    )
  }
}

let real: Real
beforeAll(async () => {
  const stack = await startStack()
  const hall = await openHall(stack)
  await hall.settle({ staffSeats: 0, walkInSeats: 0, coolMinutes: 0, dailyLimit: 5 })
  await hall.seats(TOTAL)
  const starts = (await hall.slots()).filter(({ day }) => day === '2026-03-06').slice(0, 2)
  real = { stack, hall, starts: starts.map(({ startsAt }) => startsAt) }
})
afterAll(() => real.stack.stop())

/** Everybody gone, every place free again. */
async function cleared(): Promise<void> {
  const { sql, clock } = real.stack
  clock.now = new Date(BASE)
  await sql`update seats set booking_id = null where tenant_id = '370829'`
  for (const table of ['waitlist', 'bookings'])
    await sql`delete from ${sql(table)} where tenant_id = '370829'`
  await sql`delete from timers where tenant_id = '370829' and subject = 'booking'`
  // All seats away and one made anew: none is left over from what was lowered while it was booked.
  for (const walkInSeats of [0, TOTAL, TOTAL - 1]) await real.hall.settle({ walkInSeats })
}

const step = (kind: Step['kind'], weight: number) => ({
  weight,
  arbitrary: fc
    .record({ who: fc.constantFrom(...PEOPLE), slot: fc.nat(1), n: fc.integer({ min: 1, max: 25 }) })
    .map((rest) => new Do({ kind, ...rest }))
})

it('no history oversells, loses or double-books, and the line is fair', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(
      fc.commands(
        [
          fc.oneof(
            step('hold', 5),
            step('confirm', 4),
            step('cancel', 3),
            step('change', 3),
            step('wait', 6),
            step('time', 2),
            step('seats', 1)
          )
        ],
        { maxCommands: 45, size: '+1' }
      ),
      async (commands) => {
        await cleared()
        const model: Model = { now: BASE, seats: 1, live: new Map(), lines: [[], []] }
        await fc.asyncModelRun(() => ({ model, real }), commands)
      }
    ),
    { numRuns: 20, endOnFailure: true }
  )
)

it('of a crowd that wants the last seats exactly as many win as there are, and everybody is told', async () => {
  await cleared()
  await real.hall.settle({ walkInSeats: 0 })
  const crowd = Array.from({ length: 60 }, (_, index) => `villager${index + 1}`)
  const replies = await Promise.all(crowd.map((who) => real.hall.hold(who, real.starts[0]!)))
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(TOTAL)
  expect(replies.filter(({ body }) => body.code === 'slot_full')).toHaveLength(60 - TOTAL)
  await soundness(real.stack)
})

it('a crowd that cancels, changes, waits and takes at once never stands in a place twice', async () => {
  await cleared()
  await real.hall.settle({ walkInSeats: 0 })
  const crowd = Array.from({ length: 12 }, (_, index) => `villager${index + 1}`)
  const [here, there] = [real.starts[0]!, real.starts[1]!]
  const busy = async (who: string, index: number) => {
    for (let round = 0; round < 6; round++) {
      const held = await real.hall.hold(who, (index + round) % 2 ? here : there)
      if (held.status === 200) {
        const { body } = await real.hall.command(who, held.body, { action: 'confirm' })
        const target = body.startsAt === here ? there : here
        const moved =
          round % 2 ? await real.hall.command(who, body, { action: 'change', startsAt: target }) : { body }
        const now = moved.body.lock ? moved.body : body
        if (index % 3) await real.hall.command(who, now, { action: 'cancel' })
      } else await real.stack.as(who)('POST /waitlist', { itemId: real.hall.itemId, startsAt: here })
    }
  }
  // Whoever changes the day and whoever moves about in it wait for one another in one order: nobody is told
  // to come back.
  const resized = async () => {
    for (const walkInSeats of [2, 0, 3, 1, 0])
      expect((await real.hall.settle({ walkInSeats })).status, 'no deadlock').toBe(200)
  }
  await Promise.all([...crowd.map(busy), resized()])
  await soundness(real.stack)
  const over = await real.stack
    .sql`select b.starts_at from slots b join seats s on s.tenant_id = b.tenant_id and s.counter_id = b.counter_id
    and s.starts_at = b.starts_at and s.pool = 'citizen' where b.tenant_id = '370829' group by b.counter_id, b.starts_at, b.seats having count(*) > b.seats`
  expect(over).toEqual([])
})
