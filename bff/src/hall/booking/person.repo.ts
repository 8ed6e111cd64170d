import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { personKey } from '../../kernel/lib/person-codes.ts'
import { accountReader } from '../../platform/session/session.repo.ts'

type Tools = Pick<Deps, 'db' | 'sealer' | 'receiptSecret' | 'privacyVersion'>

/**
 * Reads who books: their name and their key to the booking rules; refuses who has not agreed to the privacy
 * text.
 */
export function personReader({ db, sealer, receiptSecret, privacyVersion }: Tools) {
  const accountOf = accountReader(db)
  return async (tenantId: string, accountId: string) => {
    const { name, phoneSealed, consentVersion } = await accountOf(tenantId, accountId)
    if (consentVersion !== privacyVersion) throw new AppError('consent_needed')
    const phone = phoneSealed && sealer.open(tenantId, phoneSealed)
    return {
      accountId,
      name: name ?? '',
      personKey: personKey(receiptSecret, { tenantId, accountId, phone })
    }
  }
}

/** By which key the booking rules know somebody. */
export function keyReader({ db, sealer, receiptSecret }: Omit<Tools, 'privacyVersion'>) {
  const accountOf = accountReader(db)
  return async (tenantId: string, accountId: string): Promise<string> => {
    const { phoneSealed } = await accountOf(tenantId, accountId)
    const phone = phoneSealed && sealer.open(tenantId, phoneSealed)
    return personKey(receiptSecret, { tenantId, accountId, phone })
  }
}
