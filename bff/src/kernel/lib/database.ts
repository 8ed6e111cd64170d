import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import type { Db } from './deps.ts'
import { pgArrays } from './pg-arrays.ts'

const POOL = 20 // measured: 100 connections halve the throughput of one hot row
const DEADLINE_S = 3
/** The database gives up first, so that its connection stays whole. */
const STATEMENT_MS = 2500
/** More queries than are answered within the deadline wait in vain; the surplus is refused at once. */
const QUEUE = 200
const RECONNECT_S = 0.2

export type Connecting = Readonly<{
  max?: number
  /** One session for good: listening, locks, time. */
  lasting?: boolean
  /** Waits for locks and long statements, as migrations must. */
  patient?: boolean
  /** What is written is written anew if the machine dies: no commit waits for the disk. */
  repeatable?: boolean
  /** The role every session takes on. */
  role?: string | undefined
  /** Hears of every session that ends. */
  onClose?: () => void
  debug?: (query: string) => void
}>

/**
 * A pool on which every wait ends within three seconds, the wait for a connection included: with
 * QUERY_TIMEOUT, or with QUEUE_FULL at once when too many wait. A server that stays silent loses the
 * connection; the next is made anew.
 */
export function connect(
  url: string,
  { max = POOL, lasting = false, patient = false, repeatable = false, role, onClose, debug }: Connecting = {}
): { db: Db; sql: Sql } {
  const sql = postgres(url, {
    max,
    max_queue: QUEUE,
    max_pipeline: 0, // a query behind a slow one would share its fate
    connect_timeout: DEADLINE_S,
    query_timeout: patient ? null : DEADLINE_S,
    backoff: () => RECONNECT_S * (0.5 + Math.random() / 2),
    ...(lasting ? { idle_timeout: 0, max_lifetime: null } : { idle_timeout: 60 }),
    onnotice: () => undefined,
    ...(onClose && { onclose: onClose }),
    fetch_types: false,
    types: pgArrays,
    connection: {
      application_name: 'bangban',
      ...(role && { role }),
      ...(repeatable && { synchronous_commit: 'off' }),
      statement_timeout: patient ? 0 : STATEMENT_MS,
      idle_in_transaction_session_timeout: 10_000,
      // Our prepared reads go by key: planning their joins anew each time would cost more than running them.
      plan_cache_mode: 'force_generic_plan',
      jit: 'off'
    },
    ...(debug && { debug: (_: number, query: string) => debug(query) })
  })
  return { sql, db: drizzle(sql, { casing: 'snake_case' }) }
}
