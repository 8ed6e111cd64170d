import { randomUUID } from 'node:crypto'
import { excludedBy, receivers, type Seat } from 'bff/assistant/sealed/conflicts.rules.ts'
import { receiptHash, receiptOf } from 'bff/assistant/sealed/receipts.rules.ts'
import { api } from 'shared/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, dispatched, report } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

const postOf = async (key: string): Promise<string> => {
  const { accountId, tenantId } = stack.person(key)
  const [row] =
    await stack.sql`select post_id from post_holdings where tenant_id = ${tenantId} and account_id = ${accountId} and until is null`
  return row!.post_id
}
const look = (receipt: string) => stack.as(undefined)('POST /reports/look', { receipt })
const say = (receipt: string, body: object) =>
  stack.as(undefined)('POST /reports/commands', { receipt, command: command(body) })
const audits = (act: string) =>
  stack.sql`select actor_id, subject from audit_entries where tenant_id = '370829' and act = ${act} order by id`

describe('who must not know', () => {
  const seat = (
    id: string,
    role: Seat['role'],
    line: string,
    townshipId: string | null = 'T',
    holderId: string | null = id
  ): Seat => ({ id, role, line: line.split(' '), townshipId, holderId })
  const seats = [
    seat('head', 'unitHead', 'U T C'),
    seat('deputy', 'unitDeputy', 'U T C'),
    seat('otherHead', 'unitHead', 'V T C'),
    seat('clerk', 'intakeClerk', 'O T C'),
    seat('mayor', 'leader', 'T C'),
    seat('district', 'districtSecretary', 'S T C'),
    seat('village', 'villageSecretary', 'W S T C'),
    seat('countyClerk', 'intakeClerk', 'X C', null),
    seat('countyLeader', 'leader', 'X C', null),
    seat('magistrate', 'leader', 'C', null),
    seat('elsewhere', 'intakeClerk', 'O2 T2 C', 'T2')
  ]
  const county = ['countyClerk', 'countyLeader']
  const town = ['mayor', 'head', 'deputy', 'otherHead', 'clerk', 'district', 'village', 'magistrate']
  it.each<[string, string[], string[], string[]]>([
    ['nobody named', [], [], ['clerk', 'mayor']],
    [
      'a unit’s head: his unit and all above',
      ['head'],
      ['head', 'deputy', 'mayor', 'magistrate'],
      ['clerk', 'countyLeader']
    ],
    [
      'a deputy: his head too',
      ['deputy'],
      ['deputy', 'head', 'mayor', 'magistrate'],
      ['clerk', 'countyLeader']
    ],
    [
      'a village’s secretary: everybody in line above',
      ['village'],
      ['village', 'district', 'mayor', 'magistrate'],
      ['clerk', 'countyLeader']
    ],
    [
      'a service area’s secretary: his villages too',
      ['district'],
      ['district', 'village', 'mayor', 'magistrate'],
      ['clerk', 'countyLeader']
    ],
    ['the clerk: his office and the leaders', ['clerk'], ['clerk', 'mayor', 'magistrate'], county],
    ['a leader: the whole township', ['mayor'], town, county],
    ['the county’s leader: nobody here may take it', ['magistrate'], seats.map(({ id }) => id), []],
    ['a leader and the county’s clerk: nobody is left', ['mayor', 'countyClerk'], [...town, ...county], []]
  ])('%s', (_, accused, out, takes) => {
    const excluded = excludedBy(accused, seats)
    expect([...excluded].sort()).toEqual([...out].sort())
    expect(receivers('T', excluded, seats).sort()).toEqual([...takes].sort())
  })

  it('a person with a second post: that one too; and a vacant desk takes nothing in', () => {
    const both = seats.map((one) => (one.id === 'clerk' ? { ...one, holderId: 'head' } : one))
    expect(excludedBy(['head'], both)).toContain('clerk')
    const vacant = seats.map((one) => (one.id === 'clerk' ? { ...one, holderId: null } : one))
    expect(receivers('T', [], vacant).sort()).toEqual(['countyClerk', 'mayor'])
  })
})

