import { randomUUID } from 'node:crypto'
import { counters, serviceWindows } from 'bff/catalogue/counters/counters.table.ts'
import { keepHall } from 'bff/hall/booking/booking.jobs.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import type { FastifyInstance } from 'fastify'
import { answersText, pathsOf, type Situations } from 'shared/rules/situations.ts'
import type { CountyBuilder, Tools } from './county.ts'
import { pick, series } from './data/people.ts'
import { createSimulator } from './simulator.ts'

export const HALL = '县政务服务中心'
/** Letter, name and windows of each counter of the demo hall. */
const COUNTERS: readonly (readonly [letter: string, name: string, windows: number])[] = [
  ['A', '民生事务专区', 4],
  ['B', '不动产登记专区', 4],
  ['C', '企业开办专区', 5],
  ['D', '财税专区', 2],
  ['E', '社会保障专区', 4],
  ['F', '公安专区', 2],
  ['G', '工程与公用专区', 3],
  ['H', '农业农村专区', 2]
]
const SETTINGS = {
  slotMinutes: 30,
  releaseDays: 7,
  releaseMinute: 8 * 60,
  staffSeats: 1,
  walkInSeats: 1,
  holdMinutes: 10,
  dailyLimit: 2,
  coolMinutes: 60
} as const

/** The hall's counters with their windows, numbered through. */
export async function buildHall({ db, newId }: Tools, tenantId: string, orgId: string): Promise<void> {
  let no = 0
  for (const [letter, name, windows] of COUNTERS) {
    const id = newId()
    await db.insert(counters).values({ ...SETTINGS, tenantId, id, orgId, letter, name })
    const rows = Array.from({ length: windows }, () => {
      no += 1
      return { tenantId, id: newId(), counterId: id, no: String(no), seatsPerSlot: 2 }
    })
    await db.insert(serviceWindows).values(rows)
  }
}

const WANTED = ['居民身份证换领', '社会保障卡申领', '老年人优待证办理', '不动产转移登记', '食品经营许可']

/**
 * The coming days are opened, and some villagers have booked; the first of them has their papers together.
 */
export async function openHall(
  app: FastifyInstance,
  deps: Deps,
  clock: { now: Date },
  { people }: Pick<CountyBuilder, 'people'>
): Promise<void> {
  await keepHall(deps)
  const random = series(829)
  const sim = createSimulator(app, deps, clock, '370829')
  const villagers = people.filter(({ key }) => /^villager\d+$/.test(key)).slice(20)
  for (const [index, { accountId }] of villagers.entries()) {
    const { items } = (
      await sim.call(accountId, `GET /items?q=${encodeURIComponent(WANTED[index % WANTED.length]!)}`)
    ).body as { items: { id: string }[] }
    const itemId = items[0]?.id
    if (!itemId) continue
    const { days } = (await sim.call(accountId, `GET /items/${itemId}/slots`)).body as {
      days: { slots: { startsAt: string; state: string }[] }[]
    }
    const open = days
      .slice(0, 2)
      .flatMap(({ slots }) => slots)
      .filter(({ state }) => state === 'open')
    if (open.length === 0) continue
    const { startsAt } = pick(random, open)
    const { questions } = (await sim.call(accountId, `GET /items/${itemId}`)).body as {
      questions: Situations
    }
    const answers = answersText(pathsOf(questions).find((path) => !path.at(-1)?.answer.stop) ?? [])
    const wish = { key: randomUUID(), itemId, startsAt, answers }
    const booked = (await sim.call(accountId, 'POST /bookings', wish)).body
    const line = `POST /bookings/${booked.id as string}/commands`
    await sim.call(accountId, line, { action: 'confirm', lock: booked.lock })
    if (random() >= 0.6) continue
    for (const name of booked.papers as string[])
      if (random() < 0.8)
        await sim.call(accountId, line, { action: 'prepare', travelMinutes: 40, paper: { name, on: true } })
  }
}
