import type { ArchiveLine, CaseBoard, Delivery, Spared } from 'shared/oversight.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, idNumber, SIGNED } from '../support/cases.ts'
import { openHall } from '../support/hall.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let world: CaseWorld
beforeAll(async () => {
  stack = await startStack()
  world = await caseWorld(stack)
})
afterAll(() => stack.stop())
const at = (time: string) => {
  stack.clock.now = new Date(`${time}+08:00`)
}
/** From the counter to the certificate, in so many minutes of one morning. */
async function through(serial: number): Promise<string> {
  const id = await world.pushed('hall2', serial)
  await world.did(world.staff, id, { action: 'consent' })
  for (const no of [0, 1, 2])
    await world.did(world.staff, id, { action: 'finishStage', no, passed: true, words: '已办', fileIds: [] })
  await world.did(world.head, id, { action: 'checkQuality', ok: true, note: '核对无误' })
  await world.did('hall2', id, { action: 'handOut', idChecked: true, signature: SIGNED })
  return id
}
const board = async (who: string): Promise<CaseBoard> => (await stack.as(who)('GET /case-board')).body

it('counts what is open by step and by unit, the head’s own unit alone, and what is late', async () => {
  at('2026-03-02T09:00:00')
  const early = await world.pushed('hall2', 1)
  const later = await world.pushed('hall2', 2)
  await world.did(world.staff, early, { action: 'consent' })
  const all = await board('county-admin')
  expect(all.steps).toEqual(
    expect.arrayContaining([
      { name: '踏勘', open: 1, soon: 0, late: 0 },
      { name: '受理答复', open: 1, soon: 0, late: 0 }
    ])
  )
  expect(all.units).toEqual([expect.objectContaining({ name: world.department, open: 2, late: 0 })])
  expect(all).toMatchObject({ whose: '全县', open: 2 })
  expect(await board(world.head)).toMatchObject({ whose: world.department, units: all.units })
  const other = world.head === 'dept1' ? 'dept2' : 'dept1'
  expect(await board(other)).toMatchObject({ steps: [], units: [] })
  at('2026-03-02T09:10:00')
  await stack.tick()
  at('2026-03-12T10:00:00')
  await stack.tick()
  const late = await board('county-admin')
  expect(late.steps.find(({ name }) => name === '踏勘')).toMatchObject({ open: 2, late: 2 })
  const red = (await stack.as('county-admin')('GET /red-list')).body.items as { id: string }[]
  expect(red.map(({ id }) => id).sort(), 'a case once').toEqual([early, later].sort())
  for (const id of [early, later]) await world.did('hall2', id, { action: 'withdraw', reason: '不办了' })
})

it('shows who was told of a push and how it reached them: what silence as consent rests on', async () => {
  at('2026-03-13T09:00:00')
  const id = await world.pushed('hall2', 3)
  const told = async (who: string): Promise<Delivery[]> =>
    (await stack.as(who)(`GET /cases/${id}/deliveries`)).body.items
  const [waiting] = await told('hall2')
  expect(waiting).toMatchObject({ unit: expect.stringContaining(world.department), words: '等待发送' })
  expect(waiting!.text).toContain('请在10个工作分钟内答复是否受理')
  at('2026-03-13T09:00:05')
  await stack.runJobs()
  const reached = await told(world.staff)
  expect(reached.length).toBeGreaterThan(0)
  // Ten minutes run: it reached their phone, a line in the app would not do.
  for (const { words } of reached) expect(words).toMatch(/09:00 (微信订阅消息|短信)送达/)
  const other = world.staff === 'staff1' ? 'staff2' : 'staff1'
  expect(await stack.as(other)(`GET /cases/${id}/deliveries`)).toMatchObject({ status: 404 })
  await world.did('hall2', id, { action: 'withdraw', reason: '不办了' })
})

