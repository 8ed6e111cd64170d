import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import type { Db } from './deps.ts'
import { pgArrays } from './pg-arrays.ts'

const POOL = 20 // measured: 100 connections halve the throughput of one hot row
const STATEMENT_MS = 3000

/** A pool whose connecting and whose statements end within three seconds; a frozen server is the handler timeout's matter. */
export function connect(
  url: string,
  {
    max = POOL,
    lasting = false,
    debug
  }: { max?: number; lasting?: boolean; debug?: (query: string) => void } = {}
): { db: Db; sql: Sql } {
  const sql = postgres(url, {
    max,
    connect_timeout: 3,
    ...(lasting ? { idle_timeout: 0, max_lifetime: null } : { idle_timeout: 60 }),
    onnotice: () => undefined,
    fetch_types: false,
    types: pgArrays,
    connection: {
      application_name: 'bangban',
      statement_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: 10_000,
      // Our prepared reads go by key: planning their joins anew each time would cost more than running them.
      plan_cache_mode: 'force_generic_plan',
      jit: 'off'
    },
    ...(debug && { debug: (_: number, query: string) => debug(query) })
  })
  return { sql, db: drizzle(sql, { casing: 'snake_case' }) }
}
