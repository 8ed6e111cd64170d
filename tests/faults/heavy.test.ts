import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'
import { type Service, spawnService, stretchCalendar, tokenFor } from './service.ts'

const CONNECTIONS = 16
const MOST_MB = 600
let stack: Stack
let service: Service
let itemIds: string[]
let turn = 0
beforeAll(async () => {
  stack = await startStack({ intercept: false })
  await stretchCalendar(stack)
  const rows =
    await stack.sql`select id from service_items where tenant_id = '370829' and in_force is not null`
  itemIds = rows.map(({ id }) => id)
  service = await spawnService(stack.databaseUrl)
  await service.up
})
afterAll(async () => {
  service?.kill()
  await stack?.stop()
})

const as = (who: string) => ({ authorization: `Bearer ${tokenFor(stack.person(who).accountId)}` })
/** Status of one request over a socket; 0 when the line was cut without an answer. */
const ask = (path: string, init: RequestInit = {}) =>
  fetch(service.base + path, { signal: AbortSignal.timeout(60_000), ...init }).then(
    async (reply) => {
      await reply.arrayBuffer()
      return reply.status
    },
    () => 0
  )
const megabytes = () =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))![1]) / 1024
const upload = (path: string, who: string, bytes: Uint8Array, name: string, type: string) => {
  const body = new FormData()
  body.append('file', new Blob([bytes as never], { type }), name)
  return ask(path, { method: 'POST', headers: as(who), body })
}

it.each([
  ['result sheets', () => `/items/${itemIds[turn++ % itemIds.length]}/sheet`, [200, 422, 503]],
  ['handbooks', () => '/handbook', [200, 503]],
  ['searches', () => `/items?q=${encodeURIComponent('证明')}${Math.random()}`, [200, 503]]
])('answers everybody while %s are asked for without end', { timeout: 60_000 }, async (_, path, allowed) => {
  let running = true
  const statuses = new Set<number>()
  const load = Array.from({ length: CONNECTIONS }, async () => {
    while (running) statuses.add(await ask(path()))
  })
  const honest: number[] = []
  for (let n = 0; n < 40; n++) honest.push(await ask('/questions/mine', { headers: as('villager1') }))
  running = false
  await Promise.all(load)
  expect(honest).toEqual(honest.map(() => 200))
  for (const status of statuses) expect(allowed).toContain(status)
})

it('answers twelve pictures of 48 megapixels at once, each with a picture or a refusal, within its memory', {
  timeout: 120_000
}, async () => {
  const picture = await sharp({ create: { width: 8000, height: 6000, channels: 3, background: '#0b5d43' } })
    .jpeg({ progressive: true })
    .toBuffer()
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => upload('/files', 'villager1', picture, 'a.jpg', 'image/jpeg'))
  )
  for (const status of answers) expect([200, 503]).toContain(status)
  expect(answers.filter((status) => status === 200).length).toBeGreaterThan(0)
  expect(megabytes()).toBeLessThan(MOST_MB)
})

const sheetXml = (cells: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`
const text = (words: string) => new TextEncoder().encode(words)
/** A workbook of one sheet, made by hand. */
const workbook = (cells: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': text(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    ),
    'xl/workbook.xml': text(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="事项" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    'xl/_rels/workbook.xml.rels': text(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    'xl/worksheets/sheet1.xml': text(sheetXml(cells)),
    ...more
  })
const cell = (place: string, words = 'x') =>
  `<row r="${/\d+/.exec(place)![0]}"><c r="${place}" t="inlineStr"><is><t>${words}</t></is></c></row>`

it.each([
  ['one cell at the furthest place', () => workbook(cell('XFD1048576')), 200],
  ['cells at both ends', () => workbook(cell('A1') + cell('XFD1048576')), 200],
  ['a cell beyond every sheet', () => workbook(cell('ZZZZ9999999')), 200],
  ['one cell of 15 MB', () => workbook(cell('A1', '长'.repeat(5_000_000))), 200],
  ['a sheet of 59 MB of spaces', () => workbook(' '.repeat(59_000_000)), 415],
  [
    'ten thousand files',
    () => workbook('', Object.fromEntries([...Array(10_000)].map((_, n) => [`x${n}`, text('')]))),
    415
  ],
  ['60,000 rows', () => workbook([...Array(60_000)].map((_, n) => cell(`A${n + 1}`)).join('')), 200]
])(
  'refuses a workbook of %s with a word, and works on meanwhile',
  { timeout: 90_000 },
  async (_, make, status) => {
    const [department] =
      await stack.sql`select department_id from service_items where tenant_id = '370829' limit 1`
    const sent = upload(
      `/catalogue/departments/${department!.department_id}/xlsx`,
      'county-admin',
      make(),
      'a.xlsx',
      'application/octet-stream'
    )
    const during = await ask('/questions/mine', { headers: as('villager1') })
    expect([await sent, during]).toEqual([status, 200])
    expect(service.ended()).toBe(false)
  }
)
