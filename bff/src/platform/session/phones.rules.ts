import { createHmac } from 'node:crypto'
import type { Deps } from '../../kernel/lib/deps.ts'

/** By which an account is found by its phone; the phone cannot be read back from it. */
export const accountPhoneKey = (secret: Buffer, tenantId: string, phone: string): string =>
  createHmac('sha256', secret).update(`account-phone/${tenantId}/${phone}`).digest('base64url')

/** A phone as an account keeps it: sealed, and found by a keyed hash. */
export const keptPhone = (
  { sealer, receiptSecret }: Pick<Deps, 'sealer' | 'receiptSecret'>,
  tenantId: string,
  phone: string
) => ({
  phoneSealed: sealer.seal(tenantId, phone),
  phoneKey: accountPhoneKey(receiptSecret, tenantId, phone)
})
