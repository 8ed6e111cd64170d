import { keptSize } from 'shared/rules/pictures.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groundless, heic, pdfOf, plain } from '../support/files.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

async function upload(bytes: Buffer) {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), 'a')
  const request = new Request('http://x', { method: 'POST', body: form })
  const reply = await stack.app.inject({
    method: 'POST',
    url: '/api/370829/files',
    headers: {
      authorization: `Bearer ${stack.tokenOf('villager1')}`,
      'content-type': request.headers.get('content-type')!
    },
    payload: Buffer.from(await request.arrayBuffer())
  })
  return { ...(reply.json() as { code?: string; id: string; mime: string }), status: reply.statusCode }
}
const kept = async ({ id }: { id: string }, size = 'full') =>
  Buffer.from(await stack.deps.store.getBytes(`370829/${id}.${size}`))
const at = async (bytes: Buffer, x: number, y: number) =>
  [...(await sharp(bytes).extract({ left: x, top: y, width: 1, height: 1 }).raw().toBuffer())].slice(0, 3)

describe('the stored copy', () => {
  it.each(['png', 'webp'] as const)('of a %s without a ground is black on white', async (kind) => {
    const bytes = await kept(await upload(await groundless(kind)))
    expect(await at(bytes, 10, 10)).toEqual([255, 255, 255])
    expect(Math.max(...(await at(bytes, 450, 300)))).toBeLessThan(20)
  })

  it('of an iPhone’s HEIC is the same picture as JPEG, and small beside it', async () => {
    const sent = await upload(heic())
    expect(sent).toMatchObject({ status: 200, mime: 'image/jpeg' })
    const bytes = await kept(sent)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 })
    const [[left], right] = [await at(bytes, 40, 120), await at(bytes, 280, 120)]
    expect([left! > 180, Math.min(...right) > 230]).toEqual([true, true])
    expect((await kept(sent, 'thumb')).length).toBeGreaterThan(0)
  })

  it('of 64 megapixels, as a phone takes them, is shrunk', async () => {
    const sent = await upload(await plain(9248, 6936).jpeg({ quality: 40 }).toBuffer())
    expect(await sharp(await kept(sent)).metadata()).toMatchObject({ width: 2133, height: 1600 })
  })

  it('is turned as its camera noted, then bounded', async () => {
    const sent = await upload(await plain(4000, 3000).withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect(await sharp(await kept(sent)).metadata()).toMatchObject({ width: 1600, height: 2133 })
  })
})

it.each([
  [1080, 16000, 1039, 15396],
  [9248, 6936, 2133, 1600],
  [4000, 3000, 2133, 1600],
  [1200, 900, 1200, 900],
  [1, 60000, 1, 60000],
  [1, 1, 1, 1]
])('%d × %d is kept as %d × %d', (width, height, ...size) =>
  expect(Object.values(keptSize(width, height))).toEqual(size)
)

describe('what cannot be kept is told apart', () => {
  it.each<[string, () => Promise<Buffer>, string]>([
    [
      'a progressive JPEG of 64 megapixels',
      () => plain(9248, 6936).jpeg({ quality: 20, progressive: true }).toBuffer(),
      'picture_too_large'
    ],
    ['half a JPEG', async () => (await plain(900, 900).jpeg().toBuffer()).subarray(0, 900), 'picture_broken'],
    ['half a HEIC', async () => heic().subarray(0, 500), 'picture_broken'],
    [
      'a PDF that asks for a password',
      () => pdfOf('合同', { userPassword: '123', ownerPassword: '456' }),
      'pdf_locked'
    ],
    ['half a PDF', async () => (await pdfOf('合同')).subarray(0, 400), 'pdf_broken'],
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file_type_refused']
  ])('%s: %s', async (_, bytes, code) => expect((await upload(await bytes())).code).toBe(code))

  it('takes a PDF that is only restricted, one followed by zeros and one after line breaks', async () => {
    const sound = await pdfOf('合同')
    expect(await upload(await pdfOf('合同', { ownerPassword: '456' }))).toMatchObject({ status: 200 })
    for (const bytes of [
      Buffer.concat([sound, Buffer.alloc(4096)]),
      Buffer.concat([Buffer.from('\r\n\r\n'), sound])
    ])
      expect(await kept(await upload(bytes))).toEqual(sound.subarray(0, -1))
  })
})