it('keeps what is over in a list by its end, page by page, and as a table for who answers for it', async () => {
  at('2026-03-16T09:00:00')
  for (let serial = 20; serial < 45; serial++) {
    at(`2026-03-16T09:${serial}:00`)
    await through(serial)
  }
  const read = async (who: string, cursor = ''): Promise<ArchiveLine[]> => {
    const { items, next } = (await stack.as(who)(`GET /archive?from=2026-03-16&until=2026-03-16${cursor}`))
      .body
    return next ? [...items, ...(await read(who, `&cursor=${next}`))] : items
  }
  const lines = await read('hall2')
  expect(lines).toHaveLength(25)
  expect(new Set(lines.map(({ id }) => id)).size).toBe(25)
  expect(lines.map(({ closedAt }) => closedAt)).toEqual(
    lines
      .map(({ closedAt }) => closedAt)
      .sort()
      .reverse()
  )
  expect(lines[0]).toMatchObject({ statusWords: '已办结', usedDays: 0, savedDays: 30, late: false })
  const other = world.staff === 'staff1' ? 'staff2' : 'staff1'
  expect(await read(other)).toEqual([])
  expect((await stack.as('hall2')('GET /archive?from=2026-03-17&until=2026-03-18')).body.items).toEqual([])
  for (const line of ['GET /archive', 'GET /archive/csv']) {
    const reply = await stack.as(world.head)(`${line}?from=2025-03-01&until=2026-03-16`)
    expect(reply.body.code, line).toBe('span_too_long')
  }
  expect((await stack.as('hall2')('GET /archive?from=2026-03-16&until=2026-03-16&cursor=1~x')).status).toBe(
    400
  )
  const csv = await stack.as(world.head)('GET /archive/csv?from=2026-03-16&until=2026-03-16')
  expect(String(csv.body).trim().split('\r\n')).toHaveLength(26)
  expect(await stack.as('hall2')('GET /archive/csv?from=2026-03-16&until=2026-03-16')).toMatchObject({
    status: 403
  })
  const [audit] =
    await stack.sql`select count(*)::int n from audit_entries where tenant_id = '370829' and act = 'archive.export'`
  expect(audit!.n).toBe(1)
})

it('computes what was spared from the cases themselves, by unit and by item', async () => {
  const asked = await stack.as('county-admin')('GET /case-savings?from=2026-03-16&until=2026-03-16')
  const { total, departments, items } = asked.body as Record<'total', Spared> &
    Record<'departments' | 'items', Spared[]>
  // Thirty days by law, none used: everything was spared; two visits less each.
  expect(total).toMatchObject({ cases: 25, late: 0, meanDays: 0, daysShare: 1 })
  expect(departments).toEqual([
    expect.objectContaining({ name: world.department, cases: 25, visits: total.visits })
  ])
  expect(items).toEqual([expect.objectContaining({ name: '不动产转移登记', cases: 25 })])
  expect(
    (await stack.as('county-admin')('GET /case-savings?from=2026-03-16&until=2026-03-15')).body.code
  ).toBe('span_too_long')
  expect(
    (await stack.as('county-admin')('GET /case-savings?from=2020-01-01&until=2026-03-15')).body.code
  ).toBe('span_too_long')
  const empty = await stack.as('county-admin')('GET /case-savings?from=2026-01-01&until=2026-01-02')
  expect(empty.body).toMatchObject({
    total: { cases: 0, meanDays: null, daysShare: null, visits: 0 },
    departments: [],
    items: []
  })
})

it('gives the red list as a table, all of it', async () => {
  at('2026-03-17T09:00:00')
  for (let serial = 50; serial < 72; serial++) await world.pushed('hall2', serial)
  at('2026-03-17T09:10:00')
  await stack.tick()
  at('2026-03-30T09:00:00')
  await stack.tick()
  const csv = await stack.as('county-admin')('GET /red-list/csv')
  // A late visit each; the clock of the whole stands while they are not counted.
  expect(String(csv.body).trim().split('\r\n')).toHaveLength(23)
})

it('finds who stands before the window by booking, ticket, phone and identity number', async () => {
  at('2026-03-31T08:30:00')
  const hall = await openHall(stack, '不动产转移登记')
  const { startsAt } = await hall.slot(0)
  at('2026-03-31T08:40:00')
  const booking = await hall.booked('villager20', startsAt, { answers: '方式.买卖~抵押.没有~办理人.本人' })
  const find = async (q: string, who = 'hall2') => (await stack.as(who)('POST /desk/find', { q })).body
  const mine = expect.objectContaining({ id: booking.id, itemId: hall.itemId, answers: booking.answers })
  expect((await find(booking.code!)).bookings).toEqual([mine])
  expect((await find(stack.person('villager20').phone)).bookings).toEqual([mine])
  const { body: ticket } = await stack.as('hall1')('POST /hall/check-ins', {
    code: booking.code,
    priority: false
  })
  expect((await find(ticket.no.toLowerCase())).bookings).toEqual([
    expect.objectContaining({ id: booking.id, ticket: ticket.no })
  ])
  const applied = await find(idNumber(50))
  expect(applied.cases.map(({ name }: { name: string }) => name)).toEqual(['申请人50'])
  expect(await find('13912345678')).toEqual({ bookings: [], cases: [] })
  await stack.sql`update posts set org_id = (select id from organisations where tenant_id = '370829' and name = ${world.department} and township_id is null)
    where tenant_id = '370829' and title = '大厅值班主任'`
  expect((await find(booking.code!, 'hall3')).bookings).toEqual([])
})