describe('a receipt', () => {
  it('is the same for the same draft, another for any other, and is kept as a hash alone', async () => {
    const secret = Buffer.from('secret')
    const [a, b] = [randomUUID(), randomUUID()]
    expect(receiptOf(secret, '370829', a)).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){4}[2-9A-HJKMNP-TV-Z]{4}$/)
    expect(receiptOf(secret, '370829', a)).toBe(receiptOf(secret, '370829', a))
    expect(
      new Set([a, b].flatMap((key) => [receiptOf(secret, '370829', key), receiptOf(secret, '370830', key)]))
        .size
    ).toBe(4)
    const typed = receiptOf(secret, '370829', a).toLowerCase().replaceAll('-', ' ')
    expect(receiptHash(secret, '370829', typed)).toBe(
      receiptHash(secret, '370829', receiptOf(secret, '370829', a))
    )
    const { receipt } = await report(stack)
    const rows = await stack.sql`select reports::text from reports where tenant_id = '370829'`
    expect(JSON.stringify(rows)).not.toContain(receipt)
  })

  it('opens nothing when it is guessed', async () => {
    expect(await look('2222-2222-2222-2222-2222')).toMatchObject({
      status: 404,
      body: { code: 'receipt_unknown' }
    })
    expect(await look('x')).toMatchObject({ status: 400 })
    const { receipt } = await report(stack)
    expect((await stack.as(undefined, '370830')('POST /reports/look', { receipt })).status).toBe(404)
  })
})

