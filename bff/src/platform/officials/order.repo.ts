import { eq } from 'drizzle-orm'
import type { RoutingStep } from 'shared/directory.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { routingOrders } from './officials.table.ts'
import { DEFAULT_ORDER } from './order.rules.ts'

/** Where routing looks for an owner, first to last; the usual order where the county settled none. */
export async function routingOrder(db: Db, tenantId: string): Promise<readonly RoutingStep[]> {
  const [row] = await db
    .select({ steps: routingOrders.steps })
    .from(routingOrders)
    .where(eq(routingOrders.tenantId, tenantId))
  return row?.steps ?? DEFAULT_ORDER
}

export async function settleRoutingOrder(db: Db, tenantId: string, steps: RoutingStep[]): Promise<void> {
  await db
    .insert(routingOrders)
    .values({ tenantId, steps })
    .onConflictDoUpdate({ target: routingOrders.tenantId, set: { steps } })
}
