import { writeWorkbook } from 'bff/catalogue/workbook/write.acts.ts'
import type { CatalogueItem } from 'shared/catalogue.ts'
import type { GuideItem } from 'shared/guide.ts'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { item, material } from '../support/items.ts'
import { readPdf } from '../support/pdf.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let department: { id: string; key: string; name: string }
let other: { id: string; key: string }
beforeAll(async () => {
  stack = await startStack()
  const rows = await stack.sql`select o.id, o.name, h.account_id from organisations o
    join posts p on p.tenant_id = o.tenant_id and p.org_id = o.id and p.role = 'unitHead'
    join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id
    where o.tenant_id = '370829' and o.kind = 'unit' and o.township_id is null order by o.position limit 2`
  const known = rows.map(({ id, name, account_id }) => ({
    id: id as string,
    name: name as string,
    key: stack.people.find((person) => person.accountId === account_id)!.key
  }))
  department = known[0]!
  other = known[1]!
})
afterAll(() => stack.stop())

async function pdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await readPdf(bytes)
  return (await Promise.all(Array.from({ length: pdf.pages }, (_, at) => pdf.words(at + 1)))).join('\n')
}

const code = (no: number) => `370Z990000${String(no).padStart(2, '0')}`
let made = 0
/** An item without fault that no other test knows. */
const fresh = (change = {}) => {
  made += 1
  const baseCode = code(made)
  return item({ name: `测试事项第${made}号`, baseCode, implCode: `${baseCode}-370829000000-001`, ...change })
}
const draw = async (change = {}, who = department.key) => {
  const { status, body } = await stack.as(who)('POST /catalogue/items', {
    departmentId: department.id,
    content: fresh(change)
  })
  expect(status).toBe(200)
  return body as CatalogueItem
}
const today = () => beijingDay(stack.clock.now)
const command = (who: string, { id, lock }: CatalogueItem, action: string, more = {}) =>
  stack.as(who)(`POST /catalogue/items/${id}/commands`, { action, lock, ...more })
const publish = async (drawn: CatalogueItem, effectiveFrom = today()) => {
  const { body: sent } = await command(department.key, drawn, 'submit')
  const { status, body } = await command('county-admin', sent, 'approve', { effectiveFrom })
  expect(status).toBe(200)
  return body as CatalogueItem
}
const guide = async (id: string, version?: number) => {
  const { status, body } = await stack.as(undefined)(
    `GET /items/${id}${version ? `?version=${version}` : ''}`
  )
  return { status, item: body as GuideItem }
}

