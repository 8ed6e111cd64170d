import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { freePort } from '../e2e/live.ts'

const root = resolve(import.meta.dirname, '../..')
const dataDir = resolve(root, '.data/taken-port')
const taken = createServer()
afterAll(() => taken.close())

/** What `npm start` says at a port, and how it ends. */
async function start(port: number) {
  const child = spawn(process.execPath, [resolve(root, 'demo/start.ts')], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir }
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  // Where it starts after all, it is ended: its status then says so.
  const ending = setTimeout(() => child.kill(), 30_000)
  const [status] = await once(child, 'close')
  clearTimeout(ending)
  return { status, said }
}

it('ends with a word before any work where the port or the one beside it is taken', async () => {
  const port = await freePort()
  await once(taken.listen(port, '127.0.0.1'), 'listening')
  for (const wanted of [port, port - 1]) {
    const { status, said } = await start(wanted)
    expect(status).toBe(1)
    expect(said).toContain(`port ${port} cannot be used`)
    expect(said).toContain('PORT=8090 npm start')
    expect(existsSync(dataDir)).toBe(false)
  }
})
