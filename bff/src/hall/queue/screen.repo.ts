import { sql } from 'drizzle-orm'
import type { HallScope } from '../../catalogue/counters/counters.repo.ts'
import type { Db } from '../../kernel/lib/deps.ts'

type Called = {
  letter: string
  seq: number
  window: string
  counter: string
  calledAt: string
  calls: number
}

/** What stands on the hall's screen: the last calls, newest first, and how many wait at each counter. */
export async function screenOf(db: Db, { tenantId, orgId }: HallScope, day: string) {
  const mine = orgId ? sql`and c.org_id = ${orgId}` : sql``
  const [called, waiting] = await Promise.all([
    db.execute<Called>(sql`
      select t.letter, t.seq, w.no "window", c.name counter, t.called_at "calledAt", t.calls from tickets t
      join counters c on c.tenant_id = t.tenant_id and c.id = t.counter_id ${mine}
      join service_windows w on w.tenant_id = t.tenant_id and w.id = t.window_id
      where t.tenant_id = ${tenantId} and t.day = ${day} and t.state in ('called', 'serving')
      order by t.called_at desc limit 12`),
    db.execute<{ letter: string; counter: string; count: number }>(sql`
      select c.letter, c.name counter, count(t.id)::int count from counters c
      left join tickets t on t.tenant_id = c.tenant_id and t.counter_id = c.id and t.day = ${day} and t.state = 'waiting'
      where c.tenant_id = ${tenantId} and c.active ${mine} group by c.letter, c.name order by c.letter limit 26`)
  ])
  return {
    called: [...called],
    waiting: [...waiting]
  }
}
