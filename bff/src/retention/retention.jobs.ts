import { sealOldTexts } from '../assistant/sealed/texts.repo.ts'
import { forgetTickets } from '../cases/dialogue/tickets.repo.ts'
import { forgetHeld } from '../cases/papers/held.repo.ts'
import type { Deps } from '../kernel/lib/deps.ts'
import { deleteBytes } from '../platform/files/bytes.repo.ts'
import { forgetOrphans, giveUpChecks } from '../platform/files/files.repo.ts'
import { keyOldPhones } from '../platform/session/phones.repo.ts'
import { forgetRevocations } from '../platform/session/revocations.repo.ts'
import { forgetExpiredTokens } from '../platform/session/tokens.repo.ts'
import { deleteParts } from '../platform/uploads/parts.repo.ts'
import { forgetUploads } from '../platform/uploads/uploads.repo.ts'
import { forgetDelivered } from '../platform/webhooks/webhooks.repo.ts'

const HOUR_MS = 3_600_000
const CHECK_MS = 2 * HOUR_MS // WeChat promises a picture's verdict within 30 minutes
const DELIVERED_MS = 30 * 24 * HOUR_MS // long enough to look into a dispute
const ORPHAN_MS = 7 * 24 * HOUR_MS // a draft with its pictures may wait a week on the phone

type Tools = Pick<Deps, 'db' | 'now' | 'store' | 'identitySealer' | 'sealer' | 'receiptSecret'>

/**
 * Every hour: what is no longer needed is forgotten (PIPL art. 19), and checks that never came go to a
 * person.
 */
export async function tidy(deps: Tools): Promise<void> {
  const { db, now, store, identitySealer } = deps
  const before = (ms: number) => new Date(now().getTime() - ms)
  while ((await sealOldTexts(db, identitySealer)) > 0);
  while ((await keyOldPhones(deps)) > 0);
  await giveUpChecks(db, before(CHECK_MS))
  await forgetExpiredTokens(db, now())
  await forgetRevocations(db, now())
  await forgetTickets(db, now())
  await forgetDelivered(db, before(DELIVERED_MS))
  await forgetHeld(db, now())
  await forgetUploads(db, before(ORPHAN_MS), (upload) => deleteParts(store, upload))
  await forgetOrphans(db, before(ORPHAN_MS), ({ tenantId, id }) => deleteBytes(store, tenantId, id))
}
