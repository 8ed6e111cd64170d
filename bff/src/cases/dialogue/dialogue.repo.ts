import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { claimFiles } from '../../platform/files/files.repo.ts'
import { cases } from '../core/cases.table.ts'
import {
  type DialogueRow,
  dialogueMessages,
  dialogueReads,
  dialogues,
  type ReadRow
} from './dialogue.table.ts'

export const PAGE = 100
const MOST = 2000
const MOST_READERS = 300
type Place = Readonly<{ tenantId: string; caseId: string }>

/** Messages from after a number on, in their order, one more than a page. */
export const messagesAfter = (db: Db, { tenantId, caseId }: Place, after: number): Promise<DialogueRow[]> =>
  db
    .select()
    .from(dialogueMessages)
    .where(
      and(
        eq(dialogueMessages.tenantId, tenantId),
        eq(dialogueMessages.caseId, caseId),
        gt(dialogueMessages.seq, after)
      )
    )
    .orderBy(asc(dialogueMessages.seq))
    .limit(PAGE + 1)

export const readsOf = (db: Db, { tenantId, caseId }: Place): Promise<ReadRow[]> =>
  db
    .select()
    .from(dialogueReads)
    .where(and(eq(dialogueReads.tenantId, tenantId), eq(dialogueReads.caseId, caseId)))
    .orderBy(asc(dialogueReads.who))
    .limit(MOST_READERS)

/**
 * Who holds the line of a case writes next; its last number, null when the case is over and takes no more
 * words.
 */
async function lockDialogue(tx: Db, { tenantId, caseId }: Place): Promise<number | null> {
  const [kase] = await tx
    .select({ closedAt: cases.closedAt })
    .from(cases)
    .where(and(eq(cases.tenantId, tenantId), eq(cases.id, caseId)))
    .for('share')
  if (kase?.closedAt !== null) return null
  const [line] = await tx
    .insert(dialogues)
    .values({ tenantId, caseId, lastSeq: 0 })
    .onConflictDoUpdate({
      target: [dialogues.tenantId, dialogues.caseId],
      set: { lastSeq: sql`${dialogues.lastSeq}` }
    })
    .returning({ lastSeq: dialogues.lastSeq })
  return line!.lastSeq
}

/** The message an earlier tap of this key left. */
async function messageOf(db: Db, { tenantId, caseId }: Place, id: string): Promise<DialogueRow | undefined> {
  const [row] = await db
    .select()
    .from(dialogueMessages)
    .where(
      and(
        eq(dialogueMessages.tenantId, tenantId),
        eq(dialogueMessages.caseId, caseId),
        eq(dialogueMessages.id, id)
      )
    )
  return row
}

/**
 * Writes a message under the next number, once a key; whoever wrote has read so far. `fresh` false: it was
 * there.
 */
export async function addMessage(
  tx: Db,
  row: Omit<DialogueRow, 'seq'>
): Promise<{ row: DialogueRow; fresh: boolean }> {
  const lastSeq = await lockDialogue(tx, row)
  const earlier = await messageOf(tx, row, row.id)
  if (earlier && earlier.authorId !== row.authorId) throw new AppError('key_reused')
  if (earlier) return { row: earlier, fresh: false }
  if (lastSeq === null) throw new AppError('dialogue_over')
  if (lastSeq >= MOST) throw new AppError('dialogue_full')
  const { tenantId, caseId, authorId, fileIds } = row
  const written = { ...row, seq: lastSeq + 1 }
  await claimFiles(tx, tenantId, fileIds, authorId, { caseId })
  await tx
    .update(dialogues)
    .set({ lastSeq: written.seq })
    .where(and(eq(dialogues.tenantId, tenantId), eq(dialogues.caseId, caseId)))
  await tx.insert(dialogueMessages).values(written)
  await noteRead(tx, { ...row, accountId: authorId, seq: written.seq })
  return { row: written, fresh: true }
}

type Mark = Pick<ReadRow, 'tenantId' | 'caseId' | 'accountId' | 'unit' | 'who' | 'seq'>

/** Notes how far somebody has read, never further than there is and never backwards; tells the live lines. */
export async function noteRead(tx: Db, { tenantId, caseId, accountId, unit, who, seq }: Mark): Promise<void> {
  await tx.execute(sql`
    insert into dialogue_reads (tenant_id, case_id, account_id, unit, who, seq)
    select tenant_id, case_id, ${accountId}::uuid, ${unit}, ${who}, least(${seq}, last_seq) from dialogues
    where tenant_id = ${tenantId} and case_id = ${caseId}
    on conflict (tenant_id, case_id, account_id) do update set seq = greatest(dialogue_reads.seq, excluded.seq)`)
  await tx.execute(sql`select pg_notify('dialogue', ${`${tenantId}/${caseId}`}) as "tenantId"`)
}
