import { randomUUID } from 'node:crypto'
import { tidy } from 'bff/retention/retention.jobs.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
import { readPdf } from '../support/pdf.ts'
import { type Stack, startStack } from '../support/stack.ts'

const DAY_MS = 86_400_000
const INHERITED = '方式.继承~公证.没有~办理人.本人'
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
const toldOf = async (who: string, id: string): Promise<string[]> =>
  (
    await stack.sql`select text from messages where tenant_id = '370829' and about_id = ${id}
      and account_id = ${stack.person(who).accountId} order by id`
  ).map(({ text }) => text)
const idsOf = async (who: string, id: string, index: number): Promise<string[]> =>
  (await world.read(who, id)).papers.find((paper) => paper.index === index)!.files.map((file) => file.id)
const pdf = async (who: string, path: string) => {
  const headers = { authorization: `Bearer ${stack.tokenOf(who)}` }
  const reply = await stack.app.inject({ method: 'GET', url: `/api/370829${path}`, headers })
  expect(reply.statusCode).toBe(200)
  return readPdf(reply.rawPayload)
}
/** Begun by somebody at home and handed in. */
async function handedIn(who: string, serial: number): Promise<string> {
  const id = await world.begun(who, serial)
  await world.giveAll(who, id)
  await world.did(who, id, { action: 'submit', signature: SIGNED })
  return id
}
const judge = async (id: string, fix: Record<number, string> = {}) =>
  world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(await world.read('hall2', id), fix) })
/** Agreed to, through its stages and checked: the result lies at the window. */
async function through(id: string, { did, staff, head } = world): Promise<void> {
  await did(staff, id, { action: 'consent' })
  for (const no of [0, 1, 2])
    await did(staff, id, { action: 'finishStage', no, passed: true, words: '通过', fileIds: [] })
  await did(head, id, { action: 'checkQuality', ok: true, note: '无误' })
}

describe('pictures of a paper', () => {
  it('one clerk took are another’s to add to and to check against the original', async () => {
    at('2026-03-02T09:00:00')
    const id = await world.begun('hall2', 800)
    const { index } = (await world.read('hall2', id)).papers[0]!
    const first = await world.upload('hall2')
    await world.did('hall2', id, { action: 'givePaper', index, fileIds: [first] })
    const colleague = stack.person('hall1').accountId
    await stack.sql`update files set owner_id = ${colleague} where tenant_id = '370829' and id = ${first}`
    const second = await world.upload('hall2')
    await world.did('hall2', id, { action: 'givePaper', index, fileIds: [first, second] })
    const seen = await world.did('hall2', id, {
      action: 'givePaper',
      index,
      fileIds: [first, second],
      original: true
    })
    expect(seen.papers[0]!.given).toContain('已验原件')
    expect(await idsOf('hall2', id, index)).toEqual([first, second])
    const fewer = await world.did('hall2', id, { action: 'givePaper', index, fileIds: [second] })
    expect(fewer.papers[0]!.given, 'one picture less is still the paper that was seen').toContain('已验原件')
  })

  it('used from an earlier case may be added to', async () => {
    at('2026-03-03T09:00:00')
    await judge(await handedIn('villager1', 801))
    const id = await world.begun('villager1', 801)
    const [held] = (await stack.as('villager1')(`GET /cases/${id}/held`)).body.items
    const { index } = (await world.read('villager1', id)).papers.find(({ name }) => name === held.name)!
    await world.did('villager1', id, { action: 'givePaper', index, fileIds: [], heldId: held.id })
    const known = await idsOf('villager1', id, index)
    const more = await world.upload('villager1')
    await world.did('villager1', id, { action: 'givePaper', index, fileIds: [...known, more] })
    expect(await idsOf('villager1', id, index)).toEqual([...known, more])
  })

  it('are for who handles the case: who oversees the county learns that they are there, not what is on them', async () => {
    at('2026-03-04T09:00:00')
    const id = await handedIn('villager2', 802)
    await world.did('villager2', id, { action: 'chooseDelivery', way: 'post', address: '某某镇某某村12号' })
    expect((await world.read('hall2', id)).papers[0]!.files).toHaveLength(1)
    const looked = await world.read('county-leader', id)
    expect(looked.papers[0]).toMatchObject({ files: [], given: expect.any(String) })
    expect(looked.delivery.words).toBe('邮寄到家')
    expect((await world.read('hall2', id)).delivery.words).toContain('12号')
  })

  it('taken back before anybody judged them are forgotten, those in the case stay', async () => {
    at('2026-03-05T09:00:00')
    const id = await world.begun('villager3', 803)
    const { index } = (await world.read('villager3', id)).papers[0]!
    const [gone, kept] = [await world.upload('villager3'), await world.upload('villager3')]
    await world.did('villager3', id, { action: 'givePaper', index, fileIds: [gone] })
    await world.did('villager3', id, { action: 'takeBackPaper', index })
    await world.did('villager3', id, { action: 'givePaper', index, fileIds: [kept] })
    await tidy({ ...stack.deps, now: () => new Date(stack.clock.now.getTime() + 8 * DAY_MS) })
    const left = await stack.sql`select id from files where tenant_id = '370829' and id in (${gone}, ${kept})`
    expect(left.map((file) => file.id)).toEqual([kept])
  })

  it('serve again for a year from when they were looked at, however often they are used, then no more', async () => {
    at('2026-03-06T09:00:00')
    await judge(await handedIn('villager4', 804))
    at('2026-12-01T09:00:00')
    const again = await world.begun('villager4', 804)
    for (const { id: heldId, name } of (await stack.as('villager4')(`GET /cases/${again}/held`)).body.items) {
      const { index } = (await world.read('villager4', again)).papers.find((paper) => paper.name === name)!
      await world.did('villager4', again, { action: 'givePaper', index, fileIds: [], heldId })
    }
    await world.giveAll('villager4', again)
    await world.did('villager4', again, { action: 'submit', signature: SIGNED })
    await judge(again)
    const rows = () =>
      stack.sql`select valid_until::text from held_papers where tenant_id = '370829'
        and account_id = ${stack.person('villager4').accountId}`
    expect(new Set((await rows()).map((row) => row.valid_until))).toEqual(new Set(['2027-03-06']))
    at('2027-03-07T09:00:00')
    await tidy(stack.deps)
    expect(await rows()).toEqual([])
  })
})

