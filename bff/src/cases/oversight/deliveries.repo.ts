import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import type { Channel } from '../../platform/notifications/notifications.table.ts'

export type Told = {
  id: string
  at: string
  endedAt: string | null
  channel: Channel | null
  state: 'pending' | 'sent' | 'task'
  text: string
  who: string
  unit: string
}

/**
 * What officials were told of a case, oldest first, with how it reached them: who held which post at that
 * moment.
 */
export const toldOf = async (db: Db, tenantId: string, caseId: string): Promise<Told[]> =>
  await db.execute<Told>(sql`
    select m.id, m.created_at at, m.ended_at "endedAt", m.channel, m.state, m.text, h.name who, o.name || ' ' || h.title unit
    from messages m
    cross join lateral (
      select h.name, p.title, p.org_id from post_holdings h join posts p on p.tenant_id = h.tenant_id and p.id = h.post_id
      where h.tenant_id = ${tenantId} and h.account_id = m.account_id and h.since <= m.created_at
        and (h.until is null or h.until > m.created_at) order by p.position limit 1
    ) h
    join organisations o on o.tenant_id = ${tenantId} and o.id = h.org_id
    where m.tenant_id = ${tenantId} and m.about = 'case' and m.about_id = ${caseId}
    order by m.created_at, m.id limit 300`)
