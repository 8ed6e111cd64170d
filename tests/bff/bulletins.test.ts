import { draftBulletins } from 'bff/assistant/reporting/bulletins/bulletins.jobs.ts'
import {
  lastPeriod,
  type Period,
  periodBefore,
  periodWords,
  spanOf
} from 'bff/assistant/reporting/bulletins/periods.rules.ts'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import type { Bulletin, BulletinLine } from 'shared/bulletins.ts'
import { changeWords, onTimeRate, percent } from 'shared/rules/rates.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, command, dispatched, report } from '../support/matters.ts'
import { readPdf } from '../support/pdf.ts'
import { type Stack, startStack } from '../support/stack.ts'

const at = (text: string) => new Date(`${text}+08:00`)

describe('the period that is over', () => {
  it.each<[string, Period['kind'], string, string]>([
    ['2026-03-09T06:59', 'week', '2026-02-23', '2026-03-01'],
    ['2026-03-09T07:00', 'week', '2026-03-02', '2026-03-08'],
    ['2026-03-08T23:59', 'week', '2026-02-23', '2026-03-01'],
    ['2026-03-15T23:59', 'week', '2026-03-02', '2026-03-08'],
    ['2026-01-05T07:00', 'week', '2025-12-29', '2026-01-04'],
    ['2026-03-01T06:59', 'month', '2026-01-01', '2026-01-31'],
    ['2026-03-01T07:00', 'month', '2026-02-01', '2026-02-28'],
    ['2028-03-01T07:00', 'month', '2028-02-01', '2028-02-29'],
    ['2026-01-01T00:30', 'month', '2025-11-01', '2025-11-30']
  ])('at %s in Beijing is the %s from %s to %s', (now, kind, from, until) =>
    expect(lastPeriod(kind, at(now))).toEqual({ kind, from, until })
  )

  it('follows on the one before it without a gap, whatever the day', () =>
    fc.assert(
      fc.property(
        fc.date({ min: at('2020-01-01T00:00'), max: at('2040-01-01T00:00'), noInvalidDate: true }),
        fc.constantFrom('week' as const, 'month' as const),
        (now, kind) => {
          const period = lastPeriod(kind, now)
          expect(spanOf(periodBefore(period)).until).toEqual(spanOf(period).since)
          expect(spanOf(period).until.getTime()).toBeLessThanOrEqual(now.getTime())
        }
      )
    ))

  it.each([
    [{ kind: 'week', from: '2026-03-02', until: '2026-03-08' }, '2026年3月2日至8日一周'],
    [{ kind: 'week', from: '2025-12-29', until: '2026-01-04' }, '2025年12月29日至1月4日一周'],
    [{ kind: 'month', from: '2026-02-01', until: '2026-02-28' }, '2026年2月']
  ] as const)('is named in words', (period, words) => expect(periodWords(period)).toBe(words))
})

it.each([
  [0, 0, '—'],
  [0, 5, '0%'],
  [1, 300, '1%'],
  [299, 300, '99%'],
  [300, 300, '100%'],
  [1, 3, '33%']
])('%s of %s reads %s', (part, whole, words) => expect(percent(part, whole)).toBe(words))
it('counts what is late and still open against the on-time rate', () => {
  expect(onTimeRate({ answered: 2, onTime: 2, overdue: 2 })).toBe('50%')
  expect([changeWords(3, 1, '上周'), changeWords(1, 3, '上周'), changeWords(2, 2, '上周')]).toEqual([
    '比上周多2件',
    '比上周少2件',
    '与上周持平'
  ])
})

