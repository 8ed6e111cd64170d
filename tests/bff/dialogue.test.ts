import { randomUUID } from 'node:crypto'
import type { Dialogue, DialogueMessage } from 'shared/dialogue.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseWorld, caseWorld } from '../support/cases.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let world: CaseWorld
let base: string
beforeAll(async () => {
  stack = await startStack()
  world = await caseWorld(stack)
  await stack.app.listen({ port: 0, host: '127.0.0.1' })
  base = `ws://127.0.0.1:${(stack.app.server.address() as { port: number }).port}/api/370829`
})
afterAll(() => stack.stop())

const words = (text: string) => ({ key: randomUUID(), kind: 'text', text, fileIds: [] })
const say = (who: string, id: string, body: object) => stack.as(who)(`POST /cases/${id}/dialogue`, body)
const read = async (who: string, id: string, after = 0): Promise<Dialogue> =>
  (await stack.as(who)(`GET /cases/${id}/dialogue?after=${after}`)).body
const ticketOf = async (who: string, id: string): Promise<string> =>
  (await stack.as(who)(`POST /cases/${id}/dialogue/ticket`, {})).body.ticket

/** A line opened with a ticket; rejects when it is refused. */
const NativeSocket = WebSocket // before the stand-in for WeChat listens to every socket
const open = async (id: string, ticket: string): Promise<WebSocket> => {
  const socket = new NativeSocket(`${base}/cases/${id}/dialogue/live?ticket=${ticket}`)
  await new Promise((opened, failed) => {
    socket.onopen = opened
    socket.onerror = () => failed(new Error('refused'))
  })
  return socket
}

/** Somebody who listens from after a number on. */
async function listen(who: string, id: string, after = 0) {
  const socket = new WebSocket(
    `${base}/cases/${id}/dialogue/live?ticket=${await ticketOf(who, id)}&after=${after}`
  )
  const heard: DialogueMessage[] = []
  let reads: Dialogue['reads'] = []
  socket.onmessage = ({ data }) => {
    const news = JSON.parse(String(data)) as Pick<Dialogue, 'items' | 'reads'>
    heard.push(...news.items)
    reads = news.reads
  }
  await new Promise((open, failed) => {
    socket.onopen = open
    socket.onerror = failed
  })
  const seqs = () => heard.map(({ seq }) => seq)
  return { socket, heard, seqs, reads: () => reads }
}

