import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createHandlers } from 'mock-server/handlers.ts'
import { serve } from 'mock-server/server.ts'
import { createWorld, type Person } from 'mock-server/world.ts'
import { countyOf, demoApps, pushOf, TEMPLATE_IDS, weappIdOf } from './apps.ts'

const SMS = { secretId: 'demo-sms', secretKey: 'demo-sms-key' }

const KEYS = ['jwt', 'field', 'identity', 'receipt', 'sign', 'audit'] as const
export type DemoKeys = Record<(typeof KEYS)[number], string>

/** Keys of this machine's demo, made once and kept beside its data; one that came later is added. */
export function demoKeys(file: string): DemoKeys {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoKeys>) : {}
  const keys = Object.fromEntries(
    KEYS.map((name) => [name, kept[name] ?? randomBytes(32).toString('base64')])
  ) as DemoKeys
  if (KEYS.some((name) => !kept[name])) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
  }
  return keys
}

/** Starts WeChat's and the carrier's stand-in on a port of loopback. */
export async function startWorld(publicUrl: string, port: number, people: Person[], now?: () => number) {
  const world = createWorld({ apps: demoApps(publicUrl), people, sms: SMS }, now)
  // The web app serves every county under one address: unlike WeChat's own code, the link must say which.
  const opensAt = (appId: string, page: string, scene: string) =>
    `${publicUrl}/${page}?scene=${scene}&county=${countyOf(appId)}`
  const { base, server } = await serve(
    (own) => createHandlers(world, { api: own, open: own, sms: own, opensAt }),
    port
  )
  return {
    world,
    base,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
  }
}

/** The settings that point a bff at such a world. */
export function demoEnv(settings: {
  publicUrl: string
  port: number
  worldBase: string
  dataDir: string
  keys: DemoKeys
}) {
  const { publicUrl, port, worldBase, dataDir, keys } = settings
  const push = (['370829', '370830'] as const).map(
    (county) => `${county}:${weappIdOf(county)}:${pushOf(county).token}:${pushOf(county).aesKey}`
  )
  return {
    PUBLIC_URL: publicUrl,
    PORT: String(port),
    DATA_DIR: dataDir,
    JWT_SECRET: keys.jwt,
    FIELD_KEYS: `k1:${keys.field}`,
    IDENTITY_KEYS: `i1:${keys.identity}`,
    RECEIPT_KEY: keys.receipt,
    SIGN_KEY: keys.sign,
    AUDIT_KEY: keys.audit,
    WECHAT_API: worldBase,
    WECHAT_OPEN: worldBase,
    WECHAT_SECRETS: demoApps(publicUrl)
      .map(({ appId, secret }) => `${appId}:${secret}`)
      .join(','),
    WECHAT_PUSH: push.join(','),
    WECHAT_TEMPLATES: Object.entries(TEMPLATE_IDS)
      .map(([name, id]) => `${name}:${id}`)
      .join(','),
    WEBHOOK_LOCAL: 'true',
    SMS_API: `${worldBase}/`,
    SMS_SECRET_ID: SMS.secretId,
    SMS_SECRET_KEY: SMS.secretKey,
    SMS_APP_ID: '1400000000',
    SMS_SIGN_NAME: '嘉祥帮办',
    SMS_TEMPLATE_ID: '100001'
  }
}