describe('a report', () => {
  it('is made once however often it is tapped, and refuses another text under the same key', async () => {
    const villageId = (await stack.as(undefined)('GET /villages')).body.items[0].id
    const asked = {
      key: randomUUID(),
      kind: 'crimeClue',
      body: '村里有人放高利贷，利息很高',
      villageId,
      accusedPostIds: [],
      privacyVersion: '2026-11'
    }
    const taps = await Promise.all([0, 1, 2].map(() => stack.as(undefined)('POST /reports', asked)))
    expect(taps.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(taps.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(
      await stack.as(undefined)('POST /reports', { ...asked, body: '另外一件完全不同的事情' })
    ).toMatchObject({ status: 422 })
    expect(
      await stack.as(undefined)('POST /reports', { ...asked, key: randomUUID(), privacyVersion: 'x' })
    ).toMatchObject({ status: 403 })
  })

  it('is forgotten by everybody it was taken back from, and its handler is told so', async () => {
    const { id } = await report(stack)
    const topicId = (await stack.as(undefined)('GET /topics')).body.items[0].id
    const [lead, assist] = await Promise.all([postOf('head7'), postOf('head6')])
    const act = (body: object) => stack.as('clerk')(`POST /questions/${id}/commands`, command(body as never))
    const out = { action: 'dispatch', topicId, postId: lead, assistPostIds: [assist], note: '' }
    expect((await act(out)).status).toBe(200)
    expect((await stack.as('head6')(`GET /questions/${id}`)).status).toBe(200)
    expect((await act({ action: 'recall', reason: '分错了人' })).status).toBe(200)
    for (const who of ['head6', 'head7'])
      expect((await stack.as(who)(`GET /questions/${id}`)).status).toBe(404)
    const told =
      await stack.sql`select 1 from messages where question_id = ${id} and account_id = ${stack.person('head7').accountId}`
    expect(told).toHaveLength(2)
  })

  it('talks both ways without a login, and rings nobody up', async () => {
    const { id, receipt } = await report(stack)
    const { proposal } = (await stack.as('clerk')(`GET /questions/${id}`)).body
    expect(proposal.postId).toBeNull()
    const topicId = (await stack.as(undefined)('GET /topics')).body.items[0].id
    const given = { action: 'dispatch', topicId, postId: await postOf('head7'), assistPostIds: [], note: '' }
    expect((await stack.as('clerk')(`POST /questions/${id}/commands`, command(given))).status).toBe(200)
    await stack.as('head7')(
      `POST /questions/${id}/commands`,
      command({ action: 'askMore', text: '请说明是哪一段路的账目' })
    )
    const asked = (await look(receipt)).body
    expect(asked.timeline.at(-1)).toMatchObject({ note: '请说明是哪一段路的账目' })
    expect(
      await say(receipt, { action: 'supplement', text: '是村东头新修的那一段', fileIds: [] })
    ).toMatchObject({ status: 200, body: { status: 'accepted' } })
    expect(
      await say(receipt, { action: 'dispatch', topicId, postId: given.postId, assistPostIds: [], note: '' })
    ).toMatchObject({ status: 409 })
    await stack.as('head7')(
      `POST /questions/${id}/commands`,
      command({ action: 'reply', text: '已核查账目，3月9日在村务公开栏公布', fileIds: [] })
    )
    await stack.runJobs()
    expect(await say(receipt, { action: 'rate', level: 1, comment: '没有公布' })).toMatchObject({
      status: 200
    })
    const told =
      await stack.sql`select m.text, m.account_id from messages m where m.tenant_id = '370829' and m.question_id = ${id}`
    expect(new Set(told.map(({ text }) => text))).toEqual(new Set(['保密件：有新的进展，请登录后查看']))
    const [{ account_id: reporter }] =
      (await stack.sql`select account_id from reports where tenant_id = '370829' and question_id = ${id}`) as unknown as [
        { account_id: string }
      ]
    expect(told.map(({ account_id }) => account_id)).not.toContain(reporter)
    expect(await stack.sql`select 1 from callbacks where question_id = ${id}`).toHaveLength(0)
  })

  it('takes no part in the open numbering of notices', async () => {
    const { id: open } = await dispatched(stack)
    const { id: sealed } = await dispatched(stack, { kind: 'petition' })
    const { id: next } = await dispatched(stack)
    const no = async (who: string, id: string) =>
      (await stack.as(who)(`GET /questions/${id}`)).body.noticeNo as string
    const [a, b] = [await no('admin', open), await no('admin', next)].map((text) =>
      Number(/第(\d+)号/.exec(text)![1])
    )
    expect(b).toBe(a! + 1)
    expect(await no('clerk', sealed)).toContain('问密字')
  })

  it('is refused by the open channel', async () => {
    const villageId = (await stack.as(undefined)('GET /villages')).body.items[0].id
    const asked = { key: randomUUID(), kind: 'petition', body: '反映账目问题', villageId, fileIds: [] }
    expect(await stack.as('villager1')('POST /questions', asked)).toMatchObject({
      status: 422,
      body: { code: 'sealed_channel' }
    })
  })
})

describe('the accused', () => {
  const WORD = '独一无二的账本线索'
  it('and those around them never learn of it: no list, count, search, message, paper or export holds it', async () => {
    const accused = await postOf('head7')
    const before = await counts('leader1')
    const { id } = await report(stack, { body: `举报民政负责人，${WORD}`, accusedPostIds: [accused] })
    const outsiders = [
      'head7',
      'deputy7',
      'leader1',
      'leader2',
      'supervisor',
      'admin',
      'county-admin',
      'head8',
      'village1'
    ]
    const { departments } = (await stack.as(undefined)('GET /items/entries')).body
    // One department's book is bound by the same code as the whole, in a fraction of its time.
    const asked = (line: string) =>
      line === 'GET /handbook' ? `${line}?departmentId=${departments[0].id}` : line
    for (const who of outsiders) {
      expect(await stack.as(who)(`GET /questions/${id}`), who).toMatchObject({ status: 404 })
      expect(await stack.as(who)(`GET /questions/${id}/sealed`), who).toMatchObject({ status: 404 })
      for (const endpoint of Object.keys(api).filter(
        (line) => /^GET [^:]*$/.test(line) && !/directory|session|posters/.test(line)
      )) {
        const { body } = await stack.as(who)(asked(endpoint))
        expect(JSON.stringify(body), `${who} ${endpoint}`).not.toContain(WORD)
        expect(JSON.stringify(body), `${who} ${endpoint}`).not.toContain(id)
      }
    }
    expect(await counts('leader1')).toEqual(before)
    expect((await stack.as('clerk')(`GET /questions/${id}`)).status).toBe(200)
    const given = {
      topicId: (await stack.as(undefined)('GET /topics')).body.items[0].id,
      assistPostIds: [],
      note: ''
    }
    for (const postId of [accused, await postOf('deputy7')])
      expect(
        await stack.as('clerk')(
          `POST /questions/${id}/commands`,
          command({ action: 'dispatch', postId, ...given })
        )
      ).toMatchObject({ status: 409, body: { code: 'conflict_of_interest' } })
    expect(
      await stack.as('clerk')(`POST /questions/${id}/sealed/known`, { postId: accused, known: true })
    ).toMatchObject({ status: 409 })
    const told =
      await stack.sql`select h.post_id from messages m join post_holdings h on h.tenant_id = m.tenant_id and h.account_id = m.account_id where m.question_id = ${id}`
    expect(told.map(({ post_id }) => post_id)).not.toContain(accused)
  })

  it('at the head of a township moves the matter to the county', async () => {
    const { id } = await report(stack, { accusedPostIds: [await postOf('leader1')] })
    for (const who of ['clerk', 'leader2', 'admin', 'head1'])
      expect((await stack.as(who)(`GET /questions/${id}`)).status).toBe(404)
    for (const who of ['county-clerk', 'county-leader'])
      expect((await stack.as(who)(`GET /questions/${id}`)).status).toBe(200)
    const queue = (await stack.as('county-clerk')('GET /work/triage')).body.items
    expect(queue.map((line: { id: string }) => line.id)).toContain(id)
  })

  const counts = async (who: string) => (await stack.as(who)('GET /ledger/counts')).body.total
})

describe('the list of who knows', () => {
  it('never goes without a clerk, though two be taken off at the same moment', async () => {
    const { id } = await report(stack)
    const drop = async (key: string) =>
      stack.as('clerk')(`POST /questions/${id}/sealed/known`, { postId: await postOf(key), known: false })
    await Promise.all(['leader1', 'leader2', 'leader3', 'clerk'].map(drop))
    const { known } = (await stack.as('clerk')(`GET /questions/${id}/sealed`)).body
    expect(known.map(({ postId }: { postId: string }) => postId)).toContain(await postOf('clerk'))
  })

  it('shows nothing again to who was taken off it, though they send their old command once more', async () => {
    const { id } = await report(stack)
    const remark = command({ action: 'comment', text: '请尽快核实' })
    const send = () => stack.as('leader2')(`POST /questions/${id}/commands`, remark)
    expect((await send()).status).toBe(200)
    await stack.as('clerk')(`POST /questions/${id}/sealed/known`, {
      postId: await postOf('leader2'),
      known: false
    })
    expect((await send()).status).toBe(404)
  })

  it('is shut to a person who also holds a post that must not know', async () => {
    const { id } = await report(stack, { accusedPostIds: [await postOf('head9')] })
    expect((await stack.as('clerk')(`GET /questions/${id}`)).status).toBe(200)
    const { accountId } = stack.person('clerk')
    await stack.sql`update post_holdings set account_id = ${accountId} where tenant_id = '370829' and post_id = ${await postOf('head9')}`
    expect((await stack.as('clerk')(`GET /questions/${id}`)).status).toBe(404)
    const queue = (await stack.as('clerk')('GET /work/triage')).body.items
    expect(queue.map((line: { id: string }) => line.id)).not.toContain(id)
    await stack.sql`update post_holdings set account_id = ${stack.person('head9').accountId} where tenant_id = '370829' and post_id = ${await postOf('deputy9')}`
  })

  it('is refused when nobody is left to take it in, with a way on', async () => {
    const villageId = (await stack.as(undefined)('GET /villages')).body.items[0].id
    const accusedPostIds = [await postOf('leader1'), await postOf('county-clerk')]
    const asked = {
      key: randomUUID(),
      kind: 'petition',
      body: '反映镇领导和县里受理员的问题',
      villageId,
      accusedPostIds,
      privacyVersion: '2026-11'
    }
    expect(await stack.as(undefined)('POST /reports', asked)).toMatchObject({
      status: 422,
      body: { code: 'no_receiver', message: expect.stringContaining('12388') }
    })
    expect(
      await stack.as(undefined)('POST /reports', { ...asked, accusedPostIds: [randomUUID()] })
    ).toMatchObject({ status: 400 })
    expect(await stack.sql`select 1 from reports where request_hash is null`).toHaveLength(0)
  })
})

describe('the reporter’s identity', () => {
  const identity = { name: '周小满', phone: '13812340000' }
  it('is opened by two with a reason, for a day, every look on record', async () => {
    const { id } = await report(stack, { identity })
    const [row] = await stack.sql`select identity_sealed from reports where question_id = ${id}`
    expect(row!.identity_sealed).not.toContain('周小满')
    expect(() => stack.deps.sealer.open('370830', row!.identity_sealed)).toThrow()
    const at = (path: string, who: string, body?: object) =>
      stack.as(who)(`${body ? 'POST' : 'GET'} /questions/${id}/sealed${path}`, body)
    const toLeader = () =>
      stack.sql`select 1 from messages where question_id = ${id} and account_id = ${stack.person('leader1').accountId}`
    const before = await toLeader()
    const { body } = await at('/openings', 'clerk', { reason: '需要当面核实证据' })
    const [opening] = body.openings
    expect((await at('/openings', 'clerk', { reason: '再申请一次看看' })).status).toBe(409)
    expect((await toLeader()).length).toBe(before.length + 1)
    expect(opening).toMatchObject({ reason: '需要当面核实证据', actions: [] })
    expect(await at(`/openings/${opening.id}/approve`, 'clerk', {})).toMatchObject({ status: 403 })
    expect(await at(`/openings/${opening.id}/look`, 'clerk', {})).toMatchObject({ status: 403 })
    for (const who of ['supervisor', 'head7', 'w-leader'])
      expect((await at(`/openings/${opening.id}/approve`, who, {})).status).toBe(404)
    const both = await Promise.all(
      ['leader1', 'leader2'].map((who) => at(`/openings/${opening.id}/approve`, who, {}))
    )
    expect(both.map(({ status }) => status).sort()).toContain(200)
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await at(`/openings/${opening.id}/look`, 'clerk', {})).body).toEqual(identity)
    expect(await at(`/openings/${opening.id}/look`, 'leader1', {})).toMatchObject({ status: 403 })
    stack.clock.now = new Date(stack.clock.now.getTime() + 24 * 3_600_000)
    expect(await at(`/openings/${opening.id}/look`, 'clerk', {})).toMatchObject({ status: 403 })
    expect((await audits('identity.look')).map(({ actor_id }) => actor_id)).toEqual([
      stack.person('clerk').accountId
    ])
    expect((await audits('identity.request')).length + (await audits('identity.approve')).length).toBe(2)
  })

  it('writes every look at a sealed matter to the audit', async () => {
    const { id } = await report(stack)
    const seen = (await audits('sealed.look')).length
    await stack.as('clerk')(`GET /questions/${id}`)
    await stack.as('leader1')(`GET /questions/${id}`)
    expect((await audits('sealed.look')).slice(seen).map(({ subject }) => subject)).toEqual([id, id])
  })

  it('is not there when none was left, and its list never goes empty', async () => {
    const { id } = await report(stack)
    expect((await stack.as('clerk')(`GET /questions/${id}/sealed`)).body).toMatchObject({
      hasIdentity: false,
      openings: []
    })
    expect(
      await stack.as('clerk')(`POST /questions/${id}/sealed/openings`, { reason: '想看看是谁' })
    ).toMatchObject({ status: 404 })
    const { known } = (await stack.as('clerk')(`GET /questions/${id}/sealed`)).body
    for (const { postId } of known.slice(1))
      await stack.as('clerk')(`POST /questions/${id}/sealed/known`, { postId, known: false })
    const last = await stack.as('clerk')(`POST /questions/${id}/sealed/known`, {
      postId: await postOf('clerk'),
      known: false
    })
    expect(last.status).toBe(403)
  })
})

it('slows down whoever guesses receipts, and nobody else', async () => {
  const own = await startStack()
  const guess = () => own.as(undefined)('POST /reports/look', { receipt: '2222-2222-2222-2222-2223' })
  const tries = await Promise.all(Array.from({ length: 30 }, guess))
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(10)
  expect((await own.as(undefined)('GET /villages')).status).toBe(200)
  await own.stop()
})
