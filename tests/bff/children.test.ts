import { existsSync } from 'node:fs'
import { endChildren, inChild, TooMuch } from 'bff/kernel/lib/children.ts'
import { AppError } from 'bff/kernel/lib/errors.ts'
import { afterAll, expect, it } from 'vitest'

const WORK = new URL('./children/work.ts', import.meta.url)
const work = (what: string, input?: unknown, ms?: number) =>
  inChild<unknown>('book', WORK, { what, input }, ms)
afterAll(endChildren)

it('hands bytes, days and maps over and back as they are', async () => {
  const input = { bytes: new Uint8Array([0, 255]), at: new Date(0), map: new Map([['证明', 1]]) }
  expect(await work('echo', input)).toEqual(input)
})

it('tells what the work threw', async () => {
  await expect(work('fail')).rejects.toMatchObject({ message: 'no such page', code: 'no_page' })
})

it.each(['eat', 'crash'])('outlives work that kills its process: %s', async (what) => {
  const [killed, next] = await Promise.allSettled([work(what), work('echo', 'next')])
  expect(killed).toMatchObject({ status: 'rejected', reason: expect.any(TooMuch) })
  expect(next).toEqual({ status: 'fulfilled', value: 'next' })
})

it('outlives a child that dies while it has nothing to do', async () => {
  const pid = (await work('pid')) as number
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false)
  expect(await work('echo', 'next')).toBe('next')
})

it('goes on with its work when the whole group is told to stop', async () => {
  expect(await work('signals', 'done')).toBe('done')
})

it('ends work that never ends, and takes up the next', async () => {
  await expect(work('hang', undefined, 300)).rejects.toEqual(new AppError('busy'))
  expect(await work('echo', 'next')).toBe('next')
})

it('refuses one more than may wait', async () => {
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => work('echo', at)))
  const refused = all.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(20 - 1 - 4)
  for (const one of refused) expect(one).toMatchObject({ reason: { code: 'busy' } })
})

it('keeps our keys from whatever opens strangers’ files', async () => {
  process.env.IDENTITY_KEYS = 'secret'
  await endChildren()
  expect(await work('keys')).not.toContain('IDENTITY_KEYS')
})
