import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import { Outage } from '../lib/outage.ts'
import { createTokens } from './wechat.token.ts'
import type { WeChatSettings } from './wechat.types.ts'

/** WeChat said no; decide on `errcode` only, its text carries a request id and changes. */
export class WeChatRefused extends Error {
  readonly errcode: number
  constructor(errcode: number, errmsg: string) {
    super(`WeChat ${errcode}: ${errmsg}`)
    this.errcode = errcode
  }
}
/** WeChat could not be reached, was too slow, or answered what it never should. */
export class WeChatUnavailable extends Outage {}

export type Verdict = Readonly<{ suggest: 'pass' | 'review' | 'risky'; label: number }>
export type SubscribeMessage = Readonly<{
  openid: string
  templateId: string
  page: string
  data: Record<string, string>
}>
/** Whom WeChat knows: in this app, and across the apps bound to one Open Platform account. */
export type Identity = Readonly<{ openid: string; unionid: string | null }>
export type WeChat = ReturnType<typeof createWeChat>

/** Error codes after which the token is read again, once (reference: stable_token in normal mode). */
const STALE_TOKEN = new Set([40001, 40014, 42001])
/** Error codes that say "try again later": busy, too many a minute. */
const BUSY = new Set([-1, 45011])
type Answer = { errcode?: number; errmsg?: string } & Record<string, unknown>

/**
 * Everything asked of WeChat: its wire, its error words, a deadline on each call, a breaker after five
 * failures.
 */
export function createWeChat(settings: WeChatSettings) {
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) })

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await breaker.execute(async () => {
        const reply = await fetch(settings.apiBase + path, {
          ...init,
          redirect: 'error',
          signal: AbortSignal.timeout(settings.timeoutMs)
        })
        if (reply.status >= 500) throw new Error(`status ${reply.status}`)
        return reply
      })
    } catch (cause) {
      throw new WeChatUnavailable(`${path.split('?')[0]}: ${(cause as Error).message}`, { cause })
    }
  }

  async function answer(reply: Response): Promise<Answer> {
    const body = await reply.json().catch((cause: unknown): never => {
      throw new WeChatUnavailable('not JSON', { cause })
    })
    const { errcode = 0, errmsg = '' } = body as Answer
    if (BUSY.has(errcode)) throw new WeChatUnavailable(`WeChat ${errcode}`)
    if (errcode !== 0) throw new WeChatRefused(errcode, errmsg)
    return body as Answer
  }

  const post = (body: object): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  const tokens = createTokens(settings, async (request) =>
    answer(await send('/cgi-bin/stable_token', post(request)))
  )

  async function withToken<T>(
    appId: string,
    path: string,
    body: object,
    read: (reply: Response) => Promise<T>
  ): Promise<T> {
    const call = async () => read(await send(`${path}?access_token=${await tokens.get(appId)}`, post(body)))
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof WeChatRefused && STALE_TOKEN.has(error.errcode))) throw error
      tokens.forget(appId)
      return call()
    }
  }

  const login =
    (path: string) =>
    async (appId: string, code: string): Promise<Identity> => {
      const query = new URLSearchParams({
        appid: appId,
        secret: settings.secrets[appId] ?? '',
        grant_type: 'authorization_code'
      })
      query.set(path.includes('jscode') ? 'js_code' : 'code', code)
      const { openid, unionid, is_snapshotuser } = await answer(await send(`${path}?${query}`))
      if (typeof openid !== 'string' || is_snapshotuser === 1)
        throw new WeChatRefused(40029, 'no openid of a real account')
      return { openid, unionid: typeof unionid === 'string' && unionid ? unionid : null }
    }

  return {
    /** Who is behind a wx.login code. */
    codeToIdentity: login('/sns/jscode2session'),
    /** Who is behind an official-account OAuth code (H5). */
    oauthToIdentity: login('/sns/oauth2/access_token'),
    authorizeUrl: (appId: string, redirect: string, state: string): string =>
      `${settings.openBase}/connect/oauth2/authorize?${new URLSearchParams({
        appid: appId,
        redirect_uri: redirect,
        response_type: 'code',
        scope: 'snsapi_base',
        state
      })}#wechat_redirect`,
    /** The number behind a getPhoneNumber code: as it is dialled at home, abroad with its country's code. */
    async phoneNumber(appId: string, code: string): Promise<string> {
      const { phone_info } = await withToken(appId, '/wxa/business/getuserphonenumber', { code }, answer)
      const { purePhoneNumber, countryCode } = phone_info as Record<'purePhoneNumber' | 'countryCode', string>
      return countryCode === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`
    },
    async sendSubscribe(appId: string, { openid, templateId, page, data }: SubscribeMessage): Promise<void> {
      const values = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]))
      const body = {
        touser: openid,
        template_id: templateId,
        page,
        data: values,
        miniprogram_state: 'formal',
        lang: 'zh_CN'
      }
      await withToken(appId, '/cgi-bin/message/subscribe/send', body, answer)
    },
    /** A PNG to print. The page must be released already, or WeChat answers 41030. */
    codeImage: (appId: string, scene: string, page: string): Promise<Buffer> =>
      withToken(
        appId,
        '/wxa/getwxacodeunlimit',
        { scene, page, check_path: true, env_version: 'release', width: 430 },
        async (reply) => {
          if (!reply.headers.get('content-type')?.startsWith('image/')) await answer(reply)
          return Buffer.from(await reply.arrayBuffer())
        }
      ),
    async checkText(appId: string, openid: string, content: string): Promise<Verdict> {
      const { result } = await withToken(
        appId,
        '/wxa/msg_sec_check',
        { version: 2, openid, scene: 2, content },
        answer
      )
      return result as Verdict
    },
    /** Starts a picture check and returns its trace id; the verdict comes by message push. */
    async checkImage(appId: string, openid: string, url: string): Promise<string> {
      const body = { media_url: url, media_type: 2, version: 2, openid, scene: 2 }
      const { trace_id } = await withToken(appId, '/wxa/media_check_async', body, answer)
      return trace_id as string
    }
  }
}
