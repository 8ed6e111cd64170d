import { randomUUID } from 'node:crypto'
import { csvLine } from 'bff/kernel/lib/csv.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pdfOf } from '../support/files.ts'
import { ask } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let villageId: string
beforeAll(async () => {
  stack = await startStack()
  villageId = (
    await stack.sql`select village_id from accounts where tenant_id is not null and id = ${stack.person('villager1').accountId}`
  )[0]!.village_id
})
afterAll(() => stack.stop())
const asked = (more: object) => ({
  key: randomUUID(),
  kind: 'consultation',
  body: '高龄津贴怎么申请',
  villageId,
  fileIds: [],
  ...more
})

it.each([
  ['too long a text', { body: '长'.repeat(2001) }],
  ['too short a text', { body: '问' }],
  ['a NUL in the text', { body: '高龄\u0000津贴怎么办' }],
  ['another control character', { body: '高龄\u001b[31m津贴' }],
  ['a number for a text', { body: 42 }],
  ['an unknown kind', { kind: 'joke' }],
  ['a village of another county', { villageId: randomUUID() }],
  ['ten files', { fileIds: [...Array(10)].map(() => randomUUID()) }],
  ['a key that is none', { key: '1; drop table questions' }]
])('refuses %s with words', async (_, more) => {
  expect(await stack.as('villager1')('POST /questions', asked(more))).toMatchObject({
    status: 400,
    body: { code: 'invalid_input', message: expect.stringMatching(/^[^a-z]*填的都还在/) }
  })
})

it('says what is wrong with a name, for it is too long or is none', async () => {
  const named = (name: string) =>
    stack.as('villager1')('POST /questions', asked({ onBehalfOf: { name, relation: '邻居' } }))
  const malay = 'Nur Aisyah Humaira binti Mohd Faizal'
  expect((await named(malay)).status).toBe(200)
  expect((await named('古丽米热·艾比布力'.repeat(2))).status).toBe(200)
  expect((await named('王'.repeat(61))).body.message).toContain('“姓名或名称”太长，最多60个字')
  for (const none of ['   ', '\u3000', '😀😀<b>', '\u200b', '123'])
    expect([none, (await named(none)).status]).toEqual([none, 400])
})

it('refuses a file that is not their own, and says that the photos are the reason', async () => {
  expect(await stack.as('villager1')('POST /questions', asked({ fileIds: [randomUUID()] }))).toMatchObject({
    status: 422,
    body: { code: 'photos_gone' }
  })
})

it.each([
  ['4-byte characters', '㛃䶮𠅤𬭚老人的名字打不出来'],
  ['emoji', '路灯坏了😡😡请修'],
  ['line breaks', '第一件\n第二件'],
  ['quotes', `他说"不管"; '--`]
])('keeps %s as they are', async (_, body) => {
  const id = await ask(stack, { body })
  expect((await stack.as('villager1')(`GET /questions/${id}`)).body.body).toBe(body)
})

it('refuses a body that is too large, broken or not JSON', async () => {
  const send = (payload: string, type = 'application/json') =>
    stack.app.inject({
      method: 'POST',
      url: '/api/370829/questions',
      headers: { authorization: `Bearer ${stack.tokenOf('villager1')}`, 'content-type': type },
      payload
    })
  expect((await send(JSON.stringify(asked({ body: 'x'.repeat(70_000) })))).statusCode).toBe(413)
  expect((await send('{"kind":')).statusCode).toBe(400)
  expect((await send('<a/>', 'text/xml')).statusCode).toBe(400)
})

const upload = async (bytes: Buffer, filename: string, type: string) => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), filename)
  const request = new Request('http://x', { method: 'POST', body: form })
  return stack.app.inject({
    method: 'POST',
    url: '/api/370829/files',
    headers: {
      authorization: `Bearer ${stack.tokenOf('villager1')}`,
      'content-type': request.headers.get('content-type')!
    },
    payload: Buffer.from(await request.arrayBuffer())
  })
}

it('draws pictures anew without their EXIF, and serves them by signed link only', async () => {
  const photo = await sharp({ create: { width: 3000, height: 1200, channels: 3, background: '#0b5d43' } })
    .withExif({ IFD3: { GPSLatitude: '35/1 24/1 0/1' } })
    .jpeg()
    .toBuffer()
  expect((await sharp(photo).metadata()).exif).toBeDefined()
  const reply = await upload(photo, 'a.jpg', 'image/jpeg')
  expect(reply.statusCode).toBe(200)
  const { url } = reply.json<{ url: string }>()
  const served = await stack.app.inject({ url: url.replace('http://bangban.test', '') })
  const meta = await sharp(served.rawPayload).metadata()
  expect(meta).toMatchObject({ width: 3000, height: 1200, format: 'jpeg' })
  expect(meta.exif).toBeUndefined()
  expect(
    (
      await stack.app.inject({
        url: url.replace('http://bangban.test', '').replace(/sign=.{4}/, 'sign=AAAA')
      })
    ).statusCode
  ).toBe(404)
  stack.clock.now = new Date(stack.clock.now.getTime() + 2 * 3_600_000)
  expect((await stack.app.inject({ url: url.replace('http://bangban.test', '') })).statusCode).toBe(404)
})

