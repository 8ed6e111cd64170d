import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from 'bff/embedded.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'
import { type Service, spawnService, stretchCalendar, tokenFor } from './service.ts'

export type Answer = Readonly<{
  status: number
  ms: number
  retryAfter: string | null
  code?: string
  id?: string
}>

/**
 * A database of its own that a test may stop, kill and freeze, and the real service with its worker in front
 * of it.
 */
export async function startReal(env: Record<string, string> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'bangban-real-'))
  const data = join(dir, 'postgres')
  const log = join(dir, 'service.log')
  let server = await startEmbedded(data)
  const base = server.url.replace(/\/postgres$/, '')
  await makeTemplate(base)
  const databaseUrl = `${base}/${TEMPLATE}`
  // The test's own questions take as long as they need, however much was written.
  const { sql } = connect(databaseUrl, { max: 2, patient: true })
  await stretchCalendar({ sql })
  const [asker] =
    await sql`select id, village_id from accounts where tenant_id = '370829' and village_id is not null limit 1`
  const spawn = (more: Record<string, string> = {}, port?: number) =>
    spawnService(databaseUrl, { log, env: { ...env, ...more }, ...(port && { port }) })
  let service: Service = await spawn()
  await service.up

  /**
   * One request over a socket: how it ended and after how long; status 0 when the line was cut without an
   * answer.
   */
  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const began = performance.now()
    const reply = await fetch(service.origin + path, { signal: AbortSignal.timeout(20_000), ...init }).catch(
      () => undefined
    )
    const body = (await reply?.json().catch(() => undefined)) as { code?: string; id?: string } | undefined
    return {
      status: reply?.status ?? 0,
      ms: performance.now() - began,
      retryAfter: reply?.headers.get('retry-after') ?? null,
      ...(body?.code && { code: body.code }),
      ...(body?.id && { id: body.id })
    }
  }
  const headers = { authorization: `Bearer ${tokenFor(asker!.id)}`, 'content-type': 'application/json' }
  const question = (key: string = randomUUID()) => ({
    key,
    kind: 'consultation',
    body: '高龄津贴怎么申请',
    villageId: asker!.village_id,
    fileIds: []
  })
  return {
    dir,
    databaseUrl,
    sql,
    ask,
    spawn,
    service: () => service,
    replace: (next: Service) => {
      service = next
    },
    logged: () => readFileSync(log, 'utf8'),
    read: () => ask('/api/370829/questions/mine', { headers }),
    write: (key?: string) =>
      ask('/api/370829/questions', { method: 'POST', headers, body: JSON.stringify(question(key)) }),
    /** The database goes as it does when an operator restarts it (INT, QUIT), or as by a power cut (KILL). */
    async lose(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void> {
      process.kill(server.pid!, signal)
      await new Promise((gone) => setTimeout(gone, 400))
    },
    async restart(): Promise<void> {
      server = await startEmbedded(data, [], server.port)
    },
    /** Starts the database if a test that failed left it stopped. */
    async revive(): Promise<void> {
      await sql`select 1 as tenant_id`.catch(() => this.restart())
    },
    /** Every session of the service stands still and says nothing, its socket open. */
    async freeze(): Promise<() => void> {
      const backends =
        await sql`select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
      const pids = [server.pid!, ...backends.map(({ pid }) => pid as number)]
      for (const pid of pids) process.kill(pid, 'SIGSTOP')
      return () => {
        for (const pid of pids) process.kill(pid, 'SIGCONT')
      }
    },
    async stop(): Promise<void> {
      service.kill()
      await sql.end({ timeout: 1 })
      await server.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  }
}
export type Real = Awaited<ReturnType<typeof startReal>>
