import { and, eq, ne, sql } from 'drizzle-orm'
import { itemVersions, serviceItems } from '../../catalogue/catalogue.table.ts'
import { counters } from '../../catalogue/counters/counters.table.ts'
import { inForce, takenAt } from '../../catalogue/joins.repo.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import { setTimer } from '../../platform/timers/timers.repo.ts'
import { caseDuties, caseEvents, cases } from './cases.table.ts'
import { nextDuty } from './duties.rules.ts'
import type { Subject } from './opening.types.ts'
import { dutyRows } from './save.repo.ts'

/** The version in force of an item, its department, and the hall that takes it in. */
export async function openingOf(db: Db, tenantId: string, itemId: string): Promise<Subject> {
  const [row] = await db
    .select({
      departmentId: serviceItems.departmentId,
      version: itemVersions.version,
      content: itemVersions.content,
      hallId: counters.orgId
    })
    .from(serviceItems)
    .innerJoin(itemVersions, inForce)
    .leftJoin(counters, takenAt)
    .where(and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, itemId)))
  if (!row) throw new AppError('not_found')
  return { ...row, itemId }
}

/** What a case was opened with: the same key with anything else is another case, not the same tap. */
const OPENED_WITH = ['itemId', 'bundleId', 'answers', 'name', 'phoneKey', 'idKey'] as const

/**
 * Opens a case, once a tap: the same key gives the first one's id. A key used with other content is refused.
 */
export const openCase = (
  db: Db,
  row: typeof cases.$inferInsert,
  event: { id: string; auditId: string; who: string; words: string }
): Promise<string> =>
  db.transaction(async (tx) => {
    const { tenantId, id, openedBy, requestKey, state, createdAt } = row
    const [made] = await tx.insert(cases).values(row).onConflictDoNothing().returning({ id: cases.id })
    if (!made) {
      const [earlier] = await tx
        .select()
        .from(cases)
        .where(
          and(eq(cases.tenantId, tenantId), eq(cases.openedBy, openedBy), eq(cases.requestKey, requestKey))
        )
      if (!earlier || OPENED_WITH.some((part) => (earlier[part] ?? null) !== (row[part] ?? null)))
        throw new AppError('key_reused')
      return earlier.id
    }
    await tx.insert(caseEvents).values({
      tenantId,
      caseId: id,
      id: event.id,
      version: 1,
      at: createdAt,
      action: 'open',
      actorId: openedBy,
      who: event.who,
      words: event.words,
      fileIds: [],
      internal: false
    })
    await tx.insert(caseDuties).values(dutyRows(tenantId, id, state))
    const duty = nextDuty(state)
    await setTimer(
      tx,
      { tenantId, subject: 'case', subjectId: id },
      duty && { step: duty.kind, dueAt: new Date(duty.nextAt) }
    )
    await writeAudit(tx, {
      id: event.auditId,
      tenantId,
      at: createdAt,
      actorId: openedBy,
      act: 'case.open',
      subject: id
    })
    return id
  })

/** How many cases a person has open as drafts beside the one this tap made: enough is enough. */
export const draftsOf = (db: Db, tenantId: string, accountId: string, key: string): Promise<number> =>
  db.$count(
    cases,
    and(
      eq(cases.tenantId, tenantId),
      eq(cases.accountId, accountId),
      ne(cases.requestKey, key),
      sql`${cases.status} = 'draft'`
    )
  )
