import { text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The county that owns the row: first column of every key, index and foreign key. */
export const tenantId = () => text().notNull()
export const id = () => uuid().notNull()
export const instant = () => timestamp({ withTimezone: true, mode: 'date' })