describe('what is said inside a case', () => {
  it('stands once under its number, however many speak and however often a tap arrives', async () => {
    const id = await world.pushed('hall2', 1)
    const same = words('请核对宗地编号')
    const taps = await Promise.all(Array.from({ length: 6 }, () => say('hall2', id, same)))
    expect(new Set(taps.map(({ body }) => body.seq))).toEqual(new Set([1]))
    const crowd = Array.from({ length: 20 }, (_, at) =>
      say(at % 2 ? 'hall2' : world.staff, id, words(`第${at}句`))
    )
    expect((await Promise.all(crowd)).every(({ status }) => status === 200)).toBe(true)
    const { items } = await read(world.staff, id)
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, at) => at + 1))
    expect(new Set(items.map(({ text }) => text)).size).toBe(21)
    expect((await say(world.staff, id, { ...same, text: '冒用' })).body.code).toBe('key_reused')
    expect((await say('hall2', id, words('  '))).status).toBe(400)
  })

  it('carries pictures of one’s own, and the number of who wants to be rung up', async () => {
    const id = await world.pushed('hall2', 2)
    const mine = await world.upload('hall2')
    const sent = await say('hall2', id, { ...words(''), fileIds: [mine] })
    expect(sent.body.files).toMatchObject([{ id: mine }])
    expect((await say('hall2', id, { ...words('再发'), fileIds: [mine] })).body.code).toBe('photos_gone')
    const foreign = await world.upload(world.staff)
    expect((await say('hall2', id, { ...words('别人的'), fileIds: [foreign] })).body.code).toBe('photos_gone')
    const call = await say(world.staff, id, { ...words(''), kind: 'callMe' })
    expect(call.body).toMatchObject({ kind: 'callMe', phone: expect.stringMatching(/^0537-/) })
    expect((await read('hall2', id)).items.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('is read so far by whom, and tells the other side once until they have read it', async () => {
    const id = await world.pushed('hall2', 3)
    const told = async () =>
      (
        await stack.sql`select text from messages where tenant_id = '370829' and about_id = ${id} and text like '%对话%'
        and account_id = ${stack.person(world.staff).accountId}`
      ).length
    await say('hall2', id, words('一'))
    await say('hall2', id, words('二'))
    expect(await told()).toBe(1)
    await stack.as(world.staff)(`POST /cases/${id}/dialogue/read`, { seq: 99 })
    await stack.as(world.staff)(`POST /cases/${id}/dialogue/read`, { seq: 1 })
    const { reads } = await read('hall2', id)
    expect(reads.find(({ mine }) => !mine)).toMatchObject({ seq: 2, unit: world.department })
    await say('hall2', id, words('三'))
    expect(await told()).toBe(2)
  })

  it('is over with the case, and stays in its file', async () => {
    const id = await world.pushed('hall2', 4)
    await say('hall2', id, words('先别办'))
    await Promise.all([
      world.act('hall2', id, { action: 'withdraw', reason: '不办了' }),
      ...Array.from({ length: 6 }, () => say(world.staff, id, words('收到')))
    ])
    expect((await say('hall2', id, words('还有'))).body.code).toBe('dialogue_over')
    const { items, mayWrite } = await read('hall2', id)
    expect(mayWrite).toBe(false)
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, at) => at + 1))
    const [late] = await stack.sql`select count(*)::int n from dialogue_messages m join cases c
      on c.tenant_id = m.tenant_id and c.id = m.case_id where m.tenant_id = '370829' and m.case_id = ${id} and m.at > c.closed_at`
    expect(late!.n).toBe(0)
  })

  it('is nothing to the applicant, to other departments, or to who makes up a ticket', async () => {
    const id = await world.begun('villager1', 5)
    await world.giveAll('villager1', id)
    await world.did('villager1', id, { action: 'submit', signature: [[1, 1, 50, 50]] })
    const other = world.staff === 'staff1' ? 'staff2' : 'staff1'
    for (const who of ['villager1', other, 'clerk'])
      expect([403, 404], who).toContain((await stack.as(who)(`GET /cases/${id}/dialogue`)).status)
    expect((await stack.as('hall2')(`GET /cases/${id}/dialogue`)).status).toBe(200)
    const open = (ticket: string, headers: Record<string, string> = {}) =>
      stack.app.inject({ url: `/api/370829/cases/${id}/dialogue/live?ticket=${ticket}`, headers })
    const right = await ticketOf('hall2', id)
    const elsewhere = await ticketOf('hall2', await world.pushed('hall2', 6))
    for (const ticket of ['', 'x', `${right}x`, right.toUpperCase(), elsewhere])
      expect((await open(ticket)).statusCode).toBe(404)
    const foreign = await ticketOf('hall2', id)
    expect((await open(foreign, { origin: 'https://evil.example' })).statusCode).toBe(404)
    stack.clock.now = new Date(stack.clock.now.getTime() + 61_000)
    expect((await open(right)).statusCode).toBe(404)
  })
})

