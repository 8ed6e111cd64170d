import { createHmac } from 'node:crypto'
import { typedCode } from 'shared/rules/typed.ts'
import { LETTERS } from '../../kernel/lib/codes.ts'

const LENGTH = 20 // 98 bits

/**
 * The receipt of a draft: derived from its key, which is kept nowhere, so that the second tap gets the same
 * one. `secret` is the service's own.
 */
export function receiptOf(secret: Buffer, tenantId: string, key: string): string {
  const bytes = createHmac('sha512', secret).update(`receipt/${tenantId}/${key}`).digest()
  const letters = Array.from(
    { length: LENGTH },
    (_, at) => LETTERS[bytes.readUInt16BE(at * 2) % LETTERS.length]
  )
  return letters.join('').replace(/.{4}(?=.)/g, '$&-')
}

/**
 * What is kept of a receipt, whatever spaces, dashes or small letters it was typed with. A guess is looked up
 * by this keyed hash: how long that takes says nothing of any receipt.
 */
export const receiptHash = (secret: Buffer, tenantId: string, receipt: string): string =>
  createHmac('sha256', secret)
    .update(`receipt-hash/${tenantId}/${typedCode(receipt)}`)
    .digest('base64url')

/** What a request is told from another by, without letting anybody try out what stood in it. */
export const keyedHash = (secret: Buffer, tenantId: string, text: string): string =>
  createHmac('sha256', secret).update(`request/${tenantId}/${text}`).digest('base64url')
