import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

const HOSTILE = 16
type Target = Readonly<{ base: string; origin: string; items: string[] }>
type Call = [string, RequestInit?]
const posted = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body)
})
let turn = 0
const CALLS: Record<string, (target: Target) => Call> = {
  'result sheets': ({ base, items }) => [`${base}/items/${items[turn++ % items.length]}/sheet`],
  handbook: ({ base }) => [`${base}/handbook`],
  'item search': ({ base }) => [`${base}/items?q=${encodeURIComponent('证明')}${turn++}`],
  specification: ({ origin }) => [`${origin}/api/openapi.json`],
  'public answers': ({ base }) => [`${base}/answers?q=${encodeURIComponent('补贴')}`],
  'false sign-ins': ({ base }) => [`${base}/session/weapp`, posted({ code: `x${turn++}` })],
  'false receipts': ({ base }) => [
    `${base}/reports/look`,
    posted({ receipt: randomUUID().slice(0, 24).toUpperCase() })
  ],
  'forged tokens': ({ base }) => [`${base}/me`, { headers: { authorization: `Bearer x.${turn++}.y` } }],
  'open interface': ({ origin }) => [`${origin}/open311/v2/requests.json?jurisdiction_id=370829`]
}
export const ATTACKS = Object.keys(CALLS)

const agent = new Agent({ keepAlive: true, maxSockets: HOSTILE })
/** A request from another address than the honest ones': its status. */
const from = ([url, { method = 'GET', headers, body } = {}]: Call) =>
  new Promise<number>((done) => {
    const options = { method, agent, localAddress: '127.0.0.9', headers: headers as Record<string, string> }
    const sent = request(url, options, (reply) => {
      reply.resume()
      reply.on('end', () => done(reply.statusCode ?? 0))
    })
    sent.on('error', () => done(0))
    sent.end(body as string | undefined)
  })

/** A process of its own: sixteen connections that ask without a pause until they are told to stop. */
if (process.send) {
  const { name, ...target } = JSON.parse(process.argv[2]!) as Target & { name: string }
  const statuses: Record<number, number> = {}
  let running = true
  process.once('message', () => {
    running = false
  })
  const attack = async () => {
    while (running) {
      const status = await from(CALLS[name]!(target))
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: HOSTILE }, attack))
  process.send(statuses, () => process.exit())
}
