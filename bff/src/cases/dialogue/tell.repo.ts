import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { enqueueMessages } from '../../platform/notifications/notifications.repo.ts'
import type { CaseRow } from '../core/cases.table.ts'

type Told = Readonly<{ orgIds: readonly string[]; agentPostId: string | null }>
type Waiting = { accountId: string; seq: number }

/**
 * Tells the other side that something was said; once until they have read it, however much more is said
 * meanwhile.
 */
export async function tellOthers(
  tx: Db,
  { tenantId, id, itemName, no, accountId: applicant }: CaseRow,
  { orgIds, agentPostId }: Told,
  { authorId, text }: { authorId: string; text: string },
  { now, newId }: { now: Date; newId: () => string }
): Promise<void> {
  const rows = await tx.execute<Waiting>(sql`
    select distinct h.account_id as "accountId", coalesce(r.seq, 0) as seq from posts p
    join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    left join dialogue_reads r on r.tenant_id = h.tenant_id and r.case_id = ${id} and r.account_id = h.account_id
    where p.tenant_id = ${tenantId} and h.account_id <> ${authorId}
      and h.account_id is distinct from ${applicant}::uuid and (p.id = ${agentPostId}::uuid
      or p.org_id = any(${sql.param(orgIds)}::uuid[]) and p.role in ('departmentHandler', 'unitDeputy', 'unitHead', 'hallClerk'))
    limit 200`)
  const messages = rows.map(({ accountId, seq }) => ({
    accountId,
    template: 'task' as const,
    text: `${itemName}（${no ?? ''}）对话：${text}`,
    quiet: true,
    key: `${id}:dialogue:${accountId}:${seq}`,
    about: 'case' as const,
    aboutId: id
  }))
  await enqueueMessages(tx, tenantId, null, messages, now, newId)
}
