import { readFileSync } from 'node:fs'
import { connect as dial, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, type Real, startReal } from './real.ts'

const DEEP = process.env.DEEP === '1'
const HEADS = DEEP ? 2500 : 250
const BODIES = DEEP ? 500 : 100
const DRIP_MS = 2000
const MOST_GROWTH_MB = 200
const SLACK_MS = 8000 // how often the server looks, and a busy machine
let real: Real
beforeAll(async () => {
  real = await startReal()
})
afterAll(() => real?.stop())

type Slow = Readonly<{ socket: Socket; ended: Promise<number>; heard: () => string }>
/**
 * One that says how it begins and then a letter every two seconds; milliseconds until the server ended it.
 */
function drip(begin: string): Slow {
  const began = performance.now()
  const { port, hostname } = new URL(real.service().origin)
  const socket = dial(Number(port), hostname, () => socket.write(begin))
  let heard = ''
  socket.setEncoding('latin1').on('data', (text) => {
    heard += text
  })
  const timer = setInterval(() => socket.write('x'), DRIP_MS)
  const ended = new Promise<number>((done) => {
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(timer)
      done(performance.now() - began)
    })
  })
  return { socket, ended, heard: () => heard }
}
const residentMb = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${real.service().pid}/status`, 'utf8'))![1]) / 1024

it.each([
  ['heads', HEADS, 15_000, 'GET /live HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  [
    'bodies',
    BODIES,
    30_000,
    'POST /api/370829/session/weapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{'
  ]
])(
  'ends slow %s in time, and answers everybody else meanwhile',
  { timeout: 90_000 },
  async (_, count, within, begin) => {
    const before = residentMb()
    const slow = Array.from({ length: count }, () => drip(begin))
    const honest: Answer[] = []
    let running = true
    const asking = (async () => {
      for (; running; await wait(50)) honest.push(await real.read(), await real.ask('/live'))
    })()
    await wait(3000)
    const grown = residentMb() - before
    const took = await Promise.all(slow.map(({ ended }) => ended))
    running = false
    await asking
    expect(honest.filter(({ status }) => status !== 200)).toEqual([])
    expect(honest.length).toBeGreaterThan(20)
    expect(Math.max(...took)).toBeLessThan(within + SLACK_MS)
    expect(grown).toBeLessThan(MOST_GROWTH_MB)
    // Whoever is cut off is told why.
    for (const { heard } of slow) expect(heard()).toMatch(/^HTTP\/1\.1 (408|4\d\d|503)/)
    expect((await real.write()).status).toBe(200)
  }
)
