import { randomUUID } from 'node:crypto'
import { draftBulletins } from 'bff/assistant/reporting/bulletins/bulletins.jobs.ts'
import type { Board, Overview } from 'shared/boards.ts'
import type { Bulletin, BulletinLine } from 'shared/bulletins.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

/** One week in one of two townships, with a matter for every reason not to be counted. */
let stack: Stack
let id: string
const at = (text: string) => new Date(`${text}+08:00`)
const bulletin = async (who: string) => (await stack.as(who)(`GET /bulletins/${id}`)).body as Bulletin

beforeAll(async () => {
  stack = await startStack()
  const { sql } = stack
  const change = async (question: { id: string }, set: Record<string, unknown>) =>
    void (await sql`update questions set ${sql(set)} where tenant_id = '370829' and id = ${question.id}`)
  stack.clock.now = at('2026-03-02T10:00')
  const bodies = ['自来水发黄有沙子', '自来水发黄不能喝', '自来水发黄我是赵铁柱']
  for (const body of bodies) await dispatched(stack, { body: `村里${body}，请派人看看` })
  const [late, paused, withdrawn, sealed, answeredLate, elsewhere] = await Promise.all(
    [...Array(6)].map(() => dispatched(stack))
  )
  const wednesday = at('2026-03-04T17:00').toISOString()
  await change(late!, { late_since: wednesday })
  await change(paused!, { due_at: wednesday, paused_at: wednesday })
  await change(withdrawn!, { status: 'withdrawn', closed_at: wednesday, late_since: wednesday })
  await change(sealed!, { confidential: true, late_since: wednesday })
  await change(answeredLate!, {
    status: 'answered',
    late_since: wednesday,
    answered_at: at('2026-03-05T10:00').toISOString()
  })
  const events = [
    ['requestExtension', 90, '配件没到，联系13812345678'],
    ['overdue', 91, null]
  ] as const
  for (const [action, version, note] of events)
    await sql`insert into question_events (tenant_id, question_id, id, version, at, action, who, words, note, file_ids, internal)
      values ('370829', ${late!.id}, ${randomUUID()}, ${version}, ${wednesday}, ${action}, '系统', '机器的话', ${note}, '{}', true)`
  const other = randomUUID()
  await sql`insert into organisations (tenant_id, id, parent_id, township_id, kind, name)
    select '370829', ${other}, id, ${other}, 'township', '孟姑集镇' from organisations where tenant_id = '370829' and kind = 'county'`
  await change(elsewhere!, { township_id: other, late_since: wednesday })
  await sql`update posts set township_id = ${other} from post_holdings h where posts.tenant_id = '370829' and h.tenant_id = posts.tenant_id
    and h.post_id = posts.id and h.account_id = ${stack.person('leader2').accountId}`
  stack.clock.now = at('2026-03-09T07:10')
  await draftBulletins(stack.deps)
  const { items } = (await stack.as('leader1')('GET /bulletins')).body
  id = items.find(({ period }: BulletinLine) => period === 'week').id
})
afterAll(() => stack.stop())

it('counts what is open, late and in time, each by its own rule', async () => {
  const { total } = (await bulletin('leader1')).figures
  expect(total.now).toMatchObject({ received: 7, answered: 1, onTime: 0, open: 5 })
  expect(total.now.overdue).toBe((await bulletin('leader1')).figures.late.length)
})

it('lists the late with their handler’s own reason, without anybody’s number', async () => {
  const { late } = (await bulletin('leader1')).figures
  expect(late.map(({ reason }) => reason).filter(Boolean)).toEqual(['配件没到，联系【电话】'])
})

it('names what many wrote about by the words they share', async () => {
  const { hot } = (await bulletin('leader1')).figures
  expect(hot.find(({ title }) => title.includes('自来水发黄'))).toMatchObject({
    count: 3,
    lately: 3,
    before: 0
  })
  expect(JSON.stringify(hot)).not.toContain('赵铁柱')
})

it('goes to the leaders of just that scope, and is nothing to the next township', async () => {
  const told =
    await stack.sql`select distinct p.role from messages m join post_holdings h on h.account_id = m.account_id and h.until is null
    join posts p on p.id = h.post_id where m.text like '通报：%大张楼镇%'`
  expect(told.map(({ role }) => role)).toEqual(['leader'])
  const send = (who: string, body: object) => stack.as(who)(`POST /bulletins/${id}/commands`, body)
  expect((await send('leader1', { action: 'publish', version: 1 })).status).toBe(200)
  expect((await stack.as('leader2')(`GET /bulletins/${id}`)).status).toBe(404)
  expect((await bulletin('county-leader')).actions).toEqual([])
  expect((await send('county-leader', { action: 'recall', version: 2, reason: '不对' })).status).toBe(403)
  const boards = async (who: string) => [
    (await stack.as(who)('GET /overview')).body as Overview,
    (await stack.as(who)('GET /board')).body as Board
  ]
  const [overview, board] = (await boards('leader2')) as [Overview, Board]
  expect(overview).toMatchObject({ open: 1, overdue: 1, callbacks: 0 })
  expect(board.days.reduce((sum, { received }) => sum + received, 0)).toBe(1)
})

it('keeps what it said of last week when a matter is reopened since', async () => {
  await stack.sql`update questions set answered_at = null, status = 'accepted' where tenant_id = '370829' and answered_at is not null`
  stack.clock.now = at('2026-03-16T07:10')
  await draftBulletins(stack.deps)
  const [next] = (await stack.as('leader1')('GET /bulletins')).body.items as BulletinLine[]
  const { figures } = (await stack.as('leader1')(`GET /bulletins/${next!.id}`)).body as Bulletin
  expect(figures.total.before).toEqual((await bulletin('leader1')).figures.total.now)
})

it('drafts for the others when one scope fails', async () => {
  stack.clock.now = at('2026-03-23T07:10')
  let broken = false
  const db = new Proxy(stack.db, {
    get: (target, name) => {
      const value = Reflect.get(target, name)
      if (name !== 'execute') return typeof value === 'function' ? value.bind(target) : value
      return (query: never) => {
        if (broken) return target.execute(query)
        broken = true
        throw new Error('statement timeout')
      }
    }
  })
  await expect(draftBulletins({ ...stack.deps, db })).rejects.toThrow('bulletins not drafted')
  const kept = await stack.sql`select 1 from bulletins where "from" = '2026-03-16'`
  expect(kept.length).toBeGreaterThan(0)
})
