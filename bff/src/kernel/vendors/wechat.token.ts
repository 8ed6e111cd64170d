import type { WeChatSettings } from './wechat.types.ts'

type Held = { token: string; until: number }
type Ask = (request: object) => Promise<Record<string, unknown>>

/** One stable token per app, asked for once however many callers wait, read again a minute before it ends. */
export function createTokens({ secrets, now }: WeChatSettings, ask: Ask) {
  const held = new Map<string, Held>()
  const asking = new Map<string, Promise<string>>()

  async function fetchToken(appId: string): Promise<string> {
    const reply = await ask({ grant_type: 'client_credential', appid: appId, secret: secrets[appId] ?? '' })
    const token = String(reply.access_token)
    held.set(appId, { token, until: now().getTime() + (Number(reply.expires_in) - 60) * 1000 })
    return token
  }

  return {
    async get(appId: string): Promise<string> {
      const known = held.get(appId)
      if (known && now().getTime() < known.until) return known.token
      const running = asking.get(appId) ?? fetchToken(appId).finally(() => asking.delete(appId))
      asking.set(appId, running)
      return running
    },
    forget: (appId: string) => void held.delete(appId)
  }
}
