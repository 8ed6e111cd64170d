import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let villageId: string
beforeAll(async () => {
  stack = await startStack()
  villageId = (await stack.as(undefined)('GET /villages')).body.items[0].id
})
afterAll(() => stack.stop())
const scan = (scene: string, county?: string) => stack.as(undefined, county)(`GET /places/${scene}`)

it('fills in the place a poster names and counts scans per place, not per person', async () => {
  const { body: code } = await stack.as('admin')('POST /place-codes', { villageId, household: '3排12号' })
  expect(code.scene.length).toBeLessThanOrEqual(32)
  expect((await scan(code.scene)).body).toEqual({
    villageId,
    village: '张西村',
    township: '大张楼镇',
    household: '3排12号'
  })
  await scan(code.scene)
  expect((await stack.as('admin')('GET /place-codes')).body.items[0].scans).toBe(2)
  expect(
    (
      await stack.sql`select column_name from information_schema.columns where table_name = 'place_scans' order by 1`
    ).map(({ column_name }) => column_name)
  ).toEqual(['code_id', 'count', 'day', 'tenant_id'])
})

it('tells a revoked, a forged and a neighbour’s code apart, kindly', async () => {
  const { body: code } = await stack.as('admin')('POST /place-codes', { villageId })
  expect(await scan(code.scene, '370830')).toMatchObject({
    status: 404,
    body: { code: 'place_code_foreign' }
  })
  expect(await scan(`${code.scene.slice(0, -1)}${code.scene.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({
    status: 404,
    body: { code: 'place_code_unknown' }
  })
  await stack.as('admin')(`POST /place-codes/${code.id}/revoke`)
  expect(await scan(code.scene)).toMatchObject({ status: 410, body: { code: 'place_code_revoked' } })
})

it('draws the code through WeChat and explains an unreleased page', async () => {
  const { body: code } = await stack.as('admin')('POST /place-codes', { villageId })
  expect((await stack.as('admin')(`GET /place-codes/${code.id}/image`)).body.png).toMatch(
    /^data:image\/png;base64,/
  )
  stack.world.failNext({ path: '/wxa/getwxacodeunlimit', status: 500 })
  expect(await stack.as('admin')(`GET /place-codes/${code.id}/image`)).toMatchObject({
    status: 503,
    body: { code: 'wechat_unavailable' }
  })
})

it.each([
  ['民政', '民政所负责人'],
  ['低保', '民政所负责人'],
  ['minzheng', '民政所负责人'],
  ['mzs', '民政所负责人'],
  ['dibao', '民政所负责人'],
  ['吃低保', '民政所负责人'],
  ['修路', '村镇建设办公室负责人'],
  ['浇地', '水利站负责人'],
  ['jiaodi', '水利站负责人'],
  ['路灯', '村镇建设办公室负责人'],
  ['%', undefined],
  ['没有这个人', undefined]
])('finds %s', async (q, title) => {
  const { items } = (await stack.as(undefined)(`GET /directory/search?q=${encodeURIComponent(q)}`)).body
  expect(
    items.map((official: { title: string }) => official.title).includes(title),
    JSON.stringify(items).slice(0, 300)
  ).toBe(title !== undefined)
})

it('shows a head before their deputy, and a person by any part of their name', async () => {
  const find = async (q: string) =>
    (await stack.as(undefined)(`GET /directory/search?q=${encodeURIComponent(q)}`)).body.items as {
      title: string
      name: string
      unit: string
    }[]
  const found = await find('民政所')
  const titles = found.filter(({ unit }) => unit === '民政所').map(({ title }) => title)
  expect(titles.indexOf('民政所负责人')).toBe(0)
  expect(titles).toContain('民政所副职')
  const { name } = found[0]!
  for (const part of [name, name.slice(1), name[0]!])
    expect((await find(part)).map((one) => one.name)).toContain(name)
})

it('shows who stands in for the absent, today only, and routes to them', async () => {
  const { items } = (
    await stack.as(undefined)(
      'GET /directory/search?q=%E6%B0%91%E6%94%BF%E6%89%80%E8%B4%9F%E8%B4%A3%E4%BA%BA'
    )
  ).body
  const { postId } = items[0]
  await stack.as('admin')('POST /absences', {
    postId,
    from: '2026-03-02',
    until: '2026-03-03',
    reason: '培训'
  })
  const official = async () => (await stack.as(undefined)(`GET /posts/${postId}`)).body
  expect((await official()).absent).toMatchObject({
    until: '2026-03-03',
    deputy: expect.stringContaining('民政所副职')
  })
  stack.clock.now = new Date('2026-03-03T23:59+08:00')
  expect((await official()).absent).not.toBeNull()
  stack.clock.now = new Date('2026-03-04T00:00+08:00')
  expect((await official()).absent).toBeNull()
})
