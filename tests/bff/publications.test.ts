import type { Publication } from 'shared/publications.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

const BODY = '我叫王建国，村东头的机井坏了，浇不上地，电话13812345678，住3排12号'
const REPLY = '已联系水利站更换水泵，3月5日前恢复，王建国可拨打0537-680138咨询'

/** Answered, and its asker lets it be made public. */
async function agreed(body = BODY, reply = REPLY) {
  const { id, lead } = await dispatched(stack, { body })
  await stack.as(lead)(
    `POST /questions/${id}/commands`,
    command({ action: 'reply', text: reply, fileIds: [], sure: true })
  )
  expect(await stack.as('villager1')(`POST /questions/${id}/publication`, { agree: true })).toMatchObject({
    status: 200
  })
  const { publication } = (await stack.as('villager1')(`GET /questions/${id}`)).body
  return { id, lead, publicationId: publication.id as string }
}
const draftOf = async (who: string, id: string) =>
  (await stack.as(who)(`GET /publications/${id}`)).body as Publication
const send = (who: string, id: string, body: object) =>
  stack.as(who)(`POST /publications/${id}/commands`, body)
const submitted = ({ version, questionSpans, answerSpans }: Publication, more: object = {}) => ({
  action: 'submit',
  version,
  title: '机井坏了找谁修',
  questionSpans,
  answerSpans,
  note: '',
  ...more
})
async function published(body?: string, title?: string) {
  const { publicationId, ...rest } = await agreed(body)
  const draft = await draftOf('clerk', publicationId)
  await send('clerk', publicationId, submitted(draft, title ? { title } : {}))
  const { status } = await send('leader1', publicationId, { action: 'approve', version: draft.version + 1 })
  expect(status).toBe(200)
  return { publicationId, ...rest }
}

