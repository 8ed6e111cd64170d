import { spawn } from 'node:child_process'
import type { Part } from 'bff/kernel/lib/statement.ts'

export const BACKENDS = 20 // the service's pool

/** A statement with SQL in the place of its parameters, as pgbench wants it. */
export const writtenOut = <V>({ texts, names }: Part<V>, values: Readonly<Record<keyof V, string>>): string =>
  names.reduce((whole, name, at) => whole + values[name] + texts[at + 1], texts[0]!)

/** Transactions a second of a script by pgbench, prepared, on as many connections as the service has. */
export function pgbench(databaseUrl: string, script: string, ms: number): Promise<number> {
  const args = ['-n', '-M', 'prepared', '-c', String(BACKENDS), '-j', '2', '-f', script]
  const seconds = String(Math.max(1, Math.round(ms / 1000)))
  const { hostname, port, username, password, pathname } = new URL(databaseUrl)
  const env = { ...process.env, PGPASSWORD: password }
  const place = ['-h', hostname, '-p', port, '-U', username, pathname.slice(1)]
  return new Promise((done, fail) => {
    const child = spawn('pgbench', [...args, '-T', seconds, ...place], { env })
    let text = ''
    child.stdout.on('data', (part) => {
      text += part
    })
    child.stderr.on('data', (part) => {
      text += part
    })
    child.on('error', fail)
    child.on('close', () => {
      const found = /tps = ([\d.]+)/.exec(text)
      if (found) done(Number(found[1]))
      else fail(new Error(text))
    })
  })
}
