import { randomUUID } from 'node:crypto'
import { putOnAgenda } from 'bff/assistant/forums/forums.repo.ts'
import type { Meeting } from 'shared/meetings.ts'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  stack.clock.now = new Date('2026-03-02T09:00:00+08:00')
})
afterAll(() => stack.stop())

const step = async (to: string) => {
  stack.clock.now = new Date(`${to}+08:00`)
  await stack.tick()
}
const meetings = async (who: string) => (await stack.as(who)('GET /meetings')).body.items
const read = async (who: string, id: string): Promise<Meeting> =>
  (await stack.as(who)(`GET /meetings/${id}`)).body
/** A matter late so long that it stands before this rung. */
async function climbed(rank: number, by: string) {
  const { id } = await dispatched(stack, {}, by)
  for (let day = 1; day < 120; day++) {
    const [row] = await stack.sql`select forum_rank from questions where id = ${id}`
    if (row!.forum_rank === rank) return id
    stack.clock.now = new Date(stack.clock.now.getTime() + 86_400_000)
    await stack.tick()
  }
  throw new Error('never climbed')
}
const photo = async (who: string) => {
  const id = randomUUID()
  await stack.sql`insert into files (tenant_id, id, owner_id, mime, bytes, "check", created_at)
    values ('370829', ${id}, ${stack.person(who).accountId}, 'image/jpeg', 1000, 'pass', ${stack.clock.now.toISOString()})`
  return id
}
const minutes = (more: object = {}) => ({
  minutes: '听取汇报，形成意见如下',
  attendees: 21,
  fileIds: [],
  ...more
})

it('is moved and cancelled; what waits for it is on the agenda of the next', async () => {
  const question = await climbed(1, 'villager1')
  const [line] = await meetings('clerk')
  expect(line).toMatchObject({ forum: '党员活动日群众代表会议', open: 1 })
  const at = new Date(stack.clock.now.getTime() + 2 * 86_400_000).toISOString()
  const day = (days: number, hour: number) =>
    new Date(
      Date.parse(
        `${new Date(stack.clock.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00+08:00`
      ) +
        hour * 3_600_000
    ).toISOString()
  for (const [plannedAt, code] of [
    [day(3, 3), 'hour_odd'],
    [day(3, 23), 'hour_odd'],
    [day(-3, 9), 'meeting_past'],
    [day(700, 9), 'too_far_ahead']
  ] as const)
    expect(
      (await stack.as('clerk')(`POST /meetings/${line.id}/plan`, { plannedAt, room: '' })).body.code
    ).toBe(code)
  const moved = await stack.as('clerk')(`POST /meetings/${line.id}/plan`, {
    plannedAt: at,
    room: '村委会议室'
  })
  expect(moved.body).toMatchObject({ plannedAt: at, room: '村委会议室', keeps: true })
  expect((await stack.as('villager1')(`GET /questions/${question}`)).body.meetings).toEqual([
    expect.objectContaining({ words: expect.stringContaining('村委会议室'), held: false })
  ])
  expect(await stack.as('clerk')(`POST /meetings/${line.id}/cancel`, { reason: '下雨' })).toMatchObject({
    status: 200
  })
  const [next] = await meetings('clerk')
  expect(next).toMatchObject({ forum: '党员活动日群众代表会议', open: 1 })
  expect(next.id).not.toBe(line.id)
  const late = await stack.as('clerk')(`POST /meetings/${line.id}/minutes`, minutes())
  expect(late.body.code).toBe('record_changed')
  const timers =
    await stack.sql`select subject_id from timers where subject = 'meeting' and subject_id in (${line.id}, ${next.id})`
  expect(timers.map(({ subject_id }) => subject_id)).toEqual([next.id])
})

it('is not cancelled from under a matter that comes on it in the same moment', async () => {
  const [line] = await meetings('clerk')
  const [item] = (await read('clerk', line.id)).agenda
  await stack.sql`update agenda_items set outcome = 'resolved' where id = ${item!.id}`
  const before = (
    await stack.sql`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`
  )[0]!
  let cancelled: Promise<{ status: number }> | undefined
  await stack.sql.begin(async (tx) => {
    await tx`select 1 from meetings where id = ${line.id} for no key update`
    cancelled = stack.as('clerk')(`POST /meetings/${line.id}/cancel`, { reason: '下雨' })
    const waiting = async () =>
      (await stack.sql`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`)[0]!.n
    await vi.waitUntil(async () => (await waiting()) > before.n, { timeout: 10_000 })
    await tx`update agenda_items set outcome = null where id = ${item!.id}`
  })
  expect((await cancelled!).status).toBe(200)
  const [moved] = await stack.sql`select meeting_id from agenda_items where id = ${item!.id}`
  const [next] = await meetings('clerk')
  expect(moved!.meeting_id).toBe(next.id)
  expect(next.id).not.toBe(line.id)
})

