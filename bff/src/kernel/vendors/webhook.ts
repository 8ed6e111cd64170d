import { createHmac } from 'node:crypto'
import { request as plain, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import { isOwnAddress, lookupOutside } from './outside.ts'

export type Hook = Readonly<{ url: string; secret: string; id: string; event: string; body: string }>
export type HookResult = Readonly<{ ok: boolean; status: string }>
export type Hooks = Readonly<{ send: (hook: Hook) => Promise<HookResult> }>

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `t.body` under the target's secret. A receiver refuses a `t` older
 * than five minutes and a delivery id it has seen: so nothing can be replayed.
 */
export const signHook = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

/** The status of one POST, no redirect followed; rejects when nothing came back in time. */
function post(url: URL, headers: Record<string, string>, body: string, timeoutMs: number, local: boolean) {
  const request = url.protocol === 'https:' ? secure : plain
  return new Promise<number>((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const options: RequestOptions = {
      method: 'POST',
      headers,
      signal,
      agent: false,
      ...(!local && { lookup: lookupOutside })
    }
    request(url, options, (reply) => {
      reply.destroy() // the status is all we want
      resolve(reply.statusCode ?? 0)
    })
      .on('error', reject)
      .end(body)
  })
}

/**
 * Posts signed messages to targets outside; `local` lets them be on this machine, for a demo. Never throws.
 */
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
    async send({ url: address, secret, id, event, body }) {
      const url = new URL(address)
      if (!local && (url.protocol !== 'https:' || isOwnAddress(url.hostname)))
        return { ok: false, status: 'address refused' }
      const headers = {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'bangban-webhook/1',
        'x-bangban-event': event,
        'x-bangban-delivery': id,
        'x-bangban-signature': signHook(secret, Math.floor(now().getTime() / 1000), body)
      }
      try {
        const status = await post(url, headers, body, timeoutMs, local)
        return { ok: status >= 200 && status < 300, status: String(status) }
      } catch (error) {
        const { code, name } = error as Error & { code?: string }
        return { ok: false, status: code ?? name }
      }
    }
  }
}
