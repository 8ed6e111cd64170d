import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes
} from 'node:crypto'

/** Sealed fields: AES-256-GCM under a key of the tenant's own. */
export type Sealer = Readonly<{
  seal: (tenantId: string, plain: string) => string
  open: (tenantId: string, sealed: string) => string
}>

type Keys = Readonly<Record<string, Buffer>>

const derive = (master: Buffer, tenantId: string) =>
  createSecretKey(Buffer.from(hkdfSync('sha256', master, tenantId, 'seal', 32)))

/** `keys` by id; new values are sealed under `current`, old ones stay readable while their key is listed. */
export function createSealer(keys: Keys, current: string): Sealer {
  const derived = new Map<string, KeyObject>()
  const keyFor = (keyId: string, tenantId: string): KeyObject => {
    const name = `${keyId}/${tenantId}`
    const master = keys[keyId]
    if (!master) throw new Error(`no field key named ${keyId}`)
    const key = derived.get(name) ?? derive(master, tenantId)
    derived.set(name, key)
    return key
  }
  return {
    seal(tenantId, plain) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(current, tenantId), iv)
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return [current, iv, cipher.getAuthTag(), text]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.')
    },
    open(tenantId, sealed) {
      const [keyId, iv, tag, text] = sealed.split('.')
      const decipher = createDecipheriv(
        'aes-256-gcm',
        keyFor(keyId!, tenantId),
        Buffer.from(iv!, 'base64url')
      )
      decipher.setAuthTag(Buffer.from(tag!, 'base64url'))
      return decipher.update(text!, 'base64url', 'utf8') + decipher.final('utf8')
    }
  }
}

/** `王**`. */
export const maskName = (name: string): string =>
  `${[...name][0] ?? ''}${'*'.repeat(Math.max([...name].length - 1, 1))}`
