import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { DESKS } from 'shared/rules/roles.ts'
import type { ActorPost } from '../../kernel/lib/actor.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { contactName, contactPhone } from '../../platform/notifications/notifications.repo.ts'
import { messages, phoneTasks } from '../../platform/notifications/notifications.table.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { questions } from '../questions/questions.table.ts'
import { visibleTo } from '../sealed/sealed.repo.ts'

type Desk = Pick<ActorPost, 'townshipId' | 'unitId' | 'role'>
/**
 * Whose call it is: of a question the township's clerk's; of a case or a booking the hall's that has it; of
 * anything else the county's own clerk's, and so is what a desk has that nobody sits at.
 */
const ofDesk = (tenantId: string, { townshipId, unitId, role }: Desk) => {
  const hall = sql`coalesce(
    (select c.hall_id from cases c where c.tenant_id = ${tenantId} and ${messages.about} = 'case' and c.id = ${messages.aboutId}),
    (select n.org_id from bookings b join counters n on n.tenant_id = b.tenant_id and n.id = b.counter_id
      where b.tenant_id = ${tenantId} and ${messages.about} = 'booking' and b.id = ${messages.aboutId}))`
  if (DESKS.includes(role)) return sql`${hall} = ${unitId}`
  if (townshipId !== null) return sql`${questions.townshipId} = ${townshipId}`
  return sql`(${questions.id} is not null or ${messages.about} is null or not exists (select from posts p
    join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    where p.tenant_id = ${tenantId} and p.org_id = ${hall} and p.role in ('hallClerk', 'villageSecretary')))`
}

/** Calls still to be made for somebody's desk, oldest first. */
export const listPhoneTasks = (
  db: Db,
  tenantId: string,
  { townshipId, id, unitId, role }: ActorPost,
  after: string | undefined
) =>
  db
    .select({
      id: phoneTasks.messageId,
      at: phoneTasks.createdAt,
      text: messages.text,
      name: sql<string | null>`coalesce(${contactName}, ${accounts.name})`,
      phoneSealed: sql<string | null>`coalesce(${contactPhone}, ${accounts.phoneSealed})`
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
        ofDesk(tenantId, { townshipId, unitId, role }),
        or(isNull(questions.id), visibleTo(tenantId, id)),
        after ? gt(phoneTasks.messageId, after) : undefined
      )
    )
    .orderBy(asc(phoneTasks.messageId))
    .limit(PAGE_SIZE + 1)

/**
 * Ends a call task of somebody's desk, once; the same ending once more is no error, for its first reply may
 * have been lost.
 */
export async function endPhoneTask(
  db: Db,
  tenantId: string,
  desk: Desk,
  id: string,
  done: { doneAt: Date; doneBy: string; note: string }
): Promise<void> {
  const own = sql`exists (select from ${messages} left join ${questions} on ${questions.tenantId} = ${messages.tenantId}
    and ${questions.id} = ${messages.questionId} where ${messages.tenantId} = ${tenantId} and ${messages.id} = ${id} and ${ofDesk(tenantId, desk)})`
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
        own
      )
    )
    .returning({ id: phoneTasks.messageId })
  if (rows.length === 0) throw new AppError('not_found')
}