it('a paper found wrong after all is offered to no other case', async () => {
  at('2026-12-07T09:00:00')
  const id = await handedIn('villager8', 805)
  await judge(id)
  const next = await world.begun('villager8', 805)
  const offered = async () =>
    (await stack.as('villager8')(`GET /cases/${next}/held`)).body.items.map(
      (paper: { name: string }) => paper.name
    )
  const { index, name } = (await world.read('hall2', id)).papers.find((paper) => paper.name === '居民身份证')!
  expect(await offered()).toContain(name)
  expect(await offered(), 'a contract belongs to its own sale').not.toContain('买卖合同')
  await world.did('hall4', id, { action: 'reopenPaper', index, reason: '证件已过有效期' })
  await judge(id, { [index]: '已过有效期' })
  expect(await offered()).not.toContain(name)
})

it('a number typed wrong opens nobody else’s papers, not even at the window', async () => {
  at('2026-12-08T09:00:00')
  await judge(await handedIn('villager9', 806))
  const begin = async (name: string) =>
    (
      await stack.as('hall2')('POST /desk/cases', {
        key: randomUUID(),
        itemId: world.itemId,
        answers: '方式.买卖~抵押.没有~办理人.本人',
        applicant: { ...world.applicant(806), name }
      })
    ).body.id as string
  const held = async (id: string) => (await stack.as('hall2')(`GET /cases/${id}/held`)).body.items
  expect(await held(await begin('申请人806'))).not.toEqual([])
  expect(await held(await begin('另一个人'))).toEqual([])
})

