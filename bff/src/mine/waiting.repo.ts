import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { questions } from '../assistant/questions/questions.table.ts'
import { cases } from '../cases/core/cases.table.ts'
import type { Db } from '../kernel/lib/deps.ts'

const MOST_QUESTIONS = 10
const MOST_CASES = 50 // more than one may have open: whose turn it is, is only known when they are read

/** Questions the asker must add to, before those they may rate; newest first. */
export const askedBack = (db: Db, tenantId: string, accountId: string) =>
  db
    .select({ id: questions.id, status: questions.status, rating: questions.rating, body: questions.body })
    .from(questions)
    .where(
      and(
        eq(questions.tenantId, tenantId),
        eq(questions.askerId, accountId),
        or(eq(questions.status, 'waiting'), and(eq(questions.status, 'answered'), isNull(questions.rating)))
      )
    )
    .orderBy(desc(sql`${questions.status} = 'waiting'`), desc(questions.id))
    .limit(MOST_QUESTIONS)

/** A citizen’s open cases; whose turn it is, their own state says. */
export const openCases = (db: Db, tenantId: string, accountId: string) =>
  db
    .select({
      id: cases.id,
      itemName: cases.itemName,
      status: cases.status,
      channel: cases.channel,
      state: cases.state
    })
    .from(cases)
    .where(and(eq(cases.tenantId, tenantId), eq(cases.accountId, accountId), isNull(cases.closedAt)))
    .orderBy(desc(cases.id))
    .limit(MOST_CASES)
