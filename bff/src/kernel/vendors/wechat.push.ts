import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Message-push settings of one mini-program: the token and the 43-character EncodingAESKey. */
export type PushSettings = Readonly<{ appId: string; token: string; aesKey: string }>

const FRESH_MS = 5 * 60_000
const sha1 = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex')

const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The GET handshake: signature over token, timestamp and nonce. */
export const isHandshake = (
  { token }: PushSettings,
  signature: string,
  timestamp: string,
  nonce: string
): boolean => same(signature, sha1(token, timestamp, nonce))

const keyOf = ({ aesKey }: PushSettings) => Buffer.from(`${aesKey}=`, 'base64')

/**
 * The message inside an encrypted push, or undefined when signature or app do not fit, or it was sent long
 * ago: WeChat tries three times within 15 s, so that an older one is somebody's replay. PKCS#7 with blocks of
 * 32.
 */
export function openPush(
  settings: PushSettings,
  query: { timestamp: string; nonce: string; msg_signature: string },
  encrypted: string,
  now: Date
): string | undefined {
  if (!(Math.abs(now.getTime() - Number(query.timestamp) * 1000) <= FRESH_MS)) return undefined
  if (!same(query.msg_signature, sha1(settings.token, query.timestamp, query.nonce, encrypted)))
    return undefined
  const key = keyOf(settings)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
  const plain = padded.subarray(0, padded.length - padded.at(-1)!)
  const length = plain.readUInt32BE(16)
  return plain.subarray(20 + length).toString() === settings.appId
    ? plain.subarray(20, 20 + length).toString()
    : undefined
}

/** The encrypted form of a message, as WeChat sends it and as a reply must be. */
export function sealPush(
  settings: PushSettings,
  message: string,
  { timestamp, nonce, random = randomBytes(16) }: { timestamp: string; nonce: string; random?: Buffer }
) {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(message))
  const plain = Buffer.concat([random, length, Buffer.from(message), Buffer.from(settings.appId)])
  const pad = 32 - (plain.length % 32)
  const key = keyOf(settings)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const encrypted = Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.alloc(pad, pad)),
    cipher.final()
  ]).toString('base64')
  return { encrypted, signature: sha1(settings.token, timestamp, nonce, encrypted) }
}
