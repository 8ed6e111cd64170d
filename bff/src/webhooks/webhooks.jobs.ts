import type { Deps } from '../lib/deps.ts'
import { Outage } from '../lib/outage.ts'
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

/** Tries a delivery; throws to be run again later. What was delivered or whose target ended is left alone. */
export async function deliverHook(
  deps: Pick<Deps, 'db' | 'now'> & Sending,
  { tenantId, deliveryId }: { tenantId: string; deliveryId: string }
): Promise<void> {
  const { db, now } = deps
  const found = await findDelivery(db, tenantId, deliveryId)
  if (!found) return
  const { ok, status } = await sendHook(deps, found.webhook, found.delivery)
  await noteTry(db, found.delivery, status, ok, now())
  if (!ok) throw new Outage(`webhook not delivered: ${status}`)
}
