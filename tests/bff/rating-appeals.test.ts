import type { Callback } from 'shared/ratings.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const at = (instant: string) => {
  stack.clock.now = new Date(instant)
}

describe('a bad rating that the unit appeals against', () => {
  const rated = async (day: string) => {
    at(`${day}T09:00+08:00`)
    const { id, lead } = await dispatched(stack)
    await stack.as(lead)(`POST /questions/${id}/commands`, command({ action: 'acknowledge' }))
    await stack.as(lead)(
      `POST /questions/${id}/commands`,
      command({ action: 'reply', text: '已更换灯头，今晚恢复照明', fileIds: [] })
    )
    await stack.as('villager1')(
      `POST /questions/${id}/commands`,
      command({ action: 'rate', level: 1, comment: '还是不亮' })
    )
    const { items } = (await stack.as('clerk')('GET /callbacks')).body as { items: Callback[] }
    const callback = items.find(({ questionId }) => questionId === id)!
    const step = (who: string, body: object) => stack.as(who)(`POST /callbacks/${callback.id}/commands`, body)
    expect((await step('clerk', { action: 'called', reached: true, note: '灯又灭了' })).status).toBe(200)
    return { id, lead, step }
  }
  const appeal = { action: 'appeal', note: '停电是供电公司检修，已附通知' }
  const rates = async () => (await stack.as('supervisor')('GET /ledger/counts')).body.total
  const told = async (who: string, id: string) =>
    (
      await stack.sql`select text from messages where question_id = ${id} and account_id = ${stack.person(who).accountId}`
    )
      .map(({ text }) => text as string)
      .join()

  it('is set aside by a supervisor: readable, in no figure, not given anew', async () => {
    const { id, lead, step } = await rated('2026-03-16')
    const before = await rates()
    expect((await step('clerk', appeal)).status).toBe(403)
    const waiting = (await step(lead, appeal)).body as Callback
    expect(waiting).toMatchObject({
      state: 'appealed',
      dueAt: '2026-03-23T09:00:00.000Z',
      actions: ['rectified']
    })
    expect(await told('supervisor', id)).toContain('提出申诉')
    const ruling = { action: 'ruled', setAside: true, note: '看了检修通知，属实' }
    for (const who of [lead, 'clerk', 'villager1']) expect((await step(who, ruling)).status).not.toBe(200)
    expect((await step('supervisor', ruling)).body).toMatchObject({ state: 'done', rulingNote: ruling.note })
    const question = (await stack.as('villager1')(`GET /questions/${id}`)).body
    expect(question).toMatchObject({ rating: 1, actions: ['reopen'] })
    expect(await told('villager1', id)).toContain('评价照样保留，不计入统计')
    expect(await rates()).toMatchObject({ rated: before.rated - 1, satisfied: before.satisfied })
    expect(
      await stack.sql`select 1 from timers where subject = 'callback' and step = 'rulingLate'`
    ).toHaveLength(0)
  })

  it('stands when the appeal is refused, and the time to put it right goes on; nobody appeals twice', async () => {
    const { id, lead, step } = await rated('2026-03-17')
    await step(lead, appeal)
    await step('supervisor', { action: 'ruled', setAside: false, note: '当天没有检修' })
    expect((await step(lead, appeal)).status).toBe(409)
    const { items } = (await stack.as(lead)('GET /callbacks')).body as { items: Callback[] }
    expect(items.find(({ questionId }) => questionId === id)).toMatchObject({
      state: 'rectifying',
      dueAt: '2026-04-08T09:00:00.000Z',
      actions: ['rectified']
    })
    expect((await step(lead, { action: 'rectified', note: '更换整套灯具' })).body.state).toBe('done')
    expect((await stack.as('villager1')(`GET /questions/${id}`)).body.actions).toContain('reRate')
  })

  it('that nobody rules on is reported each day; what is late already is not appealed', async () => {
    const { id, lead, step } = await rated('2026-03-18')
    await step(lead, appeal)
    at('2026-03-26T09:00+08:00')
    await stack.tick()
    expect(await told('leader1', id)).toContain('差评申诉超过5个工作日未复核')
    expect(
      (await step('supervisor', { action: 'ruled', setAside: false, note: '证据还不足够' })).status
    ).toBe(200)
    const late = await rated('2026-03-19')
    at('2026-04-20T09:00+08:00')
    await stack.tick()
    expect((await late.step(late.lead, appeal)).status).toBe(409)
  })

  it('is ruled on once, however many rule at once', async () => {
    const { lead, step } = await rated('2026-03-20')
    await step(lead, appeal)
    const rule = (setAside: boolean) =>
      step('supervisor', { action: 'ruled', setAside, note: '看了检修通知' })
    const statuses = (await Promise.all([rule(true), rule(false), rule(true)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 409, 409])
  })
})
