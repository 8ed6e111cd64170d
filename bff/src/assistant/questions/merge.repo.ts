import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { firstIdAt } from '../../kernel/lib/ids.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import { followed } from './merge.rules.ts'
import { questionNo } from './messages.rules.ts'
import { OPEN } from './moves.rules.ts'
import type { NewMessage, Outcome } from './outcome.types.ts'
import { type QuestionRow, questionEvents, questions } from './questions.table.ts'

const MOST = 200

/**
 * Marks a matter as one that others hang on and returns it; refuses when it was concluded or merged itself
 * meanwhile.
 */
export async function markMain(tx: Db, tenantId: string, mainId: string): Promise<QuestionRow> {
  const rows = await tx
    .update(questions)
    .set({ hasMerged: true, version: sql`${questions.version} + 1` })
    .where(
      and(
        eq(questions.tenantId, tenantId),
        eq(questions.id, mainId),
        isNull(questions.mergedInto),
        inArray(questions.status, [...OPEN])
      )
    )
    .returning()
  if (!rows[0]) throw new AppError('cannot_merge')
  return rows[0]
}

/** A matter nothing hangs on any more may be merged itself again. */
export async function unmarkMain(tx: Db, tenantId: string, mainId: string): Promise<void> {
  await tx
    .update(questions)
    .set({ hasMerged: false, version: sql`${questions.version} + 1` })
    .where(
      and(
        eq(questions.tenantId, tenantId),
        eq(questions.id, mainId),
        sql`not exists (select from questions other where other.tenant_id = ${tenantId} and other.merged_into = ${mainId})`
      )
    )
}

/** What hangs on a matter and is still open, oldest first. */
export const mergedInto = (
  db: Db,
  { tenantId, id }: Pick<QuestionRow, 'tenantId' | 'id'>
): Promise<QuestionRow[]> =>
  db
    .select()
    .from(questions)
    .where(
      and(eq(questions.tenantId, tenantId), eq(questions.mergedInto, id), eq(questions.status, 'merged'))
    )
    .orderBy(asc(questions.id))
    .limit(MOST)

type Carry = Readonly<{
  calendar: WorkCalendar
  now: Date
  save: (question: QuestionRow, outcome: Outcome) => Promise<unknown>
  tell: (question: QuestionRow, messages: readonly NewMessage[]) => Promise<unknown>
}>

/**
 * Carries what happened to a matter over to those merged into it: its answer, its end, or word of its
 * progress.
 */
export async function carryMerged(
  tx: Db,
  main: QuestionRow,
  messages: readonly NewMessage[],
  { calendar, now, save, tell }: Carry
): Promise<void> {
  const progress = messages.filter(({ target, template }) => target.to === 'asker' && template !== 'task')
  for (const question of await mergedInto(tx, main)) {
    const outcome = followed(main, question, calendar, now)
    if (outcome) await save(question, outcome)
    else
      await tell(
        question,
        progress.map((message) => ({
          ...message,
          text: message.text.replace(questionNo(main), questionNo(question))
        }))
      )
  }
}

/**
 * Open matters of a township that may be about the same as a fresh one: the newest, without what is sealed.
 */
export const openMatters = (db: Db, { tenantId, townshipId, id }: QuestionRow, since: Date) =>
  db
    .select()
    .from(questions)
    .where(
      and(
        eq(questions.tenantId, tenantId),
        eq(questions.townshipId, townshipId),
        eq(questions.confidential, false),
        isNull(questions.mergedInto),
        inArray(questions.status, [...OPEN]),
        sql`${questions.id} <> ${id} and ${questions.id} >= ${firstIdAt(since)}::uuid`
      )
    )
    .orderBy(sql`${questions.id} desc`)
    .limit(500)

/** What the reporters of these matters added since. */
export const supplementsOf = (db: Db, tenantId: string, matters: readonly QuestionRow[]) =>
  db
    .select({ questionId: questionEvents.questionId, note: questionEvents.note })
    .from(questionEvents)
    .where(
      and(
        eq(questionEvents.tenantId, tenantId),
        inArray(
          questionEvents.questionId,
          matters.map(({ id }) => id)
        ),
        eq(questionEvents.action, 'supplement')
      )
    )
    .orderBy(asc(questionEvents.at))
    .limit(MOST)
