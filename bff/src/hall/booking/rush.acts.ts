import { BulkheadRejectedError, bulkhead } from 'cockatiel'
import { AppError } from '../../kernel/lib/errors.ts'

/**
 * At a release many come at once: so many of a county are served side by side, the rest in the order they
 * came.
 */
const SIDE_BY_SIDE = 8
const WAITING = 20_000

/**
 * Lets who books take turns, each county for itself: one county's rush keeps no other waiting. `gone`: nobody
 * waits for the answer any more.
 */
export function createRush() {
  const counties = new Map<string, ReturnType<typeof bulkhead>>()
  return async <T>(tenantId: string, gone: () => boolean, work: () => Promise<T>): Promise<T> => {
    const turns = counties.get(tenantId) ?? bulkhead(SIDE_BY_SIDE, WAITING)
    counties.set(tenantId, turns)
    try {
      return await turns.execute(() => {
        // Whoever has been told to come back asks anew: their old place in the queue is nobody's.
        if (gone()) throw new AppError('busy')
        return work()
      })
    } catch (error) {
      throw error instanceof BulkheadRejectedError ? new AppError('busy') : error
    }
  }
}
