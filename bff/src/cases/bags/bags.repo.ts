import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import { setTimer } from '../../platform/timers/timers.repo.ts'
import { type BagOutcome, bagTimer } from './bag.rules.ts'
import { type BagMoveRow, type BagRow, bagMoves, bags } from './bags.table.ts'

const isBag = (tenantId: string, caseId: string) => and(eq(bags.tenantId, tenantId), eq(bags.caseId, caseId))

export async function findBag(db: Db, tenantId: string, caseId: string): Promise<BagRow | undefined> {
  const [row] = await db.select().from(bags).where(isBag(tenantId, caseId))
  return row
}

/** Which case a label belongs to. */
export async function caseOfCode(db: Db, tenantId: string, code: string): Promise<string> {
  const [row] = await db
    .select({ caseId: bags.caseId })
    .from(bags)
    .where(and(eq(bags.tenantId, tenantId), eq(bags.code, code)))
  if (!row) throw new AppError('not_found')
  return row.caseId
}

/** Every hand it went through, oldest first. */
export const movesOf = (db: Db, tenantId: string, caseId: string): Promise<BagMoveRow[]> =>
  db
    .select()
    .from(bagMoves)
    .where(and(eq(bagMoves.tenantId, tenantId), eq(bagMoves.caseId, caseId)))
    .orderBy(asc(bagMoves.version))
    .limit(200)

export type BagDoer = Readonly<{
  id: string
  auditId: string
  actorId: string | null
  who: string
  strokes?: number[][]
}>

/** Opens the bag of a case, once. */
export const openBag = (db: Db, row: BagRow, { id, auditId, actorId, who }: BagDoer): Promise<void> =>
  db.transaction(async (tx) => {
    const made = await tx.insert(bags).values(row).onConflictDoNothing().returning({ caseId: bags.caseId })
    if (made.length === 0) return
    const { tenantId, caseId, openedAt: at } = row
    await tx
      .insert(bagMoves)
      .values({ tenantId, caseId, id, version: 1, at, action: 'open', actorId, who, words: '装袋' })
    await writeAudit(tx, { id: auditId, tenantId, at, actorId, act: 'bag.open', subject: caseId })
  })

/** Writes a hand-over on the version it was decided from; a second tap of the same key writes nothing. */
export const saveBag = (
  db: Db,
  bag: BagRow,
  action: BagMoveRow['action'],
  { change, words }: BagOutcome,
  { id, auditId, actorId, who, strokes }: BagDoer,
  { calendar, now }: { calendar: WorkCalendar; now: Date },
  told: (tx: Db, after: BagRow) => Promise<void>
): Promise<void> =>
  db.transaction(async (tx) => {
    const { tenantId, caseId } = bag
    const [after] = await tx
      .update(bags)
      .set({ ...change, version: bag.version + 1 })
      .where(and(isBag(tenantId, caseId), eq(bags.version, bag.version)))
      .returning()
    if (!after) throw new AppError('bag_moved_on')
    const move = { tenantId, caseId, id, version: after.version, at: now, action, actorId, who, words }
    await tx.insert(bagMoves).values({ ...move, strokes: strokes ?? null })
    await setTimer(tx, { tenantId, subject: 'bag', subjectId: caseId }, bagTimer(after, calendar, now))
    await writeAudit(tx, { id: auditId, tenantId, at: now, actorId, act: `bag.${action}`, subject: caseId })
    await told(tx, after)
  })