describe('a version of an item', () => {
  it('goes from its draft over a second person to every citizen', async () => {
    const drawn = await draw()
    expect(drawn).toMatchObject({ state: 'draft', version: 1, inForce: null, findings: [] })
    expect((await guide(drawn.id)).status).toBe(404)
    const { body: sent } = await command(department.key, drawn, 'submit')
    expect(sent).toMatchObject({ state: 'review', actions: [] })
    expect((await command(department.key, sent, 'approve', { effectiveFrom: today() })).status).toBe(403)
    const { body: approved } = await command('county-admin', sent, 'approve', { effectiveFrom: today() })
    expect(approved).toMatchObject({ state: 'approved', inForce: 1 })
    expect((await guide(drawn.id)).item).toMatchObject({
      version: 1,
      inForce: true,
      name: drawn.content.name
    })
  })

  it('is not approved by who wrote it, whatever their post', async () => {
    const drawn = await draw({}, 'county-admin')
    const { body: sent } = await command('county-admin', drawn, 'submit')
    const refused = await command('county-admin', sent, 'approve', { effectiveFrom: today() })
    expect(refused).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
  })

  it('is not approved by anybody who wrote in it, though another wrote last', async () => {
    const drawn = await draw({}, 'county-admin')
    const { body: touched } = await stack.as(department.key)(`POST /catalogue/items/${drawn.id}/draft`, {
      lock: drawn.lock,
      content: { ...drawn.content, visits: 2 }
    })
    const { body: sent } = await command(department.key, touched, 'submit')
    for (const who of ['county-admin', department.key])
      expect(await command(who, sent, 'approve', { effectiveFrom: today() })).toMatchObject({ status: 403 })
  })

  it('keeps its code, and is found by its new name before it is in force', async () => {
    const drawn = await draw({
      fees: [{ name: '工本费', yuan: 19.99, per: '证', basis: '发改价格〔2003〕2322号' }]
    })
    const save = (content: object) =>
      stack.as(department.key)(`POST /catalogue/items/${drawn.id}/draft`, { lock: drawn.lock, content })
    const wrong = await save({ ...drawn.content, implCode: '370Z99009900-370829000000-009' })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'code_lasting' } })
    expect((await save({ ...drawn.content, name: '改了名字的事项' })).status).toBe(200)
    const { body } = await stack.as(department.key)(
      `GET /catalogue/items?q=${encodeURIComponent('改了名字')}`
    )
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([drawn.id])
  })

  it('shows the reviewer every change, of the same names and of the finer print too', async () => {
    const fee = (yuan: number) => ({ name: '登记费', yuan, per: '件', basis: '发改价格规〔2016〕2559号' })
    const first = await publish(await draw({ fees: [fee(80), fee(550)] }))
    const content = {
      ...first.content,
      fees: [fee(800), fee(550)],
      minutes: 25,
      visitsBefore: 4,
      words: ['新词']
    }
    await stack.as(department.key)(`POST /catalogue/items/${first.id}/draft`, { lock: first.lock, content })
    const { body } = await stack.as(department.key)(
      `GET /catalogue/items/${first.id}/differences?from=1&to=2`
    )
    expect(body.items.map(({ place }: { place: string }) => place)).toEqual([
      '收费“登记费”',
      '窗口办一件要几分钟',
      '改革前要跑几次',
      '查找用的词'
    ])
  })

  it('is not taken for the one drawn up after it was thrown away', async () => {
    const first = await publish(await draw())
    const save = (lock: number, visits: number) =>
      stack.as(department.key)(`POST /catalogue/items/${first.id}/draft`, {
        lock,
        content: { ...first.content, visits }
      })
    const { body: second } = await save(first.lock, 2)
    const { body: back } = await command(department.key, second, 'discard')
    const { body: again } = await save(back.lock, 3)
    expect(again).toMatchObject({ version: 2, content: { visits: 3 } })
    expect(await save(second.lock, 4)).toMatchObject({ status: 409 })
  })

  it('is not submitted with an error in it, and with a warning it is', async () => {
    const faulty = await draw({ materials: [material('其他相关材料')] })
    expect(faulty.errors).toBeGreaterThan(0)
    expect(await command(department.key, faulty, 'submit')).toMatchObject({
      status: 422,
      body: { code: 'findings_block' }
    })
    const vague = await draw({ conditions: ['符合相关规定'] })
    expect(vague).toMatchObject({ errors: 0 })
    expect(vague.warnings).toBeGreaterThan(0)
    expect((await command(department.key, vague, 'submit')).status).toBe(200)
  })

  it('comes into force when its day begins, and what was issued keeps its own', async () => {
    const first = await publish(await draw())
    const { status, body } = await stack.as(department.key)(`POST /catalogue/items/${first.id}/draft`, {
      lock: first.lock,
      content: { ...first.content, promised: { amount: 2, unit: 'wd' } }
    })
    expect([status, body.version, body.state]).toEqual([200, 2, 'draft'])
    const later = beijingDay(new Date(stack.clock.now.getTime() + 2 * 86_400_000))
    await publish(body, later)
    expect((await guide(first.id)).item).toMatchObject({ version: 1, promised: '3个工作日' })
    expect((await guide(first.id, 2)).status).toBe(404)
    const before = stack.clock.now
    stack.clock.now = new Date(startOfDay(later).getTime() - 1000)
    await stack.tick()
    expect((await guide(first.id)).item.version).toBe(1)
    stack.clock.now = startOfDay(later)
    await stack.tick()
    expect((await guide(first.id)).item).toMatchObject({ version: 2, promised: '2个工作日' })
    expect((await guide(first.id, 1)).item).toMatchObject({
      version: 1,
      inForce: false,
      promised: '3个工作日'
    })
    const { body: changes } = await stack.as(department.key)(
      `GET /catalogue/items/${first.id}/differences?from=1&to=2`
    )
    expect(changes.items).toEqual([{ place: '承诺办结时限', before: '3个工作日', after: '2个工作日' }])
    stack.clock.now = before
  })

  it('does not fall back when an older version’s later day begins', async () => {
    const first = await publish(await draw())
    const next = async (visits: number, base: CatalogueItem) =>
      (
        await stack.as(department.key)(`POST /catalogue/items/${first.id}/draft`, {
          lock: base.lock,
          content: { ...first.content, visits }
        })
      ).body as CatalogueItem
    const day = (ahead: number) => beijingDay(new Date(stack.clock.now.getTime() + ahead * 86_400_000))
    const second = await publish(await next(2, first), day(6))
    await publish(await next(3, second), day(3))
    const before = stack.clock.now
    for (const [ahead, version] of [
      [2, 1],
      [3, 3],
      [6, 3]
    ] as const) {
      stack.clock.now = startOfDay(day(ahead))
      await stack.tick()
      expect((await guide(first.id)).item.version).toBe(version)
      stack.clock.now = before
    }
  })

  it('is not approved for a day that is over', async () => {
    const { body: sent } = await command(department.key, await draw(), 'submit')
    const late = await command('county-admin', sent, 'approve', { effectiveFrom: '2026-01-01' })
    expect(late).toMatchObject({ status: 422, body: { code: 'effective_past' } })
  })

  it('takes one of two savings that meet, and both commands only once', async () => {
    const drawn = await draw()
    const save = (note: string) =>
      stack.as(department.key)(`POST /catalogue/items/${drawn.id}/draft`, {
        lock: drawn.lock,
        content: { ...drawn.content, conditions: [note] }
      })
    const saved = await Promise.all([save('第一个人写的条件'), save('第二个人写的条件')])
    expect(saved.map(({ status }) => status).sort()).toEqual([200, 409])
    const kept = saved.find(({ status }) => status === 200)!.body as CatalogueItem
    const sent = await Promise.all([
      command(department.key, kept, 'submit'),
      command(department.key, kept, 'submit')
    ])
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('draws up one next version when two begin at once', async () => {
    const first = await publish(await draw())
    const begin = () =>
      stack.as(department.key)(`POST /catalogue/items/${first.id}/draft`, {
        lock: first.lock,
        content: { ...first.content, visits: 2 }
      })
    const begun = await Promise.all([begin(), begin()])
    expect(begun.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('is sent back with a reason, mended, and thrown away only when there is one before it', async () => {
    const { body: sent } = await command(department.key, await draw(), 'submit')
    const { body: returned } = await command('county-admin', sent, 'sendBack', {
      reason: '材料2的来源写错了'
    })
    expect(returned).toMatchObject({ state: 'returned' })
    expect(returned.versions[0].reason).toBe('材料2的来源写错了')
    expect(returned.actions).not.toContain('discard')
    const first = await publish(await draw())
    const { body: second } = await stack.as(department.key)(`POST /catalogue/items/${first.id}/draft`, {
      lock: first.lock,
      content: { ...first.content, visits: 3 }
    })
    const { body: back } = await command(department.key, second, 'discard')
    expect(back).toMatchObject({ version: 1, state: 'approved', inForce: 1 })
  })
})

describe('who keeps the catalogue', () => {
  it('is the department itself and the county’s administrator, nobody else', async () => {
    const drawn = await draw()
    for (const who of [other.key, 'head1']) {
      expect((await stack.as(who)(`GET /catalogue/items/${drawn.id}`)).status).toBe(404)
      expect((await command(who, drawn, 'submit')).status).toBe(404)
      const content = fresh()
      const added = await stack.as(who)('POST /catalogue/items', { departmentId: department.id, content })
      expect(added.status).toBe(404)
      expect((await stack.as(who)(`GET /catalogue/departments/${department.id}/xlsx`)).status).toBe(404)
    }
    expect((await stack.as('county-admin')(`GET /catalogue/items/${drawn.id}`)).status).toBe(200)
    expect((await stack.as('villager1')(`GET /catalogue/items/${drawn.id}`)).status).toBe(403)
  })
})

/** A file as a browser sends it. */
async function send(who: string, path: string, bytes: Buffer) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), 'items.xlsx')
  const request = new Request('http://x', { method: 'POST', body: form })
  const reply = await stack.app.inject({
    method: 'POST',
    url: `/api/370829${path}`,
    headers: {
      authorization: `Bearer ${stack.tokenOf(who)}`,
      'content-type': request.headers.get('content-type')!
    },
    payload: Buffer.from(await request.arrayBuffer())
  })
  return { status: reply.statusCode, body: reply.json() }
}

