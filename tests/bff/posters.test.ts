import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCode, readPdf } from '../support/pdf.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let villageId: string
const doors = Array.from({ length: 9 }, (_, n) => `${n + 1}排${n + 3}号`)
beforeAll(async () => {
  stack = await startStack()
  villageId = (await stack.as(undefined)('GET /villages')).body.items[0].id
  await stack.as('admin')('POST /place-codes/households', { villageId, households: doors })
})
afterAll(() => stack.stop())

async function print(query: string, by = 'admin') {
  const reply = await stack.app.inject({
    method: 'GET',
    url: `/api/370829/posters?${query}`,
    headers: { authorization: `Bearer ${stack.tokenOf(by)}` }
  })
  return { status: reply.statusCode, body: reply.rawPayload }
}
/** What a phone held over the paper reads. */
const scanned = async (body: Uint8Array, page: number) =>
  new URL(readCode(await (await readPdf(body)).pixels(page, 2)))

it('makes one code a household, once, however often it is asked', async () => {
  const again = { villageId, households: [...doors, ' 1排3号 ', '10排1号', ''] }
  expect((await stack.as('admin')('POST /place-codes/households', again)).status).toBe(400)
  const reply = await stack.as('admin')('POST /place-codes/households', {
    villageId,
    households: again.households.slice(0, -1)
  })
  expect(reply.body).toEqual({ made: 1, kept: 9 })
  const two = await Promise.all([0, 1].map(() => stack.as('admin')('POST /place-codes', { villageId })))
  expect(two[0]!.body.id).toBe(two[1]!.body.id)
})

it.each([
  ['a4', 11],
  ['four', 3],
  ['sticker', 2]
])('prints %s: %i sheets for eleven codes, each with place, official and phone', async (format, sheets) => {
  const { status, body } = await print(`format=${format}&villageId=${villageId}`)
  expect(status).toBe(200)
  const pdf = await readPdf(body)
  expect(pdf.pages).toBe(sheets)
  const words = await pdf.words(1)
  const { items } = (await stack.as(undefined)(`GET /directory?villageId=${villageId}`)).body
  for (const part of ['微信扫一扫', '张西村', '1排3号', items[0].name, items[0].phone])
    expect(words).toContain(part)
})

it('prints a code that a phone reads and that opens this very place', async () => {
  const { body } = await print(`format=a4&villageId=${villageId}`)
  const link = await scanned(body, 2)
  expect(link.pathname).toBe('/home/index')
  const place = await stack.as(undefined)(`GET /places/${link.searchParams.get('scene')}`)
  expect(place.body).toMatchObject({ village: '张西村', household: '2排4号' })
})

it('prints links, and says so, as long as WeChat draws no code of the page', async () => {
  stack.world.failNext({ path: '/wxa/getwxacodeunlimit', errcode: 41030 })
  const { body } = await print(`format=a4&villageId=${villageId}`)
  expect(await (await readPdf(body)).words(1)).toContain('（网页码）')
  const link = await scanned(body, 2)
  expect([link.pathname, link.searchParams.get('county')]).toEqual(['/home/index', '370829'])
  const drawn = await print(`format=a4&villageId=${villageId}`)
  expect(await (await readPdf(drawn.body)).words(1)).not.toContain('（网页码）')
})

it('records who has their poster and knows how it works', async () => {
  const [code] = (await stack.as('admin')('GET /place-codes')).body.items
  const handed = await stack.as('admin')(`POST /place-codes/${code.id}/handed`, { taught: false })
  expect(handed.body).toMatchObject({ handedAt: stack.clock.now.toISOString(), taughtAt: null })
  stack.clock.now = new Date(stack.clock.now.getTime() + 86_400_000)
  const taught = await stack.as('admin')(`POST /place-codes/${code.id}/handed`, { taught: true })
  expect(taught.body).toMatchObject({
    handedAt: handed.body.handedAt,
    taughtAt: stack.clock.now.toISOString()
  })
  const counted = (await stack.as('admin')('GET /place-codes/villages')).body.items.find(
    ({ villageId: id }: { villageId: string }) => id === villageId
  )
  expect(counted).toMatchObject({ handed: 1, taught: 1 })
})

it('prints one poster anew, and none of a code that was revoked', async () => {
  const [code] = (await stack.as('admin')('GET /place-codes')).body.items
  expect((await readPdf((await print(`format=four&codeId=${code.id}`)).body)).pages).toBe(1)
  await stack.as('admin')(`POST /place-codes/${code.id}/revoke`)
  expect(await print(`format=four&codeId=${code.id}`)).toMatchObject({ status: 410 })
})

it('says on the poster of a village without officials whom to ring instead', async () => {
  await stack.sql`update posts set role = 'supervisor' where tenant_id = '370829'
    and role in ('villageSecretary', 'districtSecretary', 'unitHead')`
  for (const format of ['a4', 'four', 'sticker']) {
    const { body } = await print(`format=${format}&villageId=${villageId}`)
    expect(await (await readPdf(body)).words(1)).toContain('本村负责人暂缺，请先拨打服务热线 0537-12345')
  }
})
