import { createHmac, timingSafeEqual } from 'node:crypto'

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 20 // 98 bits

/**
 * The receipt of a draft: derived from its key, so that the second tap gets the same one and nothing readable is kept.
 * `secret` is the service's own.
 */
export function receiptOf(secret: Buffer, tenantId: string, key: string): string {
  const bytes = createHmac('sha512', secret).update(`receipt/${tenantId}/${key}`).digest()
  const letters = Array.from(
    { length: LENGTH },
    (_, at) => LETTERS[bytes.readUInt16BE(at * 2) % LETTERS.length]
  )
  return letters.join('').replace(/.{4}(?=.)/g, '$&-')
}

/** What is kept of a receipt, whatever spaces, dashes or small letters it was typed with. */
export const receiptHash = (secret: Buffer, tenantId: string, receipt: string): string =>
  createHmac('sha256', secret)
    .update(`receipt-hash/${tenantId}/${receipt.replace(/[^0-9A-Za-z]/g, '').toUpperCase()}`)
    .digest('base64url')

export const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
