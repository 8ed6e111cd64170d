import { EventEmitter } from 'node:events'
import { Logger, makeWorkerUtils, run, type WorkerEvents } from 'graphile-worker'
import { sealAudit } from './audit/audit.jobs.ts'
import { keepHall } from './booking/booking.jobs.ts'
import { draftBulletins } from './bulletins/bulletins.jobs.ts'
import { learnTopics } from './classifier/classifier.jobs.ts'
import { checkImage } from './files/files.jobs.ts'
import { connect } from './lib/database.ts'
import type { Deps } from './lib/deps.ts'
import { freeJobsOfTheDead, sayAlive } from './lib/worker-lock.ts'
import { deliver } from './notifications/notifications.jobs.ts'
import { enqueueDeliveries } from './notifications/notifications.repo.ts'
import type { Template } from './notifications/notifications.table.ts'
import { tellFollowers } from './publications/publications.jobs.ts'
import { enqueueTriage, triage } from './questions/questions.jobs.ts'
import { tidy } from './retention/retention.jobs.ts'
import { listTenants } from './tenants/tenants.repo.ts'
import { timerHandlers } from './timer-handlers.ts'
import { sweep } from './timers/timers.jobs.ts'
import { deliverHook } from './webhooks/webhooks.jobs.ts'

type Log = { error: (details: object, message: string) => void }
type Settings = Readonly<{
  databaseUrl: string
  templates: Readonly<Record<Template, string>>
  sweepMs: number
}>

const PULSE_MS = 2000
const CRON = '7 * * * * tidy\n12 * * * * draftBulletins\n17 * * * * keepHall'
const quiet = new Logger(() => () => undefined)

/** graphile-worker's own tables; run before anything enqueues. */
export async function migrateWorker(connectionString: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString, logger: quiet })
  await utils.migrate()
  await utils.release()
}

/** Jobs, due timers and the audit's sealer, until stopped; every process may run one. */
export async function startWorker(deps: Deps, { databaseUrl, templates, sweepMs }: Settings, log: Log) {
  const delivery = { ...deps, templates }
  const own = connect(databaseUrl, { max: 1, lasting: true }).sql
  const events: WorkerEvents = new EventEmitter()
  let poolId = ''
  events.on('pool:create', ({ workerPool }) => {
    poolId = workerPool.id
  })
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: 5,
    maxPoolSize: 6,
    noHandleSignals: true,
    events,
    logger: quiet,
    taskList: {
      triage: (payload) => triage(deps, payload as never),
      deliver: (payload) => deliver(delivery, payload as never),
      checkImage: (payload) => checkImage(deps, payload as never),
      webhook: (payload) => deliverHook(deps, payload as never),
      learnTopics: (payload) => learnTopics(deps, payload as never),
      tellFollowers: (payload) => tellFollowers(deps, payload as never),
      tidy: () => tidy(deps),
      draftBulletins: () => draftBulletins(deps),
      keepHall: () => keepHall(deps)
    },
    crontab: CRON
  })
  runner.events.on('job:error', ({ error, job }) =>
    log.error({ err: error, task: job.task_identifier, attempt: job.attempts }, 'job failed')
  )
  runner.events.on('pool:listen:error', ({ error }) => log.error({ err: error }, 'worker lost the database'))

  const handlers = timerHandlers(deps)
  const rounds = async () => {
    const now = deps.now()
    await freeJobsOfTheDead(own, poolId)
    await enqueueTriage(deps.db)
    await sweep(deps.db, handlers, now, log)
    for (const { tenantId } of await listTenants(deps.db)) await sealAudit(deps.db, tenantId)
    await enqueueDeliveries(deps.db)
  }
  const alive = () =>
    sayAlive(own, poolId).catch((err: unknown) => log.error({ err }, 'could not say the worker lives'))
  await alive()
  const pulse = setInterval(alive, PULSE_MS)
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    running ??= rounds()
      .catch((err: unknown) => log.error({ err }, 'round failed'))
      .finally(() => {
        running = undefined
      })
  }, sweepMs)
  return {
    stop: async () => {
      clearInterval(timer)
      clearInterval(pulse)
      await running
      await runner.stop()
      await own.end({ timeout: 5 })
    }
  }
}
