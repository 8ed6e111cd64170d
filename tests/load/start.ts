import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startEmbedded } from 'bff/embedded.ts'
import { spawnService } from '../faults/service.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'

const RUNS = 5
const IDLE_MS = 8_000
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const spread = (values: readonly number[]) =>
  `${median(values)} (${Math.min(...values)}–${Math.max(...values)})`
const status = (pid: number, name: string) =>
  Math.round(
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
  )

/**
 * How soon a process of the service is ready on a database that is up to date, and what it holds when idle.
 */
const dir = mkdtempSync(join(tmpdir(), 'bangban-start-'))
const server = await startEmbedded(join(dir, 'postgres'))
const base = server.url.replace(/\/postgres$/, '')
await makeTemplate(base)
const [ready, idle]: [number[], number[]] = [[], []]
for (let run = 0; run <= RUNS; run++) {
  const began = performance.now()
  const service = await spawnService(`${base}/${TEMPLATE}`, {
    sweepMs: 1000,
    env: { NODE_COMPILE_CACHE: join(dir, 'compiled') }
  })
  await service.up
  const took = Math.round(performance.now() - began)
  await wait(run === 0 ? 1000 : IDLE_MS)
  // The first fills the compile cache.
  if (run > 0) {
    ready.push(took)
    idle.push(status(service.pid, 'VmRSS'))
  }
  service.kill('SIGTERM')
  await service.exited
}
await server.stop()
rmSync(dir, { recursive: true, force: true })
console.log(
  `ready after ${spread(ready)} ms, idle at ${spread(idle)} MB; medians of ${RUNS} with their spread`
)