describe('who is told', () => {
  it('who applied across the counter hears by telephone that their case stands still, gets more time or is refused', async () => {
    at('2026-03-09T09:00:00')
    const id = await world.pushed('hall2', 810)
    await world.did(world.staff, id, { action: 'consent' })
    const reviewOn = '2026-03-12'
    const ground = 'applicantAction'
    await world.did(world.staff, id, { action: 'suspend', ground, reason: '等补拍宗地照片', reviewOn })
    await world.did(world.staff, id, { action: 'resume', reason: '照片已补' })
    await world.did(world.staff, id, { action: 'requestExtension', workingDays: 2, reason: '权籍调查没完' })
    await world.did(world.head, id, { action: 'decideExtension', approve: true, note: '同意' })
    const refused = await world.begun('hall2', 811)
    await world.did('hall2', refused, {
      action: 'refuse',
      reason: '不属于本县管辖',
      basis: '不动产登记条例第七条'
    })
    const said = [...(await toldOf('hall2', id)), ...(await toldOf('hall2', refused))].filter((text) =>
      text.includes('请打电话告诉他')
    )
    for (const words of ['暂停办理：等补拍宗地照片', '已恢复办理', '延长2个工作日：权籍调查没完', '不予受理'])
      expect(
        said.filter((text) => text.includes(words)),
        words
      ).toHaveLength(1)
    const notice = (await world.read('hall2', id)).documents.find(({ kind }) => kind === 'suspension')!
    expect(await (await pdf('hall2', `/cases/${id}/documents/${notice.id}`)).words(1)).toContain(
      '等申请人补救、整改'
    )
    const letter = (await world.read('hall2', refused)).documents.find(({ kind }) => kind === 'refusal')!
    expect(await (await pdf('hall2', `/cases/${refused}/documents/${letter.id}`)).words(1)).toContain(
      '人民政府申请行政复议'
    )
  })

  it('an official who applies themselves hears nothing of what the offices say to one another about it', async () => {
    at('2026-03-10T09:00:00')
    await stack.sql`update accounts set consent_version = (select consent_version from accounts where tenant_id = '370829'
      and id = ${stack.person('villager1').accountId}) where tenant_id = '370829' and id = ${stack.person(world.staff).accountId}`
    const id = await handedIn(world.staff, 812)
    await judge(id)
    await world.did('hall2', id, { action: 'accept', departmentIds: [], deferred: [], promised: [] })
    const key = randomUUID()
    await stack.as('hall2')(`POST /cases/${id}/dialogue`, {
      key,
      kind: 'text',
      text: '他的材料要仔细看',
      fileIds: []
    })
    expect((await toldOf(world.staff, id)).filter((text) => /仔细看|工作分钟内答复/.test(text))).toEqual([])
    expect((await toldOf(world.head, id)).filter((text) => /仔细看|工作分钟内答复/.test(text))).toHaveLength(
      2
    )
  })

  it('a result nobody fetches is asked for with who can fetch it, monthly, and is not the county leaders’ neglect', async () => {
    at('2026-04-01T09:00:00')
    const id = await handedIn('villager5', 813)
    await judge(id)
    await world.did('hall2', id, { action: 'accept', departmentIds: [], deferred: [], promised: [] })
    await through(id)
    for (let day = 1; day <= 70; day++) {
      stack.clock.now = new Date(Date.parse('2026-04-01T17:30:00+08:00') + day * DAY_MS)
      await stack.tick()
    }
    const asked = (await toldOf('villager5', id)).filter((text) => text.includes('结果还没有领'))
    expect(asked.length).toBeGreaterThanOrEqual(3)
    expect(asked.length).toBeLessThanOrEqual(5)
    expect(await toldOf('county-leader', id)).toEqual([])
    await world.did('hall2', id, { action: 'handOut', idChecked: true, signature: SIGNED })
    await world.did('villager5', id, { action: 'rate', level: 1, comment: '等得太久' })
    for (const who of [world.head, 'hall4'])
      expect((await toldOf(who, id)).filter((text) => text.includes('1星差评'))).toHaveLength(1)
  })
})

