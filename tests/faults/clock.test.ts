import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Real, startReal } from './real.ts'

const HOUR_MS = 3_600_000
const skewFile = join(mkdtempSync(join(tmpdir(), 'bangban-skew-')), 'skew')
let real: Real
beforeAll(async () => {
  writeFileSync(skewFile, '0')
  const preload = new URL('./skewed-date.mjs', import.meta.url).href
  real = await startReal({ NODE_OPTIONS: `--import ${preload}`, SKEW_FILE: skewFile })
})
afterAll(() => real?.stop())

const skew = (ms: number) => writeFileSync(skewFile, String(ms))
const clock = async () =>
  ((await (await fetch(`${real.service().origin}/ready`)).json()) as { clock: string }).clock
const facts = async () => {
  const [row] =
    await real.sql`select (select count(*)::int from question_events where tenant_id = '370829') events,
    (select count(*)::int from messages where tenant_id = '370829') messages,
    (select count(*)::int from timers where tenant_id = '370829' and due_at <= now()) due`
  return row as { events: number; messages: number; due: number }
}

it.each([
  ['a day ahead', 24 * HOUR_MS],
  ['an hour back', -HOUR_MS],
  ['a year ahead', 365 * 24 * HOUR_MS]
])(
  'fires nothing and dates nothing wrongly while its clock is %s, tells it, and goes on when it is right',
  {
    timeout: 60_000
  },
  async (_, off) => {
    for (let n = 0; n < 3; n++) expect((await real.write()).status).toBe(200)
    await expect
      .poll(
        async () =>
          (await real.sql`select 1 from questions where tenant_id = '370829' and proposal is null`).length,
        { timeout: 15_000 }
      )
      .toBe(0)
    await wait(1500)
    const before = await facts()
    skew(off)
    await expect.poll(clock, { timeout: 5000 }).toBe('astray')
    await wait(3000)
    expect(await facts(), 'no timer, no message').toEqual(before)
    const { id, status } = await real.write()
    expect(status).toBe(200)
    const [asked] =
      await real.sql`select abs(extract(epoch from asked_at - now())) as off, id from questions where tenant_id = '370829' and id = ${id!}`
    expect(Number(asked!.off)).toBeLessThan(5)
    const later = await real.write()
    expect([
      later.id! > id!,
      parseInt(later.id!.replaceAll('-', '').slice(0, 12), 16) - Date.now() < 5000
    ]).toEqual([true, true])
    // A timer that is really due waits for the clock, and no longer.
    const due = async () =>
      (
        await real.sql`select 1 from timers where tenant_id = '370829' and subject_id = ${id!} and due_at < now()`
      ).length
    await real.sql`update timers set due_at = now() - interval '1 minute' where tenant_id = '370829' and subject_id = ${id!}`
    await wait(1500)
    expect(await due()).toBe(1)
    skew(0)
    await expect.poll(clock, { timeout: 5000 }).toBe('ok')
    await expect.poll(due, { timeout: 10_000 }).toBe(0)
    expect(real.logged()).toContain('astray')
  }
)

it('keeps a token of a right clock while its own is off, and refuses an old one', async () => {
  skew(24 * HOUR_MS)
  expect((await real.read()).status).toBe(200)
  skew(0)
})
