import { createHash, randomBytes, randomUUID } from 'node:crypto'

export type App = Readonly<{
  appId: string
  secret: string
  kind: 'weapp' | 'officialAccount'
  /** Bound to an Open Platform account: WeChat tells its unionid too. */
  platform?: string
  pages?: readonly string[]
  /** Template id → its value rules by key, e.g. { thing1: 'thing' }. */
  templates?: Readonly<Record<string, { longTerm: boolean; keys: readonly string[] }>>
  push?: Readonly<{ url: string; token: string; aesKey: string }>
}>
export type Person = Readonly<{
  key: string
  name: string
  phone: string
  about: string
  appIds: readonly string[]
}>
export type Sent = Readonly<{ at: Date; channel: 'subscribe' | 'sms'; to: string; text: string }>
type Code = { appId: string; personKey: string; until: number; used: boolean }
export type Failure = Readonly<{
  path: string
  errcode?: number
  status?: number
  delayMs?: number
  hang?: boolean
}>

/** A person has another openid in every app. */
export const openidOf = (appId: string, personKey: string): string =>
  `o${createHash('sha256').update(`${appId}/${personKey}`).digest('base64url').slice(0, 27)}`

/** The same in every app of one Open Platform account; undefined where the app is bound to none. */
export const unionidOf = ({ platform }: App, personKey: string): string | undefined =>
  platform && `u${createHash('sha256').update(`${platform}/${personKey}`).digest('base64url').slice(0, 27)}`

export type WorldSettings = Readonly<{
  apps: readonly App[]
  people: readonly Person[]
  sms: { secretId: string; secretKey: string }
}>
export type World = ReturnType<typeof createWorld>

/** The state all handlers share: what WeChat, the carrier and the phones in people's pockets would know. */
export function createWorld({ apps, people, sms }: WorldSettings, now: () => number = Date.now) {
  const tokens = new Map<string, { token: string; until: number }>()
  const codes = new Map<string, Code>()
  const credits = new Map<string, number>()
  const sent: Sent[] = []
  const failures: Failure[] = []
  const code = (appId: string, personKey: string) => {
    const value = randomBytes(16).toString('hex')
    codes.set(value, { appId, personKey, until: now() + 5 * 60_000, used: false })
    return value
  }

  return {
    now,
    apps,
    people,
    sms,
    sent,
    tokens,
    rid: () => `rid: ${randomUUID().slice(0, 8)}-${randomUUID().slice(0, 8)}-${randomUUID().slice(0, 8)}`,
    app: (appId: string | null) => apps.find((app) => app.appId === appId),
    personByOpenid: (appId: string, openid: string) =>
      people.find(({ key }) => openidOf(appId, key) === openid),
    /** What wx.login, getPhoneNumber or the authorize page would hand to the client. */
    code,
    /** Uses up a code: the person behind it, or the errcode WeChat gives. */
    spend(value: string | null, appId: string): Person | number {
      const found = codes.get(value ?? '')
      if (!found || found.appId !== appId || found.until < now()) return 40029
      if (found.used) return 40163
      found.used = true
      return people.find(({ key }) => key === found.personKey) ?? 40029
    },
    /** The person tapped "allow" on a one-time template. */
    allow: (openid: string, templateId: string) =>
      void credits.set(`${openid}/${templateId}`, (credits.get(`${openid}/${templateId}`) ?? 0) + 1),
    spendCredit(openid: string, templateId: string, longTerm: boolean): boolean {
      const left = credits.get(`${openid}/${templateId}`) ?? 0
      if (left < 1) return false
      if (!longTerm) credits.set(`${openid}/${templateId}`, left - 1)
      return true
    },
    /** The next call whose path contains `path` fails this way. */
    failNext: (failure: Failure) => void failures.push(failure),
    takeFailure(path: string): Failure | undefined {
      const at = failures.findIndex((failure) => path.includes(failure.path))
      return at < 0 ? undefined : failures.splice(at, 1)[0]
    }
  }
}
