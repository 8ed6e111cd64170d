import { Agent, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { connect } from 'bff/kernel/lib/database.ts'
import { afterAll, expect, inject, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'
import { type Service, spawnService, stretchCalendar, tokenFor } from './service.ts'

const services: Service[] = []
let stack: Stack | undefined
afterAll(async () => {
  for (const service of services) service.kill()
  await stack?.stop()
})
const spawn = async (databaseUrl: string, env: Record<string, string> = {}) => {
  const service = await spawnService(databaseUrl, { env })
  services.push(service)
  return service
}

it('lets three processes start together on an empty database', { timeout: 120_000 }, async () => {
  const admin = connect(`${inject('databaseServer')}/postgres`, { max: 1, patient: true })
  const name = `empty_${Date.now()}`
  await admin.sql.unsafe(`create database ${name}`)
  await admin.sql.end()
  const url = `${inject('databaseServer')}/${name}`
  const three = await Promise.all([spawn(url), spawn(url), spawn(url)])
  await Promise.all(three.map(({ up }) => up))
  expect(three.map(({ ended }) => ended())).toEqual([false, false, false])
  for (const service of three) service.kill('SIGTERM')
  expect(await Promise.all(three.map(({ exited }) => exited))).toEqual([0, 0, 0])
})

/**
 * What stands in front of two processes: asks both how they are, and sends each request to one that is well.
 */
async function balance(
  behind: () => readonly Service[]
): Promise<{ server: Server; port: number; stop: () => void }> {
  const well = new Map<number, boolean>()
  const agents = new Map<number, Agent>()
  let turn = 0
  const look = async () => {
    for (const { port } of behind())
      await fetch(`http://127.0.0.1:${port}/ready`).then(
        ({ ok }) => well.set(port, ok),
        () => well.set(port, false)
      )
  }
  await look()
  const looking = setInterval(look, 100)
  const server = createServer((incoming, outgoing) => {
    const ports = behind()
      .map(({ port }) => port)
      .filter((port) => well.get(port))
    const port = ports[turn++ % ports.length]
    if (port === undefined) return void outgoing.writeHead(502).end()
    const agent = agents.get(port) ?? new Agent({ keepAlive: true })
    agents.set(port, agent)
    const onward = request(
      { port, agent, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (reply) => {
        outgoing.writeHead(reply.statusCode!, reply.headers)
        reply.pipe(outgoing)
      }
    )
    onward.on('error', () => outgoing.headersSent || outgoing.writeHead(502).end())
    incoming.pipe(onward)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    server,
    port: (server.address() as AddressInfo).port,
    stop: () => {
      clearInterval(looking)
      server.close()
      server.closeAllConnections()
      for (const agent of agents.values()) agent.destroy()
    }
  }
}

it('fails no request while one of two processes after the other is replaced under load', {
  timeout: 180_000
}, async () => {
  stack = await startStack({ intercept: false })
  await stretchCalendar(stack)
  const env = { DRAIN_MS: '1000' }
  let pair = [await spawn(stack.databaseUrl, env), await spawn(stack.databaseUrl, env)]
  await Promise.all(pair.map(({ up }) => up))
  const front = await balance(() => pair)
  const { accountId } = stack.person('villager1')
  const headers = { authorization: `Bearer ${tokenFor(accountId)}` }
  const statuses = new Map<number, number>()
  let running = true
  const load = [...Array(8)].map(async () => {
    while (running) {
      const status = await fetch(`http://127.0.0.1:${front.port}/api/370829/questions/mine`, {
        headers
      }).then(
        async (reply) => {
          await reply.arrayBuffer()
          return reply.status
        },
        () => 0
      )
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  })
  for (const old of pair) {
    const next = await spawn(stack.databaseUrl, env)
    await next.up
    pair = [...pair.filter((one) => one !== old), next, old]
    await wait(300)
    old.kill('SIGTERM')
    expect(await old.exited).toBe(0)
    pair = pair.filter((one) => one !== old)
  }
  running = false
  await Promise.all(load)
  front.stop()
  expect([...statuses.keys()], JSON.stringify([...statuses])).toEqual([200])
  expect(statuses.get(200)).toBeGreaterThan(100)
})
