import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mayHaveArrived } from 'bff/kernel/vendors/cut.ts'
import { createWeChat, WeChatRefused } from 'bff/kernel/vendors/wechat.ts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'

const SHORT_MS = 1500
const LONG_MS = 20_000
type Step = (reply: ServerResponse) => void
const says =
  (body: object | string, status = 200): Step =>
  (reply) =>
    void reply
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
const errcode = (code: number) => says({ errcode: code, errmsg: 'no rid: 1' })
const ok = says({ errcode: 0, errmsg: 'ok' })
const silent: Step = () => undefined
const cut: Step = (reply) => void reply.socket!.destroy()
const half: Step = (reply) => {
  reply.writeHead(200, { 'content-length': '1000' }).write('{"errcode":')
  setTimeout(() => reply.socket!.destroy(), 20)
}
const dripping: Step = (reply) => {
  const timer = setInterval(() => reply.write(' '), 50)
  reply.on('close', () => clearInterval(timer))
}
const token = says({ access_token: 't', expires_in: 7200 })

let script: { token: Step[]; send: Step[] }
let asked: string[]
const server = createServer((request, reply) => {
  const kind = request.url!.startsWith('/cgi-bin/stable_token') ? 'token' : 'send'
  asked.push(kind)
  request
    .resume()
    .on('end', () => (script[kind].length > 1 ? script[kind].shift()! : script[kind][0]!)(reply))
})
let base: string
beforeAll(async () => {
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
})
afterEach(() => vi.useRealTimers())
const wechat = (timeoutMs = LONG_MS) =>
  createWeChat({
    apiBase: base,
    openBase: base,
    secrets: { wx: 's' },
    timeoutMs,
    now: () => new Date()
  })
const message = { openid: 'o', templateId: 't', page: 'home/index', data: {} }
/**
 * What the outbox makes of an end: sent; refused, so that a text follows; failed, to try again; unknown,
 * never repeated.
 */
const endOf = (sending: Promise<void>) =>
  sending.then(
    () => 'sent',
    (error) => (error instanceof WeChatRefused ? 'refused' : mayHaveArrived(error) ? 'unknown' : 'failed')
  )

it.each<[words: string, send: Step[], tokens: Step[], end: string, calls: string]>([
  ['all is well', [ok], [token], 'sent', 'token send'],
  ['a token that ended (42001)', [errcode(42001), ok], [token], 'sent', 'token send token send'],
  ['a token that is wrong (40001)', [errcode(40001), ok], [token], 'sent', 'token send token send'],
  ['a token that stays wrong', [errcode(40001)], [token], 'refused', 'token send token send'],
  ['a quota used up (45009)', [errcode(45009)], [token], 'refused', 'token send'],
  ['too many a minute (45011)', [errcode(45011)], [token], 'failed', 'token send'],
  ['no subscription left (43101)', [errcode(43101)], [token], 'refused', 'token send'],
  ['a stranger (40003)', [errcode(40003)], [token], 'refused', 'token send'],
  ['nobody active for long (61010)', [errcode(61010)], [token], 'refused', 'token send'],
  ['WeChat busy (-1)', [errcode(-1)], [token], 'failed', 'token send'],
  ['500', [says('', 500)], [token], 'failed', 'token send'],
  ['502 of a gateway, as a page', [says('<html>', 502)], [token], 'failed', 'token send'],
  ['503', [says('', 503)], [token], 'failed', 'token send'],
  ['a page in the place of JSON', [says('<html>busy</html>')], [token], 'failed', 'token send'],
  ['half an answer', [half], [token], 'unknown', 'token send'],
  ['no answer at all', [silent], [token], 'unknown', 'token send'],
  ['an answer that drips', [dripping], [token], 'unknown', 'token send'],
  ['a line cut after the request', [cut], [token], 'unknown', 'token send'],
  ['no token to be had', [ok], [says('', 503)], 'failed', 'token'],
  ['a secret that is wrong (40125)', [ok], [errcode(40125)], 'refused', 'token'],
  ['a token of half a page', [ok], [says('{"access_')], 'failed', 'token']
])('%s', async (_, send, tokens, end, calls) => {
  script = { send: [...send], token: [...tokens] }
  expect(await endOf(wechat(end === 'unknown' ? SHORT_MS : LONG_MS).sendSubscribe('wx', message))).toBe(end)
  expect(asked.join(' ')).toBe(calls)
})

it('asks for one token however many wait for it', async () => {
  script = { send: [ok], token: [(reply) => setTimeout(() => token(reply), 50)] }
  const { sendSubscribe } = wechat()
  await Promise.all(Array.from({ length: 50 }, () => sendSubscribe('wx', message)))
  expect(asked.filter((kind) => kind === 'token')).toHaveLength(1)
})

it('leaves WeChat alone after five failures, looks once after ten seconds, and goes on when it is back', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  script = { send: [says('', 503)], token: [token] }
  const { sendSubscribe } = wechat()
  const send = () => endOf(sendSubscribe('wx', message))
  for (let n = 0; n < 5; n++) expect(await send()).toBe('failed')
  const before = asked.length
  for (let n = 0; n < 20; n++) expect(await send()).toBe('failed')
  expect(asked).toHaveLength(before)
  vi.setSystemTime(Date.now() + 10_001)
  expect(await send()).toBe('failed')
  expect(asked, 'one look').toHaveLength(before + 1)
  expect(await send()).toBe('failed')
  expect(asked).toHaveLength(before + 1)
  script.send = [ok]
  vi.setSystemTime(Date.now() + 10_001)
  expect([await send(), await send()]).toEqual(['sent', 'sent'])
})
