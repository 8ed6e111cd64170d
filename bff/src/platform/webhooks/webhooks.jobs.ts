import {
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleType,
  isBrokenCircuitError
} from 'cockatiel'
import { LRUCache } from 'lru-cache'
import type { Deps } from '../../kernel/lib/deps.ts'
import { Outage } from '../../kernel/lib/outage.ts'
import { findDelivery, noteTry } from './webhooks.repo.ts'
import type { DeliveryRow, WebhookRow } from './webhooks.table.ts'

type Sending = Pick<Deps, 'hooks' | 'sealer'>

/** Sends one delivery, signed afresh for this try. */
export const sendHook = (
  { hooks, sealer }: Sending,
  { tenantId, url, secretSealed }: WebhookRow,
  { id, event, payload, createdAt }: Pick<DeliveryRow, 'id' | 'event' | 'payload' | 'createdAt'>
) =>
  hooks.send({
    url,
    secret: sealer.open(tenantId, secretSealed),
    id,
    event,
    body: JSON.stringify({ id, event, county: tenantId, at: createdAt.toISOString(), data: payload })
  })

const FAILURES = 3
const REST_MS = 60_000
const MOST_TARGETS = 10_000
/**
 * A target that failed three times in a row is looked at once a minute: those that hang never hold all
 * workers.
 */
const breakers = new LRUCache<string, CircuitBreakerPolicy>({
  max: MOST_TARGETS,
  memoMethod: () =>
    circuitBreaker(handleType(Outage), {
      halfOpenAfter: REST_MS,
      breaker: new ConsecutiveBreaker(FAILURES)
    })
})

/** Tries a delivery; throws to be run again later. What was delivered or whose target ended is left alone. */
export async function deliverHook(
  deps: Pick<Deps, 'db' | 'now'> & Sending,
  { tenantId, deliveryId }: { tenantId: string; deliveryId: string }
): Promise<void> {
  const { db, now } = deps
  const found = await findDelivery(db, tenantId, deliveryId)
  if (!found) return
  const { delivery, webhook } = found
  const attempt = async () => {
    const { ok, status } = await sendHook(deps, webhook, delivery)
    await noteTry(db, delivery, status, ok, now())
    if (!ok) throw new Outage(`webhook not delivered: ${status}`)
  }
  await breakers
    .memo(webhook.id)
    .execute(attempt)
    .catch((cause: unknown): never => {
      throw isBrokenCircuitError(cause) ? new Outage('webhook rests') : cause
    })
}