describe('a bad rating', () => {
  const closed = async (serial: number) => {
    const id = await handedIn('villager6', serial)
    await judge(id)
    await world.did('hall2', id, { action: 'accept', departmentIds: [], deferred: [], promised: [] })
    await through(id)
    await world.did('hall2', id, { action: 'handOut', idChecked: true, signature: SIGNED })
    return id
  }

  it('is rung up within a day, put right within fifteen, and may be rated once more', async () => {
    at('2026-05-06T09:00:00')
    const id = await closed(830)
    const rated = await world.did('villager6', id, { action: 'rate', level: 2, comment: '来回跑' })
    expect(rated.actions).not.toContain('rate')
    expect((await world.read('hall2', id)).actions).toEqual(['callBack'])
    const lines = (await stack.as('hall2')('GET /case-work?kind=callback')).body.items
    expect(lines.map((line: { id: string }) => line.id)).toContain(id)
    at('2026-05-11T09:00:00')
    await stack.tick()
    expect((await toldOf('hall4', id)).join()).toContain('差评回访已超期')
    await world.did('hall2', id, { action: 'callBack', reached: true, note: '嫌复印要跑两趟' })
    expect((await world.read('villager6', id)).complaint).toBe('2星：正在整改')
    expect((await world.read(world.staff, id)).complaint).toContain('嫌复印要跑两趟')
    expect(
      (await world.act(world.staff, id, { action: 'callBack', reached: true, note: '我打的' })).status
    ).toBe(403)
    await world.did(world.staff, id, { action: 'rectify', note: '窗口现在免费复印' })
    const again = await world.did('villager6', id, { action: 'rate', level: 5, comment: '改得快' })
    expect(again.rating).toBe(5)
    expect(again.actions).not.toContain('rate')
    const [row] =
      await stack.sql`select state -> 'rating' as rating, state -> 'duties' as duties from cases where id = ${id}`
    expect(row).toMatchObject({ rating: { level: 5, before: { level: 2, comment: '来回跑' } }, duties: [] })
  })

  const calledBack = async (serial: number) => {
    const id = await closed(serial)
    await world.did('villager6', id, { action: 'rate', level: 1, comment: '系统停了' })
    await world.did('hall2', id, { action: 'callBack', reached: true, note: '当天系统停了' })
    return id
  }
  const appeal = { action: 'appealRating', note: '当天省里的系统升级，有公告' }

  it('may be appealed against once; the hall’s head rules, and one set aside is not rated again', async () => {
    at('2026-05-20T09:00:00')
    const id = await calledBack(832)
    expect((await world.act('hall2', id, appeal)).status).toBe(403)
    await world.did(world.staff, id, appeal)
    expect((await world.read(world.staff, id)).actions).toEqual([])
    const ruling = { action: 'ruleOnRating', setAside: true, note: '核对了公告' }
    expect((await world.act(world.staff, id, ruling)).status).toBe(403)
    expect((await world.read('hall4', id)).actions).toEqual(['ruleOnRating'])
    await world.did('hall4', id, ruling)
    const seen = await world.read('villager6', id)
    expect(seen).toMatchObject({ rating: 1, actions: [] })
    expect(seen.complaint).toContain('不计入统计')
  })

  it('stands when the appeal is refused: the time to put it right is what it was, three days at least', async () => {
    at('2026-05-20T09:00:00')
    const due = async (id: string) =>
      (await stack.sql`select state -> 'duties' -> 0 ->> 'dueAt' as due from cases where id = ${id}`)[0]!.due
    const id = await calledBack(833)
    const before = await due(id)
    await world.did(world.staff, id, appeal)
    at('2026-05-22T09:00:00')
    await world.did('hall4', id, { action: 'ruleOnRating', setAside: false, note: '当天没有升级' })
    expect(await due(id)).toBe(before)
    expect((await world.act(world.staff, id, appeal)).status).toBe(409)
    const late = await calledBack(834)
    at('2026-06-11T09:00:00')
    await world.did(world.staff, late, appeal)
    at('2026-06-12T09:00:00')
    await world.did('hall4', late, { action: 'ruleOnRating', setAside: false, note: '当天没有升级' })
    expect(await due(late)).toBe('2026-06-17T09:00:00.000Z')
    await world.did(world.staff, late, { action: 'rectify', note: '窗口现在免费复印' })
    expect((await world.read('villager6', late)).actions).toEqual(['rate'])
  })

  it('is set off by a bad first word alone', async () => {
    at('2026-05-18T09:00:00')
    const id = await closed(831)
    await world.did('villager6', id, { action: 'rate', level: 3, comment: '' })
    expect((await world.read('hall2', id)).actions).toEqual([])
  })
})

describe('what an applicant is told', () => {
  it('goes to the phone they gave for the case, whatever their account has', async () => {
    at('2026-06-15T09:00:00')
    const id = await world.begun('villager7', 842)
    await world.giveAll('villager7', id)
    await world.did('villager7', id, { action: 'submit', signature: SIGNED })
    const seen = await world.read('hall2', id)
    const { index } = seen.papers[0]!
    await world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(seen, { [index]: '照片不清' }) })
    for (let left = 1; left > 0; ) left = await stack.runJobs()
    const texted = stack.world.sent.filter(
      ({ channel, text }) => channel === 'sms' && text.includes(`${seen.no}`) && text.includes('需要补正')
    )
    expect(texted.map(({ to }) => to)).toEqual([world.applicant(842).phone])
  })
})