it('is asked about no more once nothing on its agenda waits, and again with the next matter', async () => {
  const [line] = await meetings('clerk')
  const timer = () =>
    stack.sql`select due_at from timers where subject = 'meeting' and subject_id = ${line.id}`
  await stack.sql`update agenda_items set outcome = 'resolved' where meeting_id = ${line.id}`
  await stack.sql`update timers set due_at = ${stack.clock.now.toISOString()} where subject_id = ${line.id}`
  await stack.tick()
  expect(await timer()).toEqual([])
  const { id: questionId } = (
    await stack.sql`select question_id as id from agenda_items where meeting_id = ${line.id}`
  )[0]!
  const [question] =
    await stack.sql`select tenant_id as "tenantId", id, village_id as "villageId", township_id as "townshipId"
    from questions where id = ${questionId}`
  const tools = {
    calendar: await stack.deps.calendarOf('370829'),
    now: stack.clock.now,
    newId: stack.deps.newId
  }
  await putOnAgenda(stack.deps.db, question as never, 1, tools)
  expect((await read('clerk', line.id)).agenda.filter(({ outcome }) => outcome === null)).toHaveLength(1)
  expect(await timer()).toHaveLength(1)
})

it('is kept by its own village’s secretary, and hidden from another’s', async () => {
  const [line] = await meetings('clerk')
  const [row] = await stack.sql`select h.account_id from meetings m join posts p on p.tenant_id = m.tenant_id
    and p.org_id = m.org_id and p.role = 'villageSecretary' join post_holdings h on h.post_id = p.id and h.until is null where m.id = ${line.id}`
  const own = stack.people.find(({ accountId }) => accountId === row!.account_id)!.key
  const other = own === 'village1' ? 'village2' : 'village1'
  expect((await read(own, line.id)).keeps).toBe(true)
  expect((await stack.as(other)(`GET /meetings/${line.id}`)).status).toBe(404)
  expect((await stack.as(other)(`POST /meetings/${line.id}/minutes`, minutes())).status).toBe(404)
  expect((await stack.as('supervisor')(`POST /meetings/${line.id}/minutes`, minutes())).status).toBe(403)
})

it('asks every working day about one whose time passed without a word', async () => {
  const [line] = await meetings('clerk')
  const planned = new Date(line.plannedAt)
  const told = async () =>
    (
      await stack.sql`select text from messages where text like '%还没有会议记录%' and account_id = ${stack.person('clerk').accountId}`
    ).length
  stack.clock.now = planned
  await stack.tick()
  expect(await told()).toBe(0)
  for (const days of [2, 4, 5]) {
    stack.clock.now = new Date(planned.getTime() + days * 86_400_000)
    await stack.tick()
  }
  expect(await told()).toBeGreaterThanOrEqual(2)
})

it('makes public in the village what the township decided, with who came and pictures, for the asker to see', async () => {
  const question = await climbed(3, 'villager2')
  const joint = (await meetings('clerk')).find(({ forum }: { forum: string }) => forum === '党政联席会')
  stack.clock.now = new Date(joint.plannedAt)
  await stack.as('clerk')(`POST /meetings/${joint.id}/minutes`, minutes())
  const { agenda } = await read('clerk', joint.id)
  const item = agenda.find(({ questionId }) => questionId === question)!
  const [post] =
    await stack.sql`select id from posts where tenant_id = '370829' and role = 'unitHead' and township_id is not null order by position limit 1`
  const decided = await stack.as('leader1')(`POST /meetings/${joint.id}/agenda/${item.id}`, {
    outcome: 'resolved',
    decision: '列入本月修路计划',
    responsiblePostId: post!.id,
    workingDays: 5
  })
  expect(decided.status).toBe(200)
  const open = (await meetings('clerk')).find(
    ({ forum, heldAt }: { forum: string; heldAt: string | null }) => forum === '平安周例会' && !heldAt
  )
  expect(await read('clerk', open.id)).toMatchObject({ decides: false })
  const picture = await photo('clerk')
  stack.clock.now = new Date(open.plannedAt)
  expect(
    (await stack.as('clerk')(`POST /meetings/${open.id}/minutes`, minutes({ fileIds: [randomUUID()] }))).body
      .code
  ).toBe('photos_gone')
  const held = await stack.as('clerk')(
    `POST /meetings/${open.id}/minutes`,
    minutes({ attendees: 36, fileIds: [picture] })
  )
  expect(held.body.files).toEqual([expect.objectContaining({ id: picture })])
  expect(held.body.heldAt).toBe(open.plannedAt)
  const corrected = await stack.as('clerk')(`POST /meetings/${open.id}/minutes`, {
    ...minutes(),
    minutes: '更正：到会三十七人，其余不变'
  })
  expect(corrected.body.code).toBe('minutes_kept')
  const seen = (await stack.as('villager2')(`GET /questions/${question}`)).body
  expect(seen.status).toBe('accepted')
  const weekly = seen.meetings.find(({ words }: { words: string }) => words.includes('平安周例会'))
  expect(weekly).toMatchObject({
    words: expect.stringMatching(/平安周例会，36人到会$/),
    held: true,
    decision: expect.stringMatching(/已在.*平安周例会上公开/),
    files: [expect.objectContaining({ id: picture })]
  })
  // The minutes tell of everybody's matters: none of it is for one asker.
  expect(JSON.stringify(seen)).not.toContain('听取汇报')
  expect(seen.timeline.at(-1).words).toMatch(/已在.*平安周例会上公开/)
  const timers = await stack.sql`select step from timers where subject_id = ${question}`
  expect(timers).toHaveLength(1)
})

it('leaves no rung of the ladder out and none beside it: who only makes public decides nothing', async () => {
  await step('2026-09-01T09:00:00')
  const rungs = (await stack.as('clerk')('GET /forums')).body.items
  expect(rungs.map(({ name }: { name: string }) => name)).toEqual([
    '党员活动日群众代表会议',
    '服务区研究会',
    '党政联席会',
    '平安周例会'
  ])
})
