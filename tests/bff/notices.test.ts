import { afterAll, beforeAll, expect, it } from 'vitest'
import { command, dispatched } from '../support/matters.ts'
import { readCode, readPdf } from '../support/pdf.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

async function paper(noticeId: string, by: string, query = '') {
  const reply = await stack.app.inject({
    method: 'GET',
    url: `/api/370829/notices/${noticeId}/pdf${query}`,
    headers: { authorization: `Bearer ${stack.tokenOf(by)}` }
  })
  return {
    status: reply.statusCode,
    pdf: reply.statusCode === 200 ? await readPdf(reply.rawPayload) : undefined
  }
}
const verify = (code: string, county?: string) => stack.as(undefined, county)(`GET /verify/${code}`)
const act = (who: string, id: string, body: object) =>
  stack.as(who)(`POST /questions/${id}/commands`, command(body))

it('prints the notice in the usual form, with a code that says what the paper must say', async () => {
  const { id, lead } = await dispatched(stack, { body: '村西头的排水沟堵了，一下雨就倒灌到院里' })
  await act('leader1', id, { action: 'endorse', text: '请三日内疏通' })
  await act(lead, id, { action: 'acknowledge' })
  const { noticeId } = (await stack.as(lead)(`GET /questions/${id}`)).body
  const { pdf } = await paper(noticeId, lead)
  const words = await pdf!.words(1)
  for (const part of [
    '限时办结通知单',
    '问字〔2026〕第',
    '排水沟堵了',
    '请三日内疏通',
    '第1版（首次签发）',
    '签字'
  ])
    expect(words).toContain(part)
  const link = readCode(await pdf!.pixels(1, 2))
  expect(link).toMatch(/\/verify\/370829(-[0-9A-Z]{4}){4}$/)
  const code = link.split('/').at(-1)!
  const { status, body } = await verify(code)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    current: 1,
    paper: { version: 1, content: '村西头的排水沟堵了，一下雨就倒灌到院里' }
  })
  expect(body.endorsements).toMatchObject([{ text: '请三日内疏通' }])
  expect((await verify(encodeURIComponent(code.toLowerCase().replaceAll('-', ' ')))).body.no).toBe(body.no)
})

it('supersedes and never overwrites: the old paper says which version took its place', async () => {
  const { id, lead } = await dispatched(stack)
  const { noticeId } = (await stack.as(lead)(`GET /questions/${id}`)).body
  const [first] = (await stack.as(lead)(`GET /notices/${noticeId}`)).body.versions
  await act(lead, id, { action: 'requestExtension', workingDays: 3, reason: '配件要从外地调' })
  await act('leader1', id, { action: 'decidePending', approve: true, note: '' })
  expect((await verify(first.code)).body).toMatchObject({
    current: 2,
    paper: { version: 1, limit: first.limit },
    supersededBy: expect.stringContaining('延期3个工作日')
  })
  expect(await (await paper(noticeId, lead)).pdf!.words(1)).not.toContain('已作废')
  expect(await (await paper(noticeId, lead, '?version=1')).pdf!.words(1)).toContain('已作废 以第2版为准')
  expect(await paper(noticeId, lead, '?version=9')).toMatchObject({ status: 404 })
})

it.each([
  ['long', `${'沟渠清淤问题反复出现'.repeat(199)}到此为止`],
  ['of many short lines', `${Array.from({ length: 160 }, (_, n) => `${n}号井`).join('\n')}\n到此为止`]
])('carries a text %s over pages without losing a word of it', async (_, body) => {
  const { id, lead } = await dispatched(stack, { body })
  const reply = `已安排水利站现场处理。${'每天两班轮流清淤作业'.repeat(190)}答复完毕`
  await act(lead, id, { action: 'reply', text: reply, fileIds: [], sure: true })
  const { noticeId } = (await stack.as(lead)(`GET /questions/${id}`)).body
  const { pdf } = await paper(noticeId, lead)
  const pages = await Promise.all([...Array(pdf!.pages).keys()].map((n) => pdf!.words(n + 1)))
  const words = pages.join('')
  expect(pdf!.pages).toBeGreaterThan(1)
  expect(words).toContain('到此为止')
  for (const page of pages) expect(page).toMatch(/限时办结通知单.*验证码：370829/s)
  expect(words).toContain('答复完毕')
})

it('tells a stranger nothing: no paper, no other county, no sealed text', async () => {
  const { id, lead } = await dispatched(stack, { kind: 'petition', body: '反映村里低保评议不公开的事情' })
  const { noticeId } = (await stack.as(lead)(`GET /questions/${id}`)).body
  const [version] = (await stack.as(lead)(`GET /notices/${noticeId}`)).body.versions
  expect(await paper(noticeId, 'villager9')).toMatchObject({ status: 404 })
  expect(await verify(version.code, '370830')).toMatchObject({ status: 404 })
  expect(await verify('370829-2222-2222-2222-2222')).toMatchObject({ status: 404 })
  const { body } = await verify(version.code)
  expect(JSON.stringify(body)).not.toContain('低保')
})