describe('tapped again', () => {
  it('a word that was kept is kept, though the case has ended meanwhile', async () => {
    at('2026-06-15T09:00:00')
    const id = await world.pushed('hall2', 820)
    const word = { key: randomUUID(), kind: 'text', text: '请核对宗地编号', fileIds: [] }
    const said = await stack.as('hall2')(`POST /cases/${id}/dialogue`, word)
    await world.did('hall2', id, { action: 'withdraw', reason: '不办了' })
    const again = await stack.as('hall2')(`POST /cases/${id}/dialogue`, word)
    expect(again).toMatchObject({ status: 200, body: { seq: said.body.seq } })
    const other = await stack.as('hall2')(`POST /cases/${id}/dialogue`, { ...word, key: randomUUID() })
    expect(other.body.code).toBe('dialogue_over')
  })

  it('with something corrected it is not the same tap: nothing of the correction is dropped in silence', async () => {
    const body = { key: randomUUID(), itemId: world.itemId, answers: '方式.买卖~抵押.没有~办理人.本人' }
    const begin = (applicant: object, more: object = {}) =>
      stack.as('villager8')('POST /cases', { ...body, applicant, ...more })
    const first = world.applicant(840)
    const { id } = (await begin(first)).body
    expect((await begin(first)).body).toEqual({ id })
    for (const [applicant, more] of [
      [{ ...first, phone: '13800138000' }, {}],
      [{ ...first, name: '改过的名字' }, {}],
      [world.applicant(841), {}],
      [first, { answers: '方式.买卖~抵押.有~办理人.本人' }]
    ] as const)
      expect((await begin(applicant, more)).body.code).toBe('key_reused')
    const [{ count }] =
      (await stack.sql`select count(*)::int as count from cases where request_key = ${body.key}`) as never as [
        { count: number }
      ]
    expect(count).toBe(1)
  })

  it('the last draft one may have is the one the first tap made', async () => {
    const begin = (key: string, serial: number) =>
      stack.as('villager6')('POST /cases', {
        key,
        itemId: world.itemId,
        answers: '方式.买卖~抵押.没有~办理人.本人',
        applicant: world.applicant(serial)
      })
    let last = { key: '', id: '' }
    for (let n = 0; n < 20; n++) {
      const key = randomUUID()
      last = { key, id: (await begin(key, 821)).body.id }
    }
    expect((await begin(last.key, 821)).body).toEqual({ id: last.id })
    expect((await begin(randomUUID(), 821)).body.code).toBe('drafts_full')
  })
})

describe('what is on paper', () => {
  it('a promise to bring a paper later bears the signature it was made with, and the visit it cost is counted', async () => {
    at('2026-06-16T09:00:00')
    const flow = await caseWorld(stack, '不动产转移登记', INHERITED)
    const id = await flow.begun('hall2', 830)
    const later = (await flow.giveAll('hall2', id)).papers.find(({ need }) => need === 'deferrable')!
    await flow.did('hall2', id, { action: 'judge', verdicts: flow.verdicts(await flow.read('hall2', id)) })
    const deferred = [{ index: later.index, until: '2026-07-10', consequence: '本次申请作废' }]
    const accept = { action: 'accept', departmentIds: [], promised: [], deferred, signature: SIGNED }
    const taken = await flow.did('hall2', id, accept)
    const [receipt, promise] = taken.documents
    const drawn = async (document: { id: string }) =>
      (await pdf('hall2', `/cases/${id}/documents/${document.id}`)).words(1)
    expect(await drawn(promise!)).toContain('申请人签名')
    expect(await drawn(receipt!)).not.toContain('申请人签名')
    await through(id, flow)
    const saved = async () =>
      (
        await stack.sql`select saved_visits n, state->'visits' visits from cases where tenant_id = '370829' and id = ${id}`
      )[0]!
    const before = await saved()
    const settle = { action: 'settleDeferral', index: later.index, fileIds: [], original: true }
    await flow.did('hall2', id, settle)
    expect(await saved()).toMatchObject({ n: before.n - 1, visits: before.visits + 1 })
  })

  it('a bag’s label names unit and way before the case was pushed', async () => {
    at('2026-06-17T09:00:00')
    const id = await handedIn('villager7', 831)
    await stack.as('hall2')(`POST /cases/${id}/bag`)
    const text = await (await pdf('hall2', `/cases/${id}/bag/label`)).words(1)
    expect(text.split(world.department).length - 1).toBeGreaterThanOrEqual(2)
  })
})