it.each([
  ['a script named as a picture', Buffer.from('<script>alert(1)</script>'), 'a.jpg', 415],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg', 415],
  [
    'a JPEG that ends after its head',
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]),
    'a.jpg',
    415
  ],
  [
    'more than 10 MB',
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(10 * 1024 * 1024 + 1)]),
    'a.jpg',
    413
  ]
])('refuses %s', async (_, bytes, name, status) => {
  expect((await upload(bytes, name, 'image/jpeg')).statusCode).toBe(status)
})

it('keeps phones sealed at rest and out of replies to those who may not ring', async () => {
  const { phone } = stack.person('villager1')
  const [row] =
    await stack.sql`select phone_sealed from accounts where id = ${stack.person('villager1').accountId}`
  expect(row!.phone_sealed).not.toContain(phone)
  const id = await ask(stack)
  const seen = async (who: string) => (await stack.as(who)(`GET /questions/${id}`)).body.askerPhone
  expect([await seen('clerk'), await seen('leader1'), await seen('supervisor')]).toEqual([
    phone,
    phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2'),
    phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')
  ])
  expect(
    await stack.sql`select 1 from audit_entries where act = 'phone.look' and subject = ${id} and actor_id = ${stack.person('clerk').accountId}`
  ).toHaveLength(1)
})

it('exports a ledger a spreadsheet cannot run', async () => {
  await ask(stack, { body: '=HYPERLINK("http://evil","点我")' })
  const { body, headers } = await stack.as('admin')('GET /ledger/csv')
  expect(headers['content-type']).toContain('text/csv')
  expect(String(body).startsWith('\ufeff')).toBe(true)
  expect(String(body)).toContain(`"'=HYPERLINK(""http://evil"",""点我"")"`)
})

it.each([
  '=1+1',
  '＝1+1',
  '\n=1+1',
  ' =1+1',
  '\u200b=1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '\t=1',
  '﹢1',
  '@SUM(1)'
])('writes %j into a spreadsheet as text', (text) => {
  expect(csvLine([text])).toBe(`"'${text}"\r\n`)
})

it.each([
  ['a script', '<</S/JavaScript/JS(app.alert(1))>>'],
  ['a program it starts', '<</S/Launch/F(cmd.exe)>>'],
  ['a file inside', '<</EmbeddedFiles 2 0 R>>'],
  ['what scanners call a virus', 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*']
])('refuses a PDF with %s', async (_, inner) => {
  const sound = await pdfOf('买卖合同')
  expect((await upload(sound, 'a.pdf', 'application/pdf')).statusCode).toBe(200)
  const active = Buffer.concat([
    sound.subarray(0, 9),
    Buffer.from(`99 0 obj\n${inner}\nendobj\n`),
    sound.subarray(9)
  ])
  const reply = await upload(active, 'a.pdf', 'application/pdf')
  expect([reply.statusCode, reply.json().code]).toEqual([415, 'pdf_active'])
})

it('says that the disk is full, and leaves neither half a file nor a row', async () => {
  const { put } = stack.store
  const written: string[] = []
  stack.store.put = async (key, bytes) => {
    await put(key, Buffer.from(bytes as Uint8Array).subarray(0, 100))
    written.push(key)
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  const picture = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#0b5d43' } })
    .jpeg()
    .toBuffer()
  const rows = () => stack.sql`select count(*)::int n from files where tenant_id = '370829'`
  const before = await rows()
  const reply = await upload(picture, 'a.jpg', 'image/jpeg')
  stack.store.put = put
  expect([reply.statusCode, reply.json().code]).toEqual([507, 'storage_full'])
  expect(await rows()).toEqual(before)
  expect(written).toHaveLength(1)
  for (const key of written) await expect(stack.deps.store.getBytes(key)).rejects.toThrow()
  expect((await upload(picture, 'a.jpg', 'image/jpeg')).statusCode).toBe(200)
})

it.each(['路灯\r\nSet-Cookie: a=b', '路灯\u2028x', '路\u202e灯', '路灯\u0085'])(
  'refuses %j as a name',
  async (name) => {
    const { status, body } = await stack.as('county-admin')('POST /api-clients', { name })
    expect([status, body.code]).toEqual([400, 'invalid_input'])
    expect((await stack.as('county-admin')('POST /api-clients', { name: '旧系统' })).status).toBe(200)
  }
)