describe('making a matter public', () => {
  it('proposes what to hide, is reviewed by a second person, and is read without signing in', async () => {
    const { publicationId } = await agreed()
    const draft = await draftOf('clerk', publicationId)
    const hidden = (text: string, spans: Publication['questionSpans']) =>
      spans.map(({ start, end }) => text.slice(start, end))
    expect(hidden(draft.question, draft.questionSpans)).toEqual(['王建国', '13812345678', '3排12号'])
    expect(draft.actions).toEqual(['submit'])
    const submit = await send('clerk', publicationId, submitted(draft))
    expect(submit.body).toMatchObject({ state: 'review', actions: [] })
    expect(
      await send('clerk', publicationId, { action: 'approve', version: draft.version + 1 })
    ).toMatchObject({ status: 403 })
    await send('leader1', publicationId, { action: 'approve', version: draft.version + 1 })
    const page = await stack.as(undefined)(`GET /answers/${publicationId}`)
    expect(page.body).toMatchObject({
      title: '机井坏了找谁修',
      question: '我叫【姓名】，村东头的机井坏了，浇不上地，电话【电话】，住【门牌】',
      corrections: []
    })
    expect(page.body.answer).toContain('0537-680138')
    expect(JSON.stringify(page.body)).not.toMatch(/138123|3排12/)
  })

  it('shows the reviewer what the machine found and the editor left in sight', async () => {
    const { publicationId } = await agreed()
    const draft = await draftOf('clerk', publicationId)
    const shown = draft.questionSpans.map((span) =>
      span.kind === 'phone' ? { ...span, hidden: false } : span
    )
    const { body } = await send('clerk', publicationId, submitted(draft, { questionSpans: shown }))
    expect(body.inSight).toEqual(['13812345678'])
    expect(body.possible).not.toContain('13812345678')
    const back = await send('leader1', publicationId, {
      action: 'sendBack',
      version: body.version,
      reason: '电话要隐去'
    })
    expect(back.body).toMatchObject({ state: 'returned', reason: '电话要隐去' })
    expect(await stack.as(undefined)(`GET /answers/${publicationId}`)).toMatchObject({ status: 404 })
  })

  it('corrects under a second review while readers keep the old page, logs it and tells followers', async () => {
    const { publicationId } = await published()
    await stack.as('villager9')(`POST /answers/${publicationId}/follow`, { follow: true })
    await stack.as('villager9')(`POST /answers/${publicationId}/follow`, { follow: true })
    const draft = await draftOf('clerk', publicationId)
    expect(await send('clerk', publicationId, submitted(draft, { title: '机井坏了怎么办' }))).toMatchObject({
      status: 400
    })
    await send('clerk', publicationId, submitted(draft, { title: '机井坏了怎么办', note: '标题写得更清楚' }))
    const meanwhile = (await stack.as(undefined)(`GET /answers/${publicationId}`)).body
    expect(meanwhile).toMatchObject({ title: '机井坏了找谁修', followers: 1 })
    await send('admin', publicationId, { action: 'approve', version: draft.version + 1 })
    await stack.runJobs()
    const { title, corrections } = (await stack.as(undefined)(`GET /answers/${publicationId}`)).body
    expect([title, corrections.map(({ words }: { words: string }) => words)]).toEqual([
      '机井坏了怎么办',
      ['更正：标题写得更清楚']
    ])
    const { items } = (await stack.as('villager9')('GET /me/messages')).body
    expect(items[0].text).toBe('公开答复：您关注的“机井坏了怎么办”更正：标题写得更清楚')
  })

  it('is taken down by a reviewer, and at once when the asker no longer agrees', async () => {
    const first = await published()
    const { version } = await draftOf('leader1', first.publicationId)
    await send('leader1', first.publicationId, { action: 'withdraw', version, reason: '内容已过时' })
    expect(await stack.as(undefined)(`GET /answers/${first.publicationId}`)).toMatchObject({ status: 404 })
    const second = await published()
    await stack.as('villager1')(`POST /questions/${second.id}/publication`, { agree: false })
    expect(await stack.as(undefined)(`GET /answers/${second.publicationId}`)).toMatchObject({ status: 404 })
    const draft = await draftOf('clerk', second.publicationId)
    expect(draft.actions).toEqual([])
    const { body } = await stack.as('villager1')(`GET /questions/${second.id}`)
    expect(body.publication.state).toBe('declined')
  })

  it('lets one of two reviewers act, and refuses a page whose answer was given anew', async () => {
    const { publicationId, id, lead } = await agreed()
    const draft = await draftOf('clerk', publicationId)
    await send('clerk', publicationId, submitted(draft))
    await stack.as('villager1')(
      `POST /questions/${id}/commands`,
      command({ action: 'reopen', reason: '机井还是没有修好' })
    )
    await stack.as(lead)(
      `POST /questions/${id}/commands`,
      command({ action: 'reply', text: '3月9日已换好新水泵，请查看', fileIds: [], sure: true })
    )
    const approve = { action: 'approve', version: draft.version + 1 }
    expect(await send('leader1', publicationId, approve)).toMatchObject({ status: 409 })
    expect((await stack.as('villager1')(`GET /questions/${id}`)).body.publication.state).toBe('may')
    const other = await agreed()
    const again = await draftOf('clerk', other.publicationId)
    await send('clerk', other.publicationId, submitted(again))
    const both = await Promise.all(
      ['leader1', 'admin'].map((who) =>
        send(who, other.publicationId, { action: 'approve', version: again.version + 1 })
      )
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('is nobody’s to publish: a stranger, a sealed matter, an answer that is not there', async () => {
    const { publicationId, id } = await agreed()
    for (const who of ['village20', 'head20', 'w-clerk'])
      expect(await stack.as(who)(`GET /publications/${publicationId}`)).toMatchObject({ status: 404 })
    expect(await stack.as('villager9')(`POST /questions/${id}/publication`, { agree: true })).toMatchObject({
      status: 404
    })
    const open = await dispatched(stack)
    expect(
      await stack.as('villager1')(`POST /questions/${open.id}/publication`, { agree: true })
    ).toMatchObject({ status: 409 })
  })
})

describe('finding answers', () => {
  it('finds the nearest while typing, through synonyms too, and pages by month and village', async () => {
    const { publicationId } = await published(
      '孩子在外地上班，老家的新农合怎么注销，要带什么材料',
      '新农合怎么注销'
    )
    const similar = async (q: string) =>
      (await stack.as(undefined)('POST /answers/similar', { q })).body.items.map(
        ({ id }: { id: string }) => id
      )
    expect(await similar('想把新农合注销掉')).toEqual([publicationId])
    expect(await similar('合作医疗不要了')).toEqual([])
    const added = await stack.as('county-admin')('POST /synonyms', { words: ['合作医疗', '新农合'] })
    expect(added.status).toBe(200)
    expect(await similar('合作医疗不要了')).toEqual([publicationId])
    // One pair in common is no likeness: 注销 is said of many things.
    expect(await similar('户口注销')).toEqual([])
    expect(await similar('')).toEqual([])
    expect(await similar('🌽🌽')).toEqual([])
    const list = async (query: string) =>
      (await stack.as(undefined)(`GET /answers?${query}`)).body.items.map(({ id }: { id: string }) => id)
    expect(await list(`q=${encodeURIComponent('新农合')}`)).toEqual([publicationId])
    expect(await list(`q=${encodeURIComponent('农')}`)).toContain(publicationId)
    expect(await list('month=2026-03')).toContain(publicationId)
    expect(await list('month=2026-02')).toEqual([])
    expect((await stack.as('w-clerk')('GET /answers')).body.items).toEqual([])
    const { body } = await stack.as('county-admin')(`POST /synonyms/${added.body.id}`, {
      words: [],
      version: 1
    })
    expect(body.id).toBe(added.body.id)
    expect(await similar('合作医疗不要了')).toEqual([])
  })

  it('counts every gram as often as it stands in public, whatever was corrected and withdrawn', async () => {
    const counted =
      await stack.sql`select gram, count from gram_counts where tenant_id = '370829' and count <> 0 order by gram`
    const real = await stack.sql`select gram, count(*)::int from (
        select unnest(tsvector_to_array(grams)) gram from publications where tenant_id = '370829' and state in ('published', 'changing')
        union all select '' from publications where tenant_id = '370829' and state in ('published', 'changing')) g
      group by gram order by gram`
    expect(counted.map(({ gram, count }) => [gram, count])).toEqual(
      real.map(({ gram, count }) => [gram, count])
    )
  })
})
