import { startWorker } from 'bff/worker.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

const SLOW_MS = 1200
let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const log = { error: () => undefined }

it('runs a slow job once, though two workers look for the jobs of the dead all the while', async () => {
  let checks = 0
  const checkText = async () => {
    checks++
    await new Promise((done) => setTimeout(done, SLOW_MS))
    return { suggest: 'pass' as const, label: 100 }
  }
  const deps = { ...stack.deps, wechat: { ...stack.deps.wechat, checkText } }
  const settings = { databaseUrl: stack.databaseUrl, templates: stack.templates, sweepMs: 50 }
  const workers = [await startWorker(deps, settings, log), await startWorker(deps, settings, log)]
  const { accountId } = stack.person('villager1')
  const [account] =
    await stack.sql`select village_id from accounts where tenant_id = '370829' and id = ${accountId}`
  const asked = { key: crypto.randomUUID(), kind: 'consultation', body: '高龄津贴怎么申请', fileIds: [] }
  const { body } = await stack.as('villager1')('POST /questions', {
    ...asked,
    villageId: account!.village_id
  })
  const check = async () =>
    (await stack.sql`select text_check from questions where tenant_id = '370829' and id = ${body.id}`)[0]!
      .text_check
  await expect.poll(check, { timeout: 10_000 }).toBe('pass')
  for (const worker of workers) await worker.stop()
  expect(checks).toBe(1)
})
