import { createHmac } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { BlockList } from 'node:net'

/** Networks that are nobody's to be called from outside: ours. */
const OWN = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16]
] as const)
  OWN.addSubnet(net, prefix)
OWN.addSubnet('fc00::', 7, 'ipv6')
OWN.addSubnet('fe80::', 10, 'ipv6')
OWN.addAddress('::1', 'ipv6')

export type Hook = Readonly<{ url: string; secret: string; id: string; event: string; body: string }>
export type HookResult = Readonly<{ ok: boolean; status: string }>
export type Hooks = Readonly<{ send: (hook: Hook) => Promise<HookResult> }>

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `t.body` under the target's secret. A receiver refuses a `t` older than five
 * minutes and a delivery id it has seen: so nothing can be replayed.
 */
export const signHook = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

async function isOwn(host: string): Promise<boolean> {
  const addresses = await lookup(host.replace(/^\[|\]$/g, ''), { all: true })
  return addresses.some(({ address, family }) => OWN.check(address, family === 6 ? 'ipv6' : 'ipv4'))
}

/** Posts signed messages to targets outside; `local` lets them be on this machine, for a demo. Never throws. */
export function createHooks({
  timeoutMs,
  now,
  local
}: {
  timeoutMs: number
  now: () => Date
  local: boolean
}): Hooks {
  return {
    async send({ url, secret, id, event, body }) {
      const { hostname, protocol } = new URL(url)
      try {
        if (!local && (protocol !== 'https:' || (await isOwn(hostname))))
          return { ok: false, status: 'address refused' }
        const reply = await fetch(url, {
          method: 'POST',
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
          body,
          headers: {
            'content-type': 'application/json',
            'user-agent': 'bangban-webhook/1',
            'x-bangban-event': event,
            'x-bangban-delivery': id,
            'x-bangban-signature': signHook(secret, Math.floor(now().getTime() / 1000), body)
          }
        })
        await reply.body?.cancel()
        return { ok: reply.ok, status: String(reply.status) }
      } catch (error) {
        const { cause, name } = error as Error & { cause?: { code?: string } }
        return { ok: false, status: cause?.code ?? name }
      }
    }
  }
}
