import { randomBytes } from 'node:crypto'
import { HttpResponse, http } from 'msw'
import { refuse } from '../replies.ts'
import type { World } from '../world.ts'

const LIFE = 7200_000
const RENEW_BEFORE = 300_000

/** stable_token in normal mode: the same token on repeat, with what is left of its life. */
export const tokenHandlers = (world: World, base: string) => [
  http.post(`${base}/cgi-bin/stable_token`, async ({ request }) => {
    const { grant_type, appid, secret } = (await request.json()) as Record<string, string>
    if (grant_type !== 'client_credential') return refuse(world, 40002, 'invalid grant_type')
    if (!appid) return refuse(world, 41002, 'appid missing')
    if (!secret) return refuse(world, 41004, 'appsecret missing')
    const app = world.app(appid)
    if (!app) return refuse(world, 40013, 'invalid appid')
    if (app.secret !== secret) return refuse(world, 40125, 'invalid appsecret')
    const held = world.tokens.get(appid)
    const live =
      held && held.until - RENEW_BEFORE > world.now()
        ? held
        : { token: randomBytes(64).toString('base64url'), until: world.now() + LIFE }
    world.tokens.set(appid, live)
    return HttpResponse.json({
      access_token: live.token,
      expires_in: Math.floor((live.until - world.now()) / 1000)
    })
  })
]
