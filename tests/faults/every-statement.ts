import { startWorld } from 'demo/world.ts'
import { expect } from 'vitest'
import { PUBLIC_URL, type Stack } from '../support/stack.ts'
import { statementProxy } from './proxy.ts'
import { insistWith, spawnService } from './service.ts'

/** Under --deep the process dies after every writing statement; else after a sample of them. */
const STEP = process.env.DEEP ? 2 : 16
const SWEEP_MS = 1000 // rounds in which the living take over the jobs of the dead
export type Insist = ReturnType<typeof insistWith>
/** A story that always goes the same way: lived, and what it must have left behind, exactly once. */
export type Story<Trace> = Readonly<{
  stack: Stack
  live: (insist: Insist) => Promise<string>
  traceOf: (id: string) => Promise<Trace>
  /** Has everything that follows later followed? */
  whole: (trace: Trace) => boolean
}>

/** A service whose database connection runs through a proxy that may kill it. */
async function mortal(stack: Stack, worldBase: string) {
  const { hostname, port, pathname, username, password } = new URL(stack.databaseUrl)
  let onDeath = () => {}
  const proxy = await statementProxy({ host: hostname, port: Number(port) }, () => {
    end()
    onDeath()
  })
  const login = password ? `${username}:${password}` : username
  const databaseUrl = `postgres://${login}@127.0.0.1:${proxy.port}${pathname}`
  const service = await spawnService(databaseUrl, { sweepMs: SWEEP_MS, worldBase })
  await service.up
  const end = () => {
    service.kill()
    proxy.close()
  }
  return {
    base: service.base,
    arm: proxy.arm,
    onDeath: (heard: () => void) => {
      onDeath = heard
    },
    end
  }
}

/**
 * Lives the story over and over, dying after ever later statements of it, until it ends alive; gives the
 * deaths.
 */
async function lane<Trace>(
  { stack, live, traceOf }: Story<Trace>,
  spawn: () => ReturnType<typeof mortal>,
  expected: Trace,
  first: number,
  step: number
): Promise<number> {
  let [now, next] = await Promise.all([spawn(), spawn()])
  const insist = insistWith(stack, () => now.base)
  try {
    for (let statement = first; ; statement += step) {
      const armed = now
      let died = false
      armed.onDeath(() => {
        died = true
        now = next
      })
      armed.arm(statement)
      const id = await live(insist)
      armed.arm(Number.POSITIVE_INFINITY)
      const message = `killed after statement ${statement}`
      await expect.poll(() => traceOf(id), { message, timeout: 60_000, interval: 50 }).toEqual(expected)
      if (!died) return (statement - first) / step
      next = await spawn()
    }
  } finally {
    for (const service of [now, next]) service.end()
  }
}

/**
 * Lives a story once in peace, then dying after each of its writing statements, its messages delivered
 * meanwhile; the trace of peace and the deaths.
 */
export async function dyingEverywhere<Trace>(
  story: Story<Trace>
): Promise<{ expected: Trace; deaths: number }> {
  const world = await startWorld(PUBLIC_URL, 0, story.stack.people)
  const spawn = () => mortal(story.stack, world.base)
  try {
    const calm = await spawn()
    const id = await story.live(insistWith(story.stack, () => calm.base))
    await expect.poll(async () => story.whole(await story.traceOf(id)), { timeout: 60_000 }).toBe(true)
    const expected = await story.traceOf(id)
    calm.end()
    const [odd, even] = await Promise.all([
      lane(story, spawn, expected, 1, STEP),
      lane(story, spawn, expected, 1 + STEP / 2, STEP)
    ])
    console.log(`killed ${odd + even} times, after each writing statement`)
    return { expected, deaths: odd + even }
  } finally {
    await world.stop()
  }
}
