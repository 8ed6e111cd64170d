import { resolve } from 'node:path'
import { type Env, pairs } from './env.ts'
import type { Db, Deps } from './kernel/lib/deps.ts'
import { createIds } from './kernel/lib/ids.ts'
import { createSealer } from './kernel/lib/sealed.ts'
import { createSigner } from './kernel/lib/signed.ts'
import { createDiskStore } from './kernel/lib/store.ts'
import { createSms } from './kernel/vendors/sms.ts'
import { createHooks } from './kernel/vendors/webhook.ts'
import { createWeChat } from './kernel/vendors/wechat.ts'
import type { Template } from './platform/notifications/notifications.table.ts'
import type { TemplatesOf } from './platform/notifications/templates.types.ts'
import { calendarReader } from './platform/tenants/tenants.repo.ts'

const VENDOR_MS = 8000

function sealerOf(name: string, setting: string) {
  const keys = pairs(setting).map(([id, key]) => [id!, Buffer.from(key!, 'base64')] as const)
  if (keys.length === 0 || keys.some(([, key]) => key.length !== 32))
    throw new Error(`${name}: each key is 32 bytes in base64`)
  return createSealer(Object.fromEntries(keys), keys[0]![0])
}

/** The outside world as the settings describe it, on one database and one clock. */
export function createDeps(env: Env, db: Db, now: () => Date): Deps {
  const vendor = { timeoutMs: VENDOR_MS, now }
  return {
    db,
    now,
    newId: createIds(now),
    calendarOf: calendarReader(db, now),
    sealer: sealerOf('FIELD_KEYS', env.FIELD_KEYS),
    identitySealer: sealerOf('IDENTITY_KEYS', env.IDENTITY_KEYS),
    receiptSecret: Buffer.from(env.RECEIPT_KEY),
    auditSecret: Buffer.from(env.AUDIT_KEY),
    auditDir: resolve(env.DATA_DIR, 'audit'),
    signer: createSigner(Buffer.from(env.SIGN_KEY)),
    store: createDiskStore(resolve(env.DATA_DIR, 'files')),
    wechat: createWeChat({
      ...vendor,
      apiBase: env.WECHAT_API,
      openBase: env.WECHAT_OPEN,
      secrets: Object.fromEntries(pairs(env.WECHAT_SECRETS))
    }),
    sms: createSms({
      ...vendor,
      base: env.SMS_API,
      secretId: env.SMS_SECRET_ID,
      secretKey: env.SMS_SECRET_KEY,
      appId: env.SMS_APP_ID,
      signName: env.SMS_SIGN_NAME,
      templateId: env.SMS_TEMPLATE_ID
    }),
    hooks: createHooks({ ...vendor, local: env.WEBHOOK_LOCAL }),
    publicUrl: env.PUBLIC_URL,
    privacyVersion: env.PRIVACY_VERSION
  }
}

/**
 * The subscribe templates of a county’s own mini-program: `370829/progress:id`, else those without a county.
 */
export function templatesOf(env: Env): TemplatesOf {
  const all = pairs(env.WECHAT_TEMPLATES)
  const common = Object.fromEntries(all.filter(([name]) => !name!.includes('/')))
  return (county) => {
    const own = all
      .filter(([name]) => name!.startsWith(`${county}/`))
      .map(([name, id]) => [name!.split('/')[1]!, id])
    return { ...common, ...Object.fromEntries(own) } as Record<Template, string>
  }
}

/** Message-push settings by county. */
export function pushSettings(env: Env) {
  const counties = new Map(
    pairs(env.WECHAT_PUSH, 4).map(([county, appId, token, aesKey]) => [
      county!,
      { appId: appId!, token: token!, aesKey: aesKey! }
    ])
  )
  return (county: string) => counties.get(county)
}
