import type { JobHelpers, Task, TaskList } from 'graphile-worker'
import { learnTopics } from './assistant/classifier/classifier.jobs.ts'
import { tellFollowers } from './assistant/publications/publications.jobs.ts'
import { createTriage } from './assistant/questions/questions.jobs.ts'
import { draftBulletins } from './assistant/reporting/bulletins/bulletins.jobs.ts'
import { keepHall } from './hall/booking/booking.jobs.ts'
import type { Db, Deps } from './kernel/lib/deps.ts'
import { AppError } from './kernel/lib/errors.ts'
import { describeError } from './kernel/lib/log.ts'
import { isOutage } from './kernel/lib/outage.ts'
import { checkImage } from './platform/files/files.jobs.ts'
import { giveUp } from './platform/jobs/dead.repo.ts'
import { deliver } from './platform/notifications/notifications.jobs.ts'
import type { TemplatesOf } from './platform/notifications/templates.types.ts'
import { deliverHook } from './platform/webhooks/webhooks.jobs.ts'
import { tidy } from './retention/retention.jobs.ts'

/** A job that fails by its own fault is given up after so many tries, and listed for the admin. */
const MOST_TRIES = 8
/** The minutes of every hour at which the county is tidied, its bulletins drafted, its hall kept. */
export const HOURLY = { tidy: 7, draftBulletins: 12, keepHall: 17 } as const

const FAULTS = /^faults (\d+): /
/** How often a job failed by its own fault; what it says of its last failure begins with it. */
const faultsOf = (lastError: string | null): number => Number(FAULTS.exec(lastError ?? '')?.[1] ?? 0)

/** Others had the place it needed. */
const isBusy = (error: unknown): boolean => error instanceof AppError && error.code === 'busy'

const withEnd =
  <P>(db: Db, task: (payload: P) => Promise<void>): Task =>
  async (payload: unknown, { job }: JobHelpers) => {
    try {
      await task(payload as P)
    } catch (error) {
      const faults = faultsOf(job.last_error) + (isOutage(error) || isBusy(error) ? 0 : 1)
      if (faults >= MOST_TRIES) await giveUp(db, job.id).catch(() => undefined) // it comes again and is given up then
      throw new Error(`faults ${faults}: ${describeError(error as Error).message}`, { cause: error })
    }
  }

/** What is done without a request, by the name of its job. */
export function taskList(deps: Deps, templates: TemplatesOf): TaskList {
  const tasks = {
    triage: createTriage(deps),
    deliver: (payload: never) => deliver({ ...deps, templates }, payload),
    checkImage: (payload: never) => checkImage(deps, payload),
    webhook: (payload: never) => deliverHook(deps, payload),
    learnTopics: (payload: never) => learnTopics(deps, payload),
    tellFollowers: (payload: never) => tellFollowers(deps, payload),
    tidy: () => tidy(deps),
    draftBulletins: () => draftBulletins(deps),
    keepHall: () => keepHall(deps)
  }
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, withEnd(deps.db, task)]))
}
