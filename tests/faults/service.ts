import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newClaims } from 'bff/platform/session/claims.rules.ts'
import { demoEnv } from 'demo/world.ts'
import { expect } from 'vitest'
import { freePort } from '../e2e/live.ts'
import { KEY } from '../support/settings.ts'
import type { Stack } from '../support/stack.ts'

const MAIN = new URL('../../bff/src/main.ts', import.meta.url).pathname
const PATIENCE_MS = 90_000 // a restart takes seconds; beyond this the service has ended by itself
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A bearer token as the service itself would sign it. */
export function tokenFor(accountId: string): string {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(newClaims(accountId, '370829', new Date()))}`
  return `${text}.${createHmac('sha256', KEY).update(text).digest('base64url')}`
}

type Spawning = Readonly<{
  sweepMs?: number
  worldBase?: string
  port?: number
  /** Settings of this process alone. */
  env?: Record<string, string>
  /** Where what it logs goes; silent without. */
  log?: string
}>

/** The service as a process of its own, with its worker; `up` once it is ready. */
export async function spawnService(
  databaseUrl: string,
  { sweepMs = 100, worldBase = 'http://127.0.0.1:9', port: wanted, env: own = {}, log }: Spawning = {}
) {
  const port = wanted ?? (await freePort())
  const publicUrl = `http://127.0.0.1:${port}`
  const settings = demoEnv({
    publicUrl,
    port,
    worldBase,
    dataDir: mkdtempSync(join(tmpdir(), 'bangban-kill-')),
    keys: { jwt: KEY, field: KEY, identity: KEY, receipt: KEY, sign: KEY, audit: KEY }
  })
  const env = {
    ...process.env,
    ...settings,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: log ? 'error' : 'silent',
    SWEEP_MS: String(sweepMs),
    NODE_COMPILE_CACHE: join(tmpdir(), 'bangban-compiled'),
    OVERLOAD_MS: '0',
    WRITES_PER_MINUTE: '100000',
    READS_PER_MINUTE: '100000000',
    ...own
  }
  const out = log ? openSync(log, 'a') : 'ignore'
  const child: ChildProcess = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', out, out] })
  const exited = new Promise<number | null>((done) => child.once('exit', done))
  const ended = () => child.exitCode !== null || child.signalCode !== null
  const answers = () =>
    fetch(`${publicUrl}/ready`).then(
      ({ ok }) => ok,
      () => false
    )
  async function ready(): Promise<void> {
    const began = Date.now()
    while (!(await answers())) {
      if (ended()) throw new Error(`the service ended: ${log ? readFileSync(log, 'utf8').slice(-2000) : ''}`)
      if (Date.now() - began > PATIENCE_MS) throw new Error(`the service at ${publicUrl} is not ready`)
      await new Promise((again) => setTimeout(again, 25))
    }
  }
  const up = ready()
  up.catch(() => undefined) // told to whoever waits for it
  return {
    origin: publicUrl,
    base: `${publicUrl}/api/370829`,
    port,
    pid: child.pid!,
    up,
    ended,
    exited,
    kill: (signal: NodeJS.Signals = 'SIGKILL') => void child.kill(signal)
  }
}

export type Service = Awaited<ReturnType<typeof spawnService>>

/** The spawned service lives by the real clock: its county gets a calendar that reaches beyond today. */
export async function stretchCalendar({ sql }: Pick<Stack, 'sql'>): Promise<void> {
  await sql`update calendars set data = jsonb_set(data, '{lastYear}', to_jsonb(extract(year from now())::int + 2))`
}

/** Sends until an answer comes, as a phone does with a draft; the service may be another one by then. */
export const insistWith =
  (stack: Stack, base: () => string) =>
  async (who: string, path: string, body: object): Promise<{ id: string }> => {
    const headers = {
      authorization: `Bearer ${tokenFor(stack.person(who).accountId)}`,
      'content-type': 'application/json'
    }
    const began = Date.now()
    for (;;) {
      if (Date.now() - began > PATIENCE_MS) throw new Error(`nobody answers at ${base()}${path}`)
      const init = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(3000) }
      const reply = await fetch(base() + path, init).catch(() => undefined)
      const json = (await reply?.json().catch(() => undefined)) as { id: string } | undefined
      if (reply && json && reply.status < 500) {
        expect(reply.status, JSON.stringify(json)).toBe(200)
        return json
      }
      await new Promise((again) => setTimeout(again, 20))
    }
  }