describe('a township’s week', () => {
  let stack: Stack
  let id: string
  const get = async (who: string, path = '') => stack.as(who)(`GET /bulletins${path}`)
  const act = (who: string, body: object) => stack.as(who)(`POST /bulletins/${id}/commands`, body)
  const drafts = () =>
    stack.sql`select scope, period, "from"::text, version from bulletins order by scope, period`

  beforeAll(async () => {
    stack = await startStack()
    const move = async (time: string) => {
      stack.clock.now = at(time)
      await stack.tick()
    }
    const answer = async ({ id: matter, lead }: { id: string; lead: string }) => {
      const reply = { action: 'reply', text: '昨天已经修好了，请查看', fileIds: [] }
      expect(await stack.as(lead)(`POST /questions/${matter}/commands`, command(reply))).toMatchObject({
        status: 200
      })
    }
    await move('2026-03-01T23:59')
    const lastWeek = await dispatched(stack)
    await move('2026-03-02T00:00')
    const first = await dispatched(stack)
    await dispatched(stack)
    await report(stack)
    await move('2026-03-03T10:00')
    await answer(lastWeek)
    await answer(first)
    await stack.as('villager1')(
      `POST /questions/${first.id}/commands`,
      command({ action: 'rate', level: 5, comment: '' })
    )
    await ask(stack, {}, 'villager2')
    await move('2026-03-09T00:00')
    await ask(stack, {}, 'villager2')
    await move('2026-03-09T07:10')
  })
  afterAll(() => stack.stop())

  it('is counted once, however many workers count it, and the leaders are told', async () => {
    await Promise.all([draftBulletins(stack.deps), draftBulletins(stack.deps)])
    await draftBulletins(stack.deps)
    const kept = await drafts()
    expect(kept.filter(({ period }) => period === 'week')).toMatchObject([
      { from: '2026-03-02', version: 1 },
      { from: '2026-03-02', version: 1 }
    ])
    const told = await stack.sql`select account_id from messages where text like '通报：已统计好%'`
    expect(told.map((row) => row.account_id)).toContain(stack.person('leader1').accountId)
    const { body } = await get('clerk')
    id = body.items.find(({ period }: BulletinLine) => period === 'week').id
  })

  it('says what happened on which side of midnight, and nothing of what is sealed', async () => {
    const { figures } = (await get('leader1', `/${id}`)).body as Bulletin
    expect(figures.total).toEqual({
      now: { received: 3, answered: 2, onTime: 2, rated: 1, satisfied: 1, open: 2, overdue: 0 },
      before: { received: 1, answered: 0, onTime: 0, rated: 0, satisfied: 0, open: 1, overdue: 0 }
    })
    const [county] = (await get('county-leader')).body.items.filter(
      (line: BulletinLine) => line.period === 'week'
    )
    const whole = (await get('county-leader', `/${county.id}`)).body as Bulletin
    expect(whole.figures.villages[0]!.name).toMatch(/^大张楼镇 .+村$/)
    for (const rows of [figures.units, figures.villages, figures.topics])
      expect(rows.reduce((sum, { now }) => sum + now.received, 0)).toBe(3)
  })

  it('lists what is late with its reason once the time has run out', async () => {
    stack.clock.now = at('2026-03-23T07:30')
    await stack.tick()
    await draftBulletins(stack.deps)
    const [newest] = (await get('leader1')).body.items as BulletinLine[]
    const { figures } = (await get('leader1', `/${newest!.id}`)).body as Bulletin
    expect(figures.total.now.overdue).toBeGreaterThan(0)
    expect(figures.late).toHaveLength(figures.total.now.overdue)
    expect(figures.late[0]).toMatchObject({ no: expect.stringMatching(/^2026-/), reason: null })
  })

  it('is a draft of the overseers until a leader publishes it, then everybody inside may read it', async () => {
    for (const who of ['village1', 'head1']) expect((await get(who, `/${id}`)).status).toBe(404)
    expect((await get('village1')).body.items).toEqual([])
    expect((await get('villager1')).status).toBe(403)
    const { status, body } = await act('clerk', {
      action: 'write',
      version: 1,
      remark: '请抓紧办理路灯问题。'
    })
    expect([status, body.remark, body.version]).toEqual([200, '请抓紧办理路灯问题。', 2])
    expect((await act('clerk', { action: 'publish', version: 2 })).status).toBe(403)
    const both = await Promise.all(
      ['leader1', 'leader1'].map((who) => act(who, { action: 'publish', version: 2 }))
    )
    expect(both.map((reply) => reply.status).sort()).toEqual([200, 409])
    expect((await get('village1', `/${id}`)).body).toMatchObject({ status: 'published', actions: [] })
    expect((await get('village1')).body.items).toHaveLength(1)
    const [{ count }] =
      (await stack.sql`select count(*)::int from messages where text like '通报：已发布%'`) as never as [
        { count: number }
      ]
    expect(count).toBeGreaterThan(20)
  })

  it('stands as it was published, and may be taken back with a reason', async () => {
    expect((await act('clerk', { action: 'recount', version: 3 })).status).toBe(409)
    expect((await act('leader1', { action: 'recall', version: 3, reason: '数字有误' })).body).toMatchObject({
      status: 'draft',
      recallReason: '数字有误',
      actions: ['write', 'recount', 'publish']
    })
    expect((await get('village1', `/${id}`)).status).toBe(404)
    const counted = await act('supervisor', { action: 'recount', version: 4 })
    expect(counted.body).toMatchObject({ version: 5, figures: { total: { now: { received: 3 } } } })
  })

  it('is nothing to another township’s or another county’s people', async () => {
    for (const who of ['w-leader', 'w-clerk']) {
      expect((await get(who, `/${id}`)).status).toBe(404)
      expect(
        (await stack.as(who)(`POST /bulletins/${id}/commands`, { action: 'publish', version: 5 })).status
      ).toBe(404)
    }
    expect(
      (await stack.as('county-leader')(`POST /bulletins/${id}/commands`, { action: 'publish', version: 5 }))
        .status
    ).toBe(404)
  })

  it('prints, and opens as a spreadsheet', async () => {
    const fetched = async (kind: string) => {
      const reply = await stack.app.inject({
        url: `/api/370829/bulletins/${id}/${kind}`,
        headers: { authorization: `Bearer ${stack.tokenOf('leader1')}` }
      })
      expect(reply.statusCode).toBe(200)
      return reply.rawPayload
    }
    const words = await (await readPdf(await fetched('pdf'))).words(1)
    for (const said of [
      '诉求办理通报',
      '草稿，未发布',
      '共收到诉求3件（比上周多2件）',
      '请抓紧办理路灯问题',
      '按单位'
    ])
      expect(words).toContain(said)
    const book = unzipSync(await fetched('xlsx'))
    const sheets = Object.keys(book).filter((name) => /worksheets\/sheet/.test(name))
    expect(sheets).toHaveLength(5)
    const strings = strFromU8(book['xl/sharedStrings.xml']!)
    for (const said of ['共收到诉求3件', '按时率', '超期起']) expect(strings).toContain(said)
  })
})
