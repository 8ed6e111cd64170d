import { Logger, makeWorkerUtils } from 'graphile-worker'
import { enqueueTriage } from './assistant/questions/questions.jobs.ts'
import { connect } from './kernel/lib/database.ts'
import { isAstray, type Pulse } from './kernel/lib/database-time.ts'
import type { Deps } from './kernel/lib/deps.ts'
import { freeJobsOfTheDead, sayAlive } from './kernel/lib/worker-lock.ts'
import { sealAudits } from './platform/audit/audit.jobs.ts'
import { enqueueChecks } from './platform/files/files.repo.ts'
import { planHourly, shortenWaits } from './platform/jobs/outbox.repo.ts'
import { keepPool, type Log } from './platform/jobs/pool.jobs.ts'
import { enqueueDeliveries } from './platform/notifications/notifications.repo.ts'
import type { TemplatesOf } from './platform/notifications/templates.types.ts'
import { sweep } from './platform/timers/timers.jobs.ts'
import { enqueueHooks } from './platform/webhooks/webhooks.repo.ts'
import { HOURLY, taskList } from './tasks.ts'
import { timerHandlers } from './timer-handlers.ts'

type Settings = Readonly<{
  databaseUrl: string
  templates: TemplatesOf
  sweepMs: number
  /** How the database and the machine's clock are; timers wait while the clock is astray. */
  pulse?: () => Pulse
}>

const PULSE_MS = 1000
const MINUTE_MS = 60_000
const SOUND: Pulse = { reachable: true, skewMs: 0 }

/** graphile-worker's own tables; run before anything enqueues. */
export async function migrateWorker(connectionString: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString, logger: new Logger(() => () => undefined) })
  await utils.migrate()
  await utils.release()
}

/** Runs a task again and again, never twice at once; a failure is told and the next turn is another try. */
function every(ms: number, name: string, task: () => Promise<unknown>, log: Log) {
  let running: Promise<unknown> | undefined
  let last = performance.now()
  const timer = setInterval(() => {
    running ??= task()
      .then(() => {
        last = performance.now()
      })
      .catch((err: unknown) => log.error({ err }, `${name} failed`))
      .finally(() => {
        running = undefined
      })
  }, ms)
  return {
    /** Milliseconds since it last went well. */
    age: () => performance.now() - last,
    stop: async () => {
      clearInterval(timer)
      await running
    }
  }
}

/**
 * Jobs, due timers and the audit's sealer, until stopped; every process may run one. It outlives its
 * database.
 */
export function startWorker(deps: Deps, settings: Settings, log: Log) {
  const { databaseUrl, templates, sweepMs, pulse = () => SOUND } = settings
  const { db } = deps
  let away = false
  const onClose = () => {
    away = true
  }
  const own = connect(databaseUrl, { max: 1, lasting: true, onClose }).sql
  const jobs = keepPool({
    databaseUrl,
    tasks: taskList(deps, templates),
    sayAlive: (poolId) => sayAlive(own, poolId),
    log
  })
  const handlers = timerHandlers(deps)
  const seen = new Map<string, number>()
  let warnedAt = Number.NEGATIVE_INFINITY

  async function beat(): Promise<void> {
    if (!pulse().reachable) away = true
    if (jobs.id()) await sayAlive(own, jobs.id())
    if (!away) return
    away = false
    jobs.renew() // it may hang on a server that is no more, or hold a job it was never told of
  }
  function mayLookAtClocks(): boolean {
    const now = pulse()
    if (!isAstray(now)) return true
    if (performance.now() - warnedAt > MINUTE_MS) {
      warnedAt = performance.now()
      log.error({ skewMs: now.skewMs }, 'the clock of this machine is astray: no timer is carried out')
    }
    return false
  }
  async function round(): Promise<void> {
    // The clocks first; what fails alone holds up nothing else.
    const steps: Record<string, () => Promise<unknown>> = {
      sweep: async () => mayLookAtClocks() && sweep(db, handlers, deps.now(), log),
      seal: () => sealAudits(deps),
      free: async () => jobs.id() && freeJobsOfTheDead(own, jobs.id(), seen, performance.now()),
      triage: () => enqueueTriage(db),
      deliver: () => enqueueDeliveries(db),
      checks: () => enqueueChecks(db),
      hooks: () => enqueueHooks(db)
    }
    const failed: unknown[] = []
    for (const step of Object.values(steps)) await step().catch((error: unknown) => void failed.push(error))
    if (failed.length) throw failed[0]
  }
  const turns = [
    every(PULSE_MS, 'worker pulse', beat, log),
    every(sweepMs, 'round', round, log),
    every(MINUTE_MS, 'hourly plan', () => planHourly(db, HOURLY).then(() => shortenWaits(db)), log)
  ]
  const planned = planHourly(db, HOURLY).catch((err: unknown) => log.error({ err }, 'hourly plan failed'))
  return {
    /** Is a pool of jobs running, and when did the last round end? */
    state: () => ({ jobs: jobs.id() !== '', pools: jobs.lives(), roundAgeMs: Math.round(turns[1]!.age()) }),
    stop: async () => {
      await Promise.all([...turns.map((turn) => turn.stop()), planned])
      await jobs.stop()
      await own.end({ timeout: 1 })
    }
  }
}
export type RunningWorker = ReturnType<typeof startWorker>
