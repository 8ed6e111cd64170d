import { and, eq } from 'drizzle-orm'
import { itemVersions, serviceItems } from './catalogue.table.ts'
import { counters } from './counters/counters.table.ts'

/** Joins to a service item the version of it that is in force. */
export const inForce = and(
  eq(itemVersions.tenantId, serviceItems.tenantId),
  eq(itemVersions.itemId, serviceItems.id),
  eq(itemVersions.version, serviceItems.inForce)
)

/** Joins to a service item the open counter that takes it. */
export const takenAt = and(
  eq(counters.tenantId, serviceItems.tenantId),
  eq(counters.letter, serviceItems.counter),
  eq(counters.active, true)
)
