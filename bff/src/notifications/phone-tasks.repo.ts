import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { ActorPost } from '../lib/actor.ts'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { PAGE_SIZE } from '../lib/paging.ts'
import { questions } from '../questions/questions.table.ts'
import { visibleTo } from '../sealed/sealed.repo.ts'
import { accounts } from '../session/session.table.ts'
import { messages, phoneTasks } from './notifications.table.ts'

/** Calls still to be made for a clerk's township, oldest first. */
export const listPhoneTasks = (
  db: Db,
  tenantId: string,
  { townshipId, id }: ActorPost,
  after: string | undefined
) =>
  db
    .select({
      id: phoneTasks.messageId,
      at: phoneTasks.createdAt,
      text: messages.text,
      name: accounts.name,
      phoneSealed: accounts.phoneSealed
    })
    .from(phoneTasks)
    .innerJoin(
      messages,
      and(eq(messages.tenantId, phoneTasks.tenantId), eq(messages.id, phoneTasks.messageId))
    )
    .innerJoin(accounts, and(eq(accounts.tenantId, messages.tenantId), eq(accounts.id, messages.accountId)))
    .leftJoin(
      questions,
      and(eq(questions.tenantId, messages.tenantId), eq(questions.id, messages.questionId))
    )
    .where(
      and(
        eq(phoneTasks.tenantId, tenantId),
        isNull(phoneTasks.doneAt),
        townshipId === null
          ? undefined
          : sql`coalesce(${questions.townshipId}, ${townshipId}) = ${townshipId}`,
        or(isNull(questions.id), visibleTo(tenantId, id)),
        after ? gt(phoneTasks.messageId, after) : undefined
      )
    )
    .orderBy(asc(phoneTasks.messageId))
    .limit(PAGE_SIZE + 1)

/** Ends a call task, once; the same ending once more is no error, for its first reply may have been lost. */
export async function endPhoneTask(
  db: Db,
  tenantId: string,
  townshipId: string | null,
  id: string,
  done: { doneAt: Date; doneBy: string; note: string }
): Promise<void> {
  const ofTownship = sql`(${townshipId}::uuid is null or exists (select from messages m left join questions q on q.tenant_id = m.tenant_id and q.id = m.question_id
    where m.tenant_id = ${tenantId} and m.id = ${id} and coalesce(q.township_id, ${townshipId}::uuid) = ${townshipId}::uuid))`
  const rows = await db
    .update(phoneTasks)
    .set(done)
    .where(
      and(
        eq(phoneTasks.tenantId, tenantId),
        eq(phoneTasks.messageId, id),
        or(
          isNull(phoneTasks.doneAt),
          and(eq(phoneTasks.doneBy, done.doneBy), eq(phoneTasks.note, done.note))
        ),
        ofTownship
      )
    )
    .returning({ id: phoneTasks.messageId })
  if (rows.length === 0) throw new AppError('not_found')
}