describe('the live line', () => {
  it('brings what is said as it is said, and after a break just what was missed', async () => {
    const id = await world.pushed('hall2', 7)
    await say('hall2', id, words('一'))
    const first = await listen(world.staff, id)
    await expect.poll(first.seqs).toEqual([1])
    await say('hall2', id, words('二'))
    await expect.poll(first.seqs).toEqual([1, 2])
    first.socket.close()
    for (const text of ['三', '四', '五']) await say('hall2', id, words(text))
    const again = await listen(world.staff, id, 2)
    await expect.poll(again.seqs).toEqual([3, 4, 5])
    await stack.as(world.staff)(`POST /cases/${id}/dialogue/read`, { seq: 5 })
    const desk = await listen('hall2', id, 5)
    await expect.poll(() => desk.reads().find(({ mine }) => !mine)?.seq).toBe(5)
    expect(first.seqs()).toEqual([1, 2])
    for (const { socket } of [again, desk]) socket.close()
  })

  it('tells who listens how far the other side has read, as it reads', async () => {
    const id = await world.pushed('hall2', 12)
    const [desk, department] = await Promise.all([listen('hall2', id), listen(world.staff, id)])
    await say(world.staff, id, words('好'))
    await expect.poll(desk.seqs).toEqual([1])
    await stack.as('hall2')(`POST /cases/${id}/dialogue/read`, { seq: 1 })
    await expect.poll(() => department.reads().find(({ mine }) => !mine)?.seq).toBe(1)
    for (const { socket } of [desk, department]) socket.close()
  })

  it('loses nothing when the database drops the connection it is told on, and doubles nothing in a rush', async () => {
    const id = await world.pushed('hall2', 8)
    const listeners = await Promise.all([
      listen('hall2', id),
      listen(world.staff, id),
      listen(world.head, id)
    ])
    const rush = (from: number) =>
      Promise.all(
        Array.from({ length: 30 }, (_, at) => say(at % 2 ? 'hall2' : world.staff, id, words(`${from + at}`)))
      )
    await rush(0)
    await stack.sql`select pg_terminate_backend(pid) as tenant_id from pg_stat_activity where query ilike 'listen%dialogue%' and pid <> pg_backend_pid()`
    await rush(100)
    const all = Array.from({ length: 60 }, (_, at) => at + 1)
    for (const { seqs } of listeners) await expect.poll(seqs, { timeout: 15_000 }).toEqual(all)
    for (const { socket } of listeners) socket.close()
  })

  it('brings a long silence page by page, in order', async () => {
    const id = await world.pushed('hall2', 9)
    await say('hall2', id, words('开头'))
    await stack.sql`insert into dialogue_messages (tenant_id, case_id, seq, id, at, author_id, unit, who, kind, text, file_ids)
      select tenant_id, case_id, n, gen_random_uuid(), at, author_id, unit, who, 'text', n::text, '{}' from dialogue_messages, generate_series(2, 250) n
      where tenant_id = '370829' and case_id = ${id}`
    await stack.sql`update dialogues set last_seq = 250 where tenant_id = '370829' and case_id = ${id}`
    const late = await listen(world.staff, id)
    await expect.poll(() => late.seqs().length).toBe(250)
    expect(late.seqs()).toEqual(Array.from({ length: 250 }, (_, at) => at + 1))
    const page = await read('hall2', id)
    expect([page.items.length, page.more]).toEqual([100, true])
    late.socket.close()
  })

  it('opens once for a ticket, five times for a person, and ends with the post or the session', async () => {
    const id = await world.pushed('hall2', 10)
    const ticket = await ticketOf(world.staff, id)
    const one = await open(id, ticket)
    expect(one.readyState).toBe(one.OPEN)
    await expect(open(id, ticket)).rejects.toThrow()
    const five = [one]
    while (five.length < 5) five.push(await open(id, await ticketOf(world.staff, id)))
    await expect(open(id, await ticketOf(world.staff, id))).rejects.toThrow()
    const codes = five.map(
      (socket) => new Promise<number>((done) => socket.addEventListener('close', ({ code }) => done(code)))
    )
    await stack.as(world.staff)('POST /session/end', {})
    expect(new Set(await Promise.all(codes))).toEqual(new Set([4003]))
  })

  it('lets no more than five through that open at the same time', async () => {
    const id = await world.pushed('hall2', 12)
    const tickets: string[] = []
    for (let n = 0; n < 9; n++) tickets.push(await ticketOf(world.head, id))
    const opened = await Promise.allSettled(tickets.map((ticket) => open(id, ticket)))
    const sockets = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const standing = () => sockets.filter(({ readyState, OPEN }) => readyState === OPEN).length
    await expect.poll(standing).toBe(5)
    for (const socket of sockets) socket.close()
  })

  it('ends when its holder loses the post, with the next word at the latest', async () => {
    const id = await world.pushed('hall2', 11)
    const { accountId } = stack.person(world.head)
    const socket = await open(id, await ticketOf(world.head, id))
    const heard: string[] = []
    socket.addEventListener('message', ({ data }) => void heard.push(String(data)))
    const closed = new Promise<number>((done) => socket.addEventListener('close', ({ code }) => done(code)))
    await stack.sql`update post_holdings set until = ${stack.clock.now.toISOString()} where tenant_id = '370829' and account_id = ${accountId} and until is null`
    await say('hall2', id, words('密'))
    expect(await closed).toBe(4003)
    expect(heard.join()).not.toContain('密')
  })
})
