import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { Sms } from '../vendors/sms.ts'
import type { Hooks } from '../vendors/webhook.ts'
import type { WeChat } from '../vendors/wechat.ts'
import type { Actor } from './actor.ts'
import type { Sealer } from './sealed.ts'
import type { Signer } from './signed.ts'
import type { FileStore } from './store.ts'
import type { WorkCalendar } from './worktime.ts'

/** A connection pool or an open transaction: repositories accept either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>

/** Everything the service needs from the outside world, passed in once by main.ts or by a test. */
export type Deps = Readonly<{
  db: Db
  now: () => Date
  newId: () => string
  calendarOf: (tenantId: string) => Promise<WorkCalendar>
  sealer: Sealer
  /** For reporters' identities alone, under keys of its own. */
  identitySealer: Sealer
  receiptSecret: Buffer
  /** Chains the audit; it lies nowhere in the database. */
  auditSecret: Buffer
  /** Where how far the audit is is kept beside the database. */
  auditDir: string
  signer: Signer
  store: FileStore
  wechat: WeChat
  sms: Sms
  hooks: Hooks
  publicUrl: string
  privacyVersion: string
}>

declare module 'fastify' {
  interface FastifyRequest {
    tenantId: string
    accountId: string
    /** Whose token came with it, also where nobody need sign in: for limits and the log alone. */
    callerId: string
    /** When the token was made, to the millisecond. */
    tokenMadeAt: number
    actor: Actor
  }
}
