import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { Pool } from 'pg'

export type Log = { error: (details: object, message: string) => void }
export type JobsSettings = Readonly<{
  databaseUrl: string
  tasks: TaskList
  /** Says that the pool of this id lives; asked before it takes its first job. */
  sayAlive: (poolId: string) => Promise<void>
  log: Log
}>

const CONCURRENCY = 5
const CLOSE_MS = 2000
const LAST_MS = 8500 // a call to a vendor ends by then
const FIRST_DELAY_MS = 200
const MOST_DELAY_MS = 2000
const HEALTHY_MS = 10_000
const quiet = new Logger(() => () => undefined)

/** graphile-worker's own connections: none waits for ever, and a lost one is no error of the process. */
function connections(connectionString: string): Pool {
  const pool = new Pool({
    connectionString,
    max: CONCURRENCY + 1,
    connectionTimeoutMillis: 3000,
    query_timeout: 10_000,
    statement_timeout: 8000,
    keepAlive: true
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** One life of the pool: until it ends by itself or is closed. */
async function openPool({ databaseUrl, tasks, sayAlive, log }: JobsSettings) {
  const pgPool = connections(databaseUrl)
  const events: WorkerEvents = new EventEmitter()
  let id = ''
  let closing = false
  const over = Promise.withResolvers<void>() // a runner that lost its database may never settle by itself
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id
  })
  events.on('job:error', ({ error, job }) =>
    log.error({ err: error, task: job.task_identifier, attempt: job.attempts }, 'job failed')
  )
  // Whether it was given a job that moment it cannot know: only a new pool sets that job free.
  events.on('worker:getJob:error', () => over.resolve())
  events.on('pool:fatalError', ({ error, action }) => log.error({ err: error, action }, 'job pool lost'))
  const alive = async () => {
    while (
      !closing &&
      !(await sayAlive(id).then(
        () => true,
        () => false
      ))
    )
      await wait(FIRST_DELAY_MS)
  }
  const runner = await run({
    pgPool,
    taskList: tasks,
    noHandleSignals: true,
    events,
    logger: quiet,
    preset: {
      plugins: [{ name: 'alive', version: '1.0.0', worker: { hooks: { startWorker: alive } } }],
      // Batched, a lost connection ends the pool with an event; one by one it would end the process.
      worker: { concurrentJobs: CONCURRENCY, completeJobBatchDelay: 0, failJobBatchDelay: 0 }
    }
  }).catch((error: unknown): never => {
    void pgPool.end()
    throw error
  })
  return {
    id,
    ended: Promise.race([runner.promise, over.promise]),
    /** Waits for running jobs, at most so long. */
    async close(ms = CLOSE_MS): Promise<void> {
      closing = true
      over.resolve()
      const stopped = runner.stop().catch(() => undefined)
      await Promise.race([stopped, wait(ms, undefined, { ref: false })])
      void pgPool.end().catch(() => undefined)
    }
  }
}

/**
 * Keeps a pool of workers running: one that ends by itself, or cannot begin, is followed by the next after a
 * while.
 */
export function keepPool(settings: JobsSettings) {
  let current: Awaited<ReturnType<typeof openPool>> | undefined
  let running = true
  let lives = 0
  async function live(): Promise<void> {
    for (let failures = 0; running; failures++) {
      const began = performance.now()
      try {
        current = await openPool(settings)
        if (!running) return void (await current.close())
        lives += 1
        await current.ended
      } catch (err) {
        if (running) settings.log.error({ err }, 'job pool ended')
      }
      await current?.close()
      current = undefined
      if (performance.now() - began > HEALTHY_MS) failures = 0
      if (running)
        await wait(Math.min(FIRST_DELAY_MS * 2 ** failures, MOST_DELAY_MS), undefined, { ref: false })
    }
  }
  const living = live()
  return {
    /** The pool that runs now; empty while there is none. */
    id: () => current?.id ?? '',
    lives: () => lives,
    /** Begins anew, after a database that was away. */
    renew: () => void current?.close(),
    async stop(): Promise<void> {
      running = false
      await current?.close(LAST_MS)
      await Promise.race([living, wait(CLOSE_MS, undefined, { ref: false })])
    }
  }
}
export type JobPool = ReturnType<typeof keepPool>
