import { createHmac, timingSafeEqual } from 'node:crypto'

/** Short signatures for what travels in a QR code or a link. */
export type Signer = Readonly<{
  sign: (text: string, length: number) => string
  /** Is this the whole signature of that length? */
  verify: (text: string, signature: string, length: number) => boolean
}>

export function createSigner(key: Buffer): Signer {
  const sign = (text: string, length: number) =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, length)
  return {
    sign,
    verify(text, signature, length) {
      const given = Buffer.from(signature)
      const right = Buffer.from(sign(text, length))
      return given.length === right.length && timingSafeEqual(given, right)
    }
  }
}
