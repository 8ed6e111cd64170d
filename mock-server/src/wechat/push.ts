import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { App } from '../world.ts'

const ATTEMPTS = 3 // the vendor sends again what was not answered with success
const AGAIN_MS = 5000

const sha1 = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex')

/** Delivers one event in safe mode: AES-256-CBC, PKCS#7 over 32 bytes, msg_signature over the cipher text. */
export async function push(app: App, event: object, now: number): Promise<number | undefined> {
  if (!app.push) return undefined
  const { url, token, aesKey } = app.push
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const message = Buffer.from(
    JSON.stringify({ ToUserName: 'gh_mock', CreateTime: Math.floor(now / 1000), ...event })
  )
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const plain = Buffer.concat([randomBytes(16), length, message, Buffer.from(app.appId)])
  const pad = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const Encrypt = Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.alloc(pad, pad)),
    cipher.final()
  ]).toString('base64')
  const [timestamp, nonce] = [String(Math.floor(now / 1000)), String(Math.floor(Math.random() * 1e9))]
  const query = new URLSearchParams({
    signature: sha1(token, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: sha1(token, timestamp, nonce, Encrypt)
  })
  const body = JSON.stringify({ ToUserName: 'gh_mock', Encrypt })
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  for (let attempt = 1; ; attempt++) {
    const reply = await fetch(`${url}?${query}`, init).catch(() => undefined)
    if (reply?.ok || attempt === ATTEMPTS) return reply?.status
    await new Promise((again) => setTimeout(again, AGAIN_MS).unref())
  }
}
