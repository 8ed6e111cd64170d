import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { CaseRow } from '../core/cases.table.ts'
import { type HeldRow, heldPapers } from './held.table.ts'

/** Whose papers: at the window by the identity card, at home only those the account itself gave. */
const given = ({ tenantId, idKey, accountId, name }: CaseRow, atDesk: boolean) =>
  and(
    eq(heldPapers.tenantId, tenantId),
    eq(heldPapers.idKey, idKey),
    // A number typed wrong may be somebody else's: their papers open only under the name they were given
    // with.
    sql`exists (select from cases c where c.tenant_id = ${tenantId} and c.id = ${heldPapers.caseId} and c.name = ${name})`,
    atDesk ? undefined : eq(heldPapers.accountId, accountId!)
  )

/** Papers this person gave before, still valid, of the names their case asks for. */
export const heldFor = (db: Db, kase: CaseRow, atDesk: boolean, now: Date): Promise<HeldRow[]> =>
  db
    .select()
    .from(heldPapers)
    .where(
      and(
        given(kase, atDesk),
        gte(heldPapers.validUntil, beijingDay(now)),
        inArray(
          heldPapers.name,
          kase.state.papers.map(({ name }) => name)
        )
      )
    )
    .orderBy(asc(heldPapers.name))
    .limit(60)

const RANK = 'ABCD'

/**
 * One of them, for the very paper it is to stand in for: of its name, valid, trusted at least as much as
 * asked.
 */
export async function heldPaper(
  db: Db,
  kase: CaseRow,
  index: number,
  { id, atDesk }: { id: string; atDesk: boolean },
  now: Date
): Promise<HeldRow> {
  const wanted = kase.state.papers.find((paper) => paper.index === index)
  const [row] = await db
    .select()
    .from(heldPapers)
    .where(and(given(kase, atDesk), eq(heldPapers.id, id)))
  const fits =
    row &&
    wanted &&
    row.name === wanted.name &&
    row.validUntil >= beijingDay(now) &&
    RANK.indexOf(row.trust) <= RANK.indexOf(wanted.trust)
  if (!fits) throw new AppError('held_paper_gone')
  return row
}

/** Forgets what is no longer valid (PIPL art. 19): its pictures stay with the case they were given in. */
export const forgetHeld = (db: Db, now: Date) =>
  db.delete(heldPapers).where(
    sql`(${heldPapers.tenantId}, ${heldPapers.id}) in (select tenant_id, id from held_papers
        where valid_until < ${beijingDay(now)} order by valid_until limit 1000)`
  )
