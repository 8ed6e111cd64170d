import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { enqueueMessages } from '../../platform/notifications/notifications.repo.ts'
import type { CaseRow } from '../core/cases.table.ts'

/** Tells the people of some places about a bag, in the caller's transaction. */
export async function tellPlaces(
  tx: Db,
  { tenantId, id, itemName, no }: Pick<CaseRow, 'tenantId' | 'id' | 'itemName' | 'no'>,
  places: readonly string[],
  { key, text, template }: { key: string; text: string; template: 'task' | 'deadline' },
  { now, newId }: { now: Date; newId: () => string }
): Promise<void> {
  const rows = await tx.execute<{
    accountId: string
  }>(sql`
    select distinct h.account_id as "accountId" from posts p
    join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    where p.tenant_id = ${tenantId} and p.org_id = any(${sql.param(places)}::uuid[])
      and p.role in ('departmentHandler', 'unitDeputy', 'unitHead', 'hallClerk', 'villageSecretary') limit 100`)
  const messages = rows.map(({ accountId }) => ({
    accountId,
    template,
    text: `${itemName}（${no ?? ''}）文件袋：${text}`,
    quiet: template === 'task',
    key: `${id}:bag:${key}:${accountId}`,
    about: 'case' as const,
    aboutId: id
  }))
  await enqueueMessages(tx, tenantId, null, messages, now, newId)
}
