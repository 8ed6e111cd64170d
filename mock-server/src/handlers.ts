import { setTimeout as wait } from 'node:timers/promises'
import { HttpResponse, http, type RequestHandler } from 'msw'
import { controlHandlers } from './control.ts'
import { refuse } from './replies.ts'
import { smsHandlers } from './sms.ts'
import { codeHandlers } from './wechat/code.ts'
import { loginHandlers } from './wechat/login.ts'
import { securityHandlers } from './wechat/security.ts'
import { subscribeHandlers } from './wechat/subscribe.ts'
import { tokenHandlers } from './wechat/token.ts'
import type { World } from './world.ts'

/**
 * Where each vendor answers. As interceptor these are the real hosts, as a server all are its own address.
 */
export type Hosts = Readonly<{
  api: string
  open: string
  sms: string
  opensAt: (appId: string, page: string, scene: string) => string
}>

/** Failures on demand come before everything else. */
const failing = (world: World, hosts: Hosts) =>
  [...new Set([hosts.api, hosts.sms])].map((base) =>
    http.all(`${base}/*`, async ({ request }) => {
      const { pathname } = new URL(request.url)
      const failure = pathname.startsWith('/mock/') ? undefined : world.takeFailure(pathname)
      if (!failure) return undefined
      if (failure.hang) await wait(600_000, undefined, { ref: false })
      if (failure.delayMs) await wait(failure.delayMs)
      if (failure.status) return new HttpResponse('<html>bad gateway</html>', { status: failure.status })
      return failure.errcode === undefined ? undefined : refuse(world, failure.errcode, 'failed on demand')
    })
  )

/** The same handlers run as interceptor in tests (msw's setupServer) and as a server in the demo. */
export const createHandlers = (world: World, hosts: Hosts): RequestHandler[] => [
  ...failing(world, hosts),
  ...tokenHandlers(world, hosts.api),
  ...loginHandlers(world, hosts.api, hosts.open),
  ...subscribeHandlers(world, hosts.api),
  ...codeHandlers(world, hosts.api, hosts.opensAt),
  ...securityHandlers(world, hosts.api),
  ...smsHandlers(world, hosts.sms),
  ...controlHandlers(world, hosts.api)
]