describe('a workbook', () => {
  const path = () => `/catalogue/departments/${department.id}/xlsx`

  it('goes out and comes in without a change', async () => {
    await draw()
    const reply = await stack.app.inject({
      url: `/api/370829${path()}`,
      headers: { authorization: `Bearer ${stack.tokenOf(department.key)}` }
    })
    expect(reply.statusCode).toBe(200)
    const { status, body } = await send(department.key, path(), reply.rawPayload)
    expect([status, body.added, body.changed, body.errors]).toEqual([200, 0, 0, []])
    expect(body.same).toBeGreaterThan(0)
  })

  it('adds and changes, all or nothing', async () => {
    const drawn = await draw()
    const [one, two] = [fresh(), fresh()]
    const changed = { ...drawn.content, visits: 5 }
    const good = await send(
      department.key,
      path(),
      await writeWorkbook([changed, one], new Map([[changed.implCode, `1.${drawn.lock}`]]))
    )
    expect(good.body).toMatchObject({ added: 1, changed: 1, same: 0, errors: [] })
    const stale = await send(
      department.key,
      path(),
      await writeWorkbook([{ ...changed, visits: 7 }], new Map([[changed.implCode, `1.${drawn.lock}`]]))
    )
    expect(stale.body).toMatchObject({
      changed: 0,
      errors: [{ row: 2, why: expect.stringContaining('有人改过') }]
    })
    const foreign = await stack.as('county-admin')('POST /catalogue/items', {
      departmentId: other.id,
      content: fresh()
    })
    const mixed = await send(department.key, path(), await writeWorkbook([two, foreign.body.content]))
    expect(mixed.body.errors).toEqual([
      { sheet: '事项', row: 3, column: '实施编码', why: '这个编码是别的部门的事项' }
    ])
    const [{ count }] = (await stack.sql`select count(*)::int from service_items where tenant_id = '370829'
      and impl_code = ${two.implCode}`) as unknown as [{ count: number }]
    expect(count).toBe(0)
  })

  it('is refused when it is something else', async () => {
    expect(await send(department.key, path(), Buffer.from('hello'))).toMatchObject({
      status: 415,
      body: { code: 'sheet_refused' }
    })
  })
})

