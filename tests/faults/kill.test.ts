import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoEnv } from 'bff/demo/world.ts'
import { afterAll, expect, it } from 'vitest'
import { freePort } from '../e2e/live.ts'
import { KEY } from '../support/settings.ts'
import { type Stack, startStack } from '../support/stack.ts'

const KILLS = 8
let stack: Stack
let child: ChildProcess | undefined
afterAll(async () => {
  child?.kill('SIGKILL')
  await stack?.stop()
})

it('loses and doubles nothing when the process is killed again and again in mid-work', {
  timeout: 180_000
}, async () => {
  stack = await startStack({ intercept: false })
  const port = await freePort()
  const base = `http://127.0.0.1:${port}/api/370829`
  const keys = { jwt: KEY, field: KEY, sign: KEY }
  const settings = demoEnv({
    publicUrl: `http://127.0.0.1:${port}`,
    port,
    worldBase: 'http://127.0.0.1:9',
    dataDir: mkdtempSync(join(tmpdir(), 'bangban-kill-')),
    keys
  })
  const env = {
    ...process.env,
    ...settings,
    DATABASE_URL: stack.databaseUrl,
    LOG_LEVEL: 'silent',
    SWEEP_MS: '100',
    OVERLOAD_MS: '0',
    WRITES_PER_MINUTE: '100000'
  }
  const start = () => {
    child = spawn(process.execPath, [new URL('../../bff/src/main.ts', import.meta.url).pathname], {
      env,
      stdio: 'ignore'
    })
  }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const sign = (claims: object) => {
    const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
    return `${text}.${createHmac('sha256', KEY).update(text).digest('base64url')}`
  }
  const iat = Math.floor(Date.now() / 1000)
  const as = (key: string) => ({
    authorization: `Bearer ${sign({ sub: stack.person(key).accountId, tid: '370829', iat, exp: iat + 900 })}`,
    'content-type': 'application/json'
  })
  /** Sends until an answer comes: what a phone does with a draft. */
  const insist = async (
    path: string,
    who: string,
    body: object
  ): Promise<{ status: number; body: { id: string } }> => {
    for (;;) {
      const reply = await fetch(base + path, {
        method: 'POST',
        headers: as(who),
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(3000)
      }).catch(() => undefined)
      if (reply && reply.status < 500)
        return { status: reply.status, body: (await reply.json()) as { id: string } }
      await new Promise((again) => setTimeout(again, 40))
    }
  }
  const { village_id: villageId } = (
    await stack.sql`select village_id from accounts where tenant_id = '370829' and id = ${stack.person('villager1').accountId}`
  )[0]!
  const [duty] =
    await stack.sql`select topic_id as topicid, post_id as postid from duties where tenant_id = '370829' limit 1`
  const { topicid: topicId, postid: postId } = duty!
  let asked = 0
  let running = true
  start()
  const people = ['villager1', 'villager2', 'villager3', 'villager4'].map(async (who) => {
    while (running) {
      const { status, body } = await insist('/questions', who, {
        key: randomUUID(),
        kind: 'consultation',
        body: '高龄津贴怎么申请',
        villageId,
        fileIds: []
      })
      expect(status).toBe(200)
      asked++
      expect(
        (
          await insist(`/questions/${body.id}/commands`, 'clerk', {
            key: randomUUID(),
            action: 'dispatch',
            topicId,
            postId,
            assistPostIds: [],
            note: ''
          })
        ).status
      ).toBe(200)
    }
  })
  for (let kill = 0; kill < KILLS; kill++) {
    // Not before this process has done some work, and then at no particular moment of it.
    const before = asked
    await expect.poll(() => asked - before, { timeout: 40_000, interval: 20 }).toBeGreaterThan(4)
    await new Promise((later) => setTimeout(later, kill * 3))
    child!.kill('SIGKILL')
    await new Promise((later) => setTimeout(later, 50))
    start()
  }
  running = false
  await Promise.all(people)
  const one = async (query: string) => Number((await stack.sql.unsafe(query))[0]!.n)
  expect(asked).toBeGreaterThan(10)
  expect(await one(`select count(*) n from questions where tenant_id = '370829'`)).toBe(asked)
  expect(
    await one(
      `select count(*) n from question_events where tenant_id = '370829' and action in ('ask', 'dispatch')`
    )
  ).toBe(asked * 2)
  expect(await one(`select count(*) n from timers where tenant_id = '370829'`)).toBe(asked)
  expect(await one(`select count(*) n from notices where tenant_id = '370829'`)).toBe(asked)
  expect(
    await one(`select max(number) n from notices where tenant_id = '370829'`),
    'numbers without a gap'
  ).toBe(asked)
  expect(await one(`select count(*) - count(distinct key) n from messages where tenant_id = '370829'`)).toBe(
    0
  )
  expect(
    await one(`select count(*) n from messages where tenant_id = '370829' and text like '%交您办理%'`)
  ).toBe(asked)
})
