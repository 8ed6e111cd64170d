import { createHash, randomBytes } from 'node:crypto'
import { flawsOf } from 'bff/platform/uploads/flaws.rules.ts'
import { tidy } from 'bff/retention/retention.jobs.ts'
import fc from 'fast-check'
import { PART_BYTES } from 'shared/uploads.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pdfOf } from '../support/files.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

const partsOf = (file: Buffer) =>
  Array.from({ length: Math.ceil(file.length / PART_BYTES) }, (_, no) =>
    file.subarray(no * PART_BYTES, (no + 1) * PART_BYTES)
  )
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const begin = (file: Buffer, who = 'villager1') =>
  stack.as(who)('POST /uploads', { bytes: file.length, hashes: partsOf(file).map(sha) })
const part = async (id: string, no: number, bytes: Buffer, who = 'villager1') => {
  const reply = await stack.app.inject({
    method: 'POST',
    url: `/api/370829/uploads/${id}/parts/${no}`,
    headers: { authorization: `Bearer ${stack.tokenOf(who)}`, 'content-type': 'application/octet-stream' },
    payload: bytes
  })
  return { status: reply.statusCode, body: reply.json() }
}
const finish = (id: string, who = 'villager1') => stack.as(who)(`POST /uploads/${id}/finish`)

/** A sheet with lines of print on a dark table, as a phone sees it. */
async function sheet({ left = 80, dim = 1, blur = 0 } = {}): Promise<Buffer> {
  const lines = Array.from(
    { length: 30 },
    (_, at) => `<rect x="${left + 60}" y="${160 + at * 28}" width="500" height="9" fill="#222"/>`
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#3a3f45"/>
    <rect x="${left}" y="90" width="740" height="1020" fill="#f4f2ec"/>${lines.join('')}</svg>`
  const picture = sharp(Buffer.from(svg)).modulate({ brightness: dim })
  return (blur ? picture.blur(blur) : picture)
    .jpeg()
    .withExif({ IFD0: { Artist: 'phone owner' } })
    .toBuffer()
}
/** A picture of several parts: noise cannot be packed. */
const large = () =>
  sharp(randomBytes(900 * 900 * 3), { raw: { width: 900, height: 900, channels: 3 } })
    .png()
    .toBuffer()

describe('a file in parts', () => {
  it('becomes one file whatever order its parts come in, however often, whatever is lost between', async () => {
    const file = await large()
    const parts = partsOf(file)
    expect(parts.length).toBeGreaterThan(3)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ no: fc.nat(parts.length - 1), wrong: fc.boolean() }), { maxLength: 12 }),
        fc.shuffledSubarray([...parts.keys()], { minLength: parts.length }),
        async (noise, order) => {
          const { id } = (await begin(file)).body
          for (const { no, wrong } of noise) {
            const { status } = await part(id, no, wrong ? parts[(no + 1) % parts.length]! : parts[no]!)
            expect(status).toBe(wrong ? 422 : 200)
          }
          const resumed = (await begin(file)).body
          expect(resumed.id).toBe(id)
          if (resumed.missing.length) expect((await finish(id)).body.code).toBe('parts_missing')
          for (const no of order.filter((one) => resumed.missing.includes(one)))
            await part(id, no, parts[no]!)
          const [one, two] = await Promise.all([finish(id), finish(id)])
          expect(one).toMatchObject({ status: 200, body: { mime: 'image/jpeg' } })
          expect(two!.body.id).toBe(one!.body.id)
          expect((await finish(id)).body.id).toBe(one!.body.id)
          expect((await begin(file)).body).toMatchObject({ missing: [...parts.keys()] })
          await stack.sql`delete from uploads where tenant_id = '370829' and file_id is null`
        }
      ),
      { numRuns: 12 }
    )
  })

  it('is gone on with by who has begun as much as they may', async () => {
    const file = await large()
    const first = (await begin(file, 'villager9')).body
    await stack.sql`insert into uploads (tenant_id, id, owner_id, content, bytes, hashes, received, started_at)
      select '370829', gen_random_uuid(), ${stack.person('villager9').accountId}, 'c' || n, 1, '{}', '{}', ${stack.clock.now.toISOString()}
      from generate_series(1, 60) n`
    expect((await begin(await large(), 'villager9')).body.code).toBe('uploads_full')
    expect((await begin(file, 'villager9')).body.id).toBe(first.id)
  })

  it('is its owner’s alone, and refuses what it was not told of', async () => {
    const file = await sheet()
    const { id } = (await begin(file)).body
    expect((await part(id, 0, file, 'villager2')).status).toBe(404)
    expect((await finish(id, 'villager2')).status).toBe(404)
    expect((await part(id, 1, file)).body.code).toBe('part_damaged')
    expect((await part(id, 0, Buffer.alloc(PART_BYTES + 1))).status).toBe(413)
    const wrong = { bytes: PART_BYTES + 1, hashes: [sha(file)] }
    expect((await stack.as('villager1')('POST /uploads', wrong)).status).toBe(400)
    expect(
      (
        await stack.as('villager1')('POST /uploads', {
          bytes: 21 * 1024 * 1024,
          hashes: Array(41).fill(sha(file))
        })
      ).status
    ).toBe(400)
  })

  it('keeps no EXIF, takes a PDF as it is, and refuses anything else', async () => {
    const send = async (file: Buffer) => {
      const { id } = (await begin(file)).body
      for (const [no, bytes] of partsOf(file).entries()) await part(id, no, bytes)
      return finish(id)
    }
    const picture = await sheet()
    expect(picture.includes('phone owner')).toBe(true)
    const kept = (await send(picture)).body
    const bytes = await stack.deps.store.getBytes(`370829/${kept.id}.full`)
    expect(Buffer.from(bytes).includes('phone owner')).toBe(false)
    const pdf = await pdfOf('买卖合同')
    const ended = (await send(pdf)).body
    expect(ended.mime).toBe('application/pdf')
    expect(Buffer.from(await stack.deps.store.getBytes(`370829/${ended.id}.full`))).toEqual(
      pdf.subarray(0, -1)
    )
    expect((await send(pdf.subarray(0, pdf.length - 200))).body.code).toBe('pdf_broken')
    expect((await send(Buffer.from('MZ this is a program'))).body.code).toBe('file_type_refused')
  })

  it('is forgotten with its parts after a week', async () => {
    const file = await sheet({ left: 90 })
    const { id } = (await begin(file)).body
    await part(id, 0, file)
    stack.clock.now = new Date(stack.clock.now.getTime() + 8 * 86_400_000)
    await tidy(stack.deps)
    expect((await finish(id)).status).toBe(404)
    await expect(stack.deps.store.getBytes(`370829/parts/${id}.0`)).rejects.toThrow()
  })
})

it.each([
  ['a whole sheet in good light', {}, []],
  ['a sheet in the dark', { dim: 0.25 }, ['dark']],
  ['a sheet out of focus', { blur: 12 }, ['blurred']],
  ['a sheet cut off on the left', { left: -120 }, ['cut']]
])('sees %s', async (_, change, flaws) => {
  expect(await flawsOf(await sheet(change))).toEqual(flaws)
})
