import { sql } from 'drizzle-orm'
import type { Db } from './deps.ts'

/** Whoever writes under this name in this county takes turns, until the transaction ends. */
export const lockName = (tx: Db, tenantId: string, name: string): Promise<unknown> =>
  tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(tenant_id || '/' || ${name}, 0)) from tenants where tenant_id = ${tenantId}`
  )
