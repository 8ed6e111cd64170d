import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { dialogueTickets, type TicketRow } from './dialogue.table.ts'

const VALID_MS = 60_000
const hashOf = (ticket: string) => createHash('sha256').update(ticket).digest('base64url')

/** A ticket for the live line of a case, good once within a minute: a browser's socket carries no header. */
export async function newTicket(db: Db, whose: Omit<TicketRow, 'hash'>): Promise<string> {
  const ticket = randomBytes(24).toString('base64url')
  await db.insert(dialogueTickets).values({ ...whose, hash: hashOf(ticket) })
  return ticket
}

/** Takes a ticket; undefined when it is forged, used, of another case, or too old. */
export async function takeTicket(
  db: Db,
  tenantId: string,
  caseId: string,
  ticket: string,
  now: Date
): Promise<TicketRow | undefined> {
  const [taken] = await db
    .delete(dialogueTickets)
    .where(
      and(
        eq(dialogueTickets.tenantId, tenantId),
        eq(dialogueTickets.hash, hashOf(ticket)),
        eq(dialogueTickets.caseId, caseId),
        gt(dialogueTickets.issuedAt, new Date(now.getTime() - VALID_MS))
      )
    )
    .returning()
  return taken
}

/** Forgets tickets nobody used. */
export const forgetTickets = (db: Db, now: Date) =>
  db
    .delete(dialogueTickets)
    .where(
      sql`${dialogueTickets.issuedAt} < ${new Date(now.getTime() - VALID_MS).toISOString()} and ${dialogueTickets.tenantId} is not null`
    )