describe('the guide', () => {
  it('finds an item by words, everyday words, pinyin, department and life event', async () => {
    const mine = await publish(
      await draw({
        name: '犬类养殖登记',
        words: ['狗证', '养狗'],
        lifeEvents: ['养宠物'],
        conditions: ['年满18周岁']
      })
    )
    const find = async (query: string) =>
      ((await stack.as(undefined)(`GET /items?${query}`)).body.items as { id: string }[]).map(({ id }) => id)
    for (const q of ['犬类养殖', '养狗', '狗证怎么办', 'quanlei', 'quan lei', 'qlyz', 'yanggou', 'gz'])
      expect(await find(`q=${encodeURIComponent(q)}`), q).toContain(mine.id)
    expect(await find(`q=${encodeURIComponent('yang gou zhuang shan')}`), 'one sound, not four').toEqual([])
    expect(await find(`event=${encodeURIComponent('养宠物')}`)).toEqual([mine.id])
    expect(await find(`q=${encodeURIComponent('犬类')}&departmentId=${department.id}`)).toContain(mine.id)
    expect(await find(`q=${encodeURIComponent('犬类')}&departmentId=${other.id}`)).toEqual([])
    expect(await find(`q=${encodeURIComponent('%')}`)).toEqual([])
  })

  it('is read page by page, every item once, for citizens and at the desk', async () => {
    const all = async (who: string | undefined, path: string) => {
      const ids: string[] = []
      for (let next: string | null = ''; next !== null; ) {
        const { status, body } = await stack.as(who)(`GET ${path}?cursor=${next}`)
        expect(status).toBe(200)
        ids.push(...(body.items as { id: string }[]).map(({ id }) => id))
        next = body.next
      }
      expect(new Set(ids).size).toBe(ids.length)
      return ids.length
    }
    const [counts] = await stack.sql`select count(*)::int items, count(in_force)::int public
      from service_items where tenant_id = '370829'`
    expect(await all(undefined, '/items')).toBe(counts!.public)
    expect(await all('county-admin', '/catalogue/items')).toBe(counts!.items)
  })

  it('says by when it would be done, around the days that do not count', async () => {
    const { id } = await publish(await draw())
    const before = stack.clock.now
    // Wednesday before the National Day: the 1st to the 7th are off, and so is the first day itself.
    stack.clock.now = new Date('2026-09-30T16:00:00+08:00')
    const { item: found } = await guide(id)
    expect(found.doneBy!.words).toBe('10月10日（周六） 17:00')
    stack.clock.now = before
  })

  it('prints the list for one case, the blank form and the sample', async () => {
    const { id } = await publish(await draw())
    const answers = encodeURIComponent('方式.继承~办理人.代办')
    const read = async (path: string) => {
      const reply = await stack.app.inject({ url: `/api/370829${path}` })
      return {
        status: reply.statusCode,
        text: reply.statusCode === 200 ? await pdfText(reply.rawPayload) : ''
      }
    }
    const sheet = await read(`/items/${id}/sheet?answers=${answers}`)
    expect(sheet.text).toContain('继承公证书')
    expect(sheet.text).toContain('窗口自己向县民政局核验')
    expect(sheet.text).toContain('您答的是：房子是怎么来的？继承的')
    expect((await read(`/items/${id}/sheet`)).status).toBe(422)
    expect((await read(`/items/${id}/forms/1`)).text).not.toContain('张三')
    expect((await read(`/items/${id}/forms/1?filled=true`)).text).toContain('张三')
    expect((await read(`/items/${id}/forms/0`)).status).toBe(404)
  })

  it('binds the handbook: contents, then every item with its papers', async () => {
    const { content } = await publish(await draw())
    const reply = await stack.app.inject({ url: `/api/370829/handbook?departmentId=${department.id}` })
    const text = await pdfText(reply.rawPayload)
    expect(text).toContain('受理材料标准化手册')
    expect(text).toContain('目 录')
    expect(text).toContain(content.name)
    expect(text).toContain('授权委托书')
  })

  it('keeps a list for who made it, once, and forgets it when told', async () => {
    const { id } = await publish(await draw())
    const body = { itemId: id, version: 1, answers: '方式.买卖~办理人.本人' }
    const [one, two] = await Promise.all([
      stack.as('villager1')('POST /lists', body),
      stack.as('villager1')('POST /lists', body)
    ])
    expect([one.status, two.status, one.body.id]).toEqual([200, 200, two.body.id])
    expect(await stack.as('villager1')('POST /lists', { ...body, answers: '方式.买卖' })).toMatchObject({
      status: 422,
      body: { code: 'questions_left' }
    })
    expect((await stack.as('villager9')('GET /lists')).body.items).toEqual([])
    expect((await stack.as('villager9')(`POST /lists/${one.body.id}/forget`)).status).toBe(404)
    const { body: mine } = await stack.as('villager1')('GET /lists')
    expect(mine.items).toHaveLength(1)
    expect(mine.items[0]).toMatchObject({ itemId: id, answers: body.answers, changed: false })
    expect((await stack.as('villager1')(`POST /lists/${one.body.id}/forget`)).status).toBe(200)
    expect((await stack.as('villager1')('GET /lists')).body.items).toEqual([])
  })
})

describe('what the county saves', () => {
  it('is counted from the items in force, against the law and earlier practice', async () => {
    const savings = async () => (await stack.as(undefined)('GET /catalogue/savings')).body
    const before = await savings()
    const content = {
      statutory: { amount: 200, unit: 'wd' },
      promised: { amount: 1, unit: 'wd' },
      stages: []
    }
    await publish(await draw({ ...content, materialsBefore: 60, visitsBefore: 20 }))
    const after = await savings()
    expect(after.total.items).toBe(before.total.items + 1)
    for (const name of ['days', 'materials', 'visits'] as const) {
      expect(after.total[name]).toBeGreaterThan(before.total[name])
      expect(after.total[name]).toBeLessThan(1)
    }
    const mine = after.departments.find(({ id }: { id: string }) => id === department.id)
    expect(mine.items).toBeLessThanOrEqual(after.total.items)
  })
})
