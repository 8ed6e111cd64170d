import { eq } from 'drizzle-orm'
import type { Endorsement } from 'shared/directory.ts'
import { QuestionKind } from 'shared/kinds.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { endorsementModes } from './officials.table.ts'

const kinds: readonly QuestionKind[] = QuestionKind.enum

/** When a leader reads the notices of each kind; `beside` where nobody settled it. */
export async function listEndorsements(
  db: Db,
  tenantId: string
): Promise<{ kind: QuestionKind; mode: Endorsement }[]> {
  const settled = await db
    .select({ kind: endorsementModes.kind, mode: endorsementModes.mode })
    .from(endorsementModes)
    .where(eq(endorsementModes.tenantId, tenantId))
    .limit(kinds.length)
  const modes = new Map(settled.map(({ kind, mode }) => [kind, mode]))
  return kinds.map((kind) => ({ kind, mode: modes.get(kind) ?? 'beside' }))
}

/** The mode of one kind. */
export async function endorsementOf(db: Db, tenantId: string, kind: QuestionKind): Promise<Endorsement> {
  const all = await listEndorsements(db, tenantId)
  return all.find((one) => one.kind === kind)?.mode ?? 'beside'
}

export async function settleEndorsement(db: Db, row: typeof endorsementModes.$inferInsert): Promise<void> {
  const { tenantId, kind } = endorsementModes
  await db
    .insert(endorsementModes)
    .values(row)
    .onConflictDoUpdate({ target: [tenantId, kind], set: { mode: row.mode } })
}
