import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { guessTopic, textOf } from 'bff/assistant/classifier/guess.rules.ts'
import { LEXICON, wordsOf } from 'bff/assistant/classifier/lexicon.words.ts'
import { explain, predict, train } from 'bff/assistant/classifier/model.rules.ts'
import { pack, unpack } from 'bff/assistant/classifier/packed.rules.ts'
import { TOPICS } from 'demo/data/topics.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

const topics = TOPICS.map(({ name, keywords }) => ({ id: name, name, words: wordsOf({ name, keywords }) }))
/** Texts in the manner of one topic: its asks, said in several ways. */
const taught = TOPICS.slice(0, 8).flatMap(({ name, asks }) =>
  asks.flatMap((body) =>
    ['请问', '您好，', '想问一下', '反映一下，'].map((start) => ({ ...textOf(start + body), topic: name }))
  )
)
const model = train(taught)
const strange = [
  '',
  ' ',
  '😀😀😀',
  '啊'.repeat(12_000),
  'Hello, where is the office?',
  '我哋屋企冇水飲啊，点算',
  '\u0000\ud800',
  '12345',
  '？！。，'
]

describe('the classifier', () => {
  it('puts what it learnt where it belongs, in words it never saw in that order', () => {
    expect(predict(model, textOf('老家的新农合想注销，带什么材料去？'))).toMatchObject({
      topic: '居民医保',
      sure: true
    })
    expect(predict(model, textOf('包工头欠我三个月工钱'))).toMatchObject({ topic: '欠薪维权' })
  })

  it('learns the same from the same, and packed it says the same', () => {
    const again = unpack(pack(train(taught)))
    for (const row of [...taught, ...strange.map(textOf)])
      expect(predict(again, row)).toEqual(predict(model, row))
    expect(pack(model).equals(pack(again))).toBe(true)
  })

  it('names the words that decided', () => {
    const words = explain(model, textOf('包工头欠着工钱不给'), '欠薪维权')
    expect(words.length).toBeGreaterThan(0)
    for (const word of words) expect('包工头欠着工钱不给').toContain(word)
  })

  it.each(strange)('has an answer to anything, and is not sure: %#', (body) => {
    expect(predict(model, textOf(body)).sure).toBe(false)
    expect(guessTopic(body, topics.slice(0, 1), model).topicId).toBeNull()
  })
})

describe('the guess', () => {
  it('knows the forty topics from day one by their words', () => {
    expect(Object.keys(LEXICON).sort()).toEqual(TOPICS.map(({ name }) => name).sort())
    const asked = TOPICS.flatMap(({ name, asks }) => asks.map((body) => [name, body] as const))
    const right = asked.filter(([name, body]) => guessTopic(body, topics, undefined).topicId === name)
    expect(right.length / asked.length).toBeGreaterThan(0.85)
  })

  it('says what it may be when it is not sure, and lets the clerk choose', () =>
    expect(
      guessTopic('彩虹为什么有七种颜色', [{ id: '居民医保', name: '居民医保', words: [] }], model)
    ).toEqual({
      topicId: null,
      reason: '拿不准，可能是“居民医保”，请受理员选择'
    }))
})

describe('learning', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack()
  })
  afterAll(() => stack.stop())

  it('follows what the clerks confirm, with the reason in words', async () => {
    const rows = await stack.sql`select id, name from topics where tenant_id = '370829'`
    const { id: topicId } = rows.find(({ name }) => name === '树木采伐')!
    const { id: other } = rows.find(({ name }) => name === '农村道路')!
    const first = await ask(stack, { body: '合欢木虱飞得到处都是，粘在衣服上' })
    expect((await stack.as('clerk')(`GET /questions/${first}`)).body.proposal.topic).toBeNull()
    await stack.sql`insert into questions (tenant_id, id, request_key, request_hash, kind, status, confidential, body, place_text, asker_id, township_id,
        village_id, text_check, assist_post_ids, escalation, returns, reopens, needs_endorsement, asked_at, topic_id)
      select q.tenant_id, gen_random_uuid(), gen_random_uuid(), '', 'problemReport', 'closed', false,
        case when n % 2 = 0 then '合欢木虱太多了，飞得满院子都是' || n else '村里修路挖开一直没有填上' || n end, '', q.asker_id, q.township_id,
        q.village_id, 'pass', '{}', 0, 0, 0, false, now(), case when n % 2 = 0 then ${topicId}::uuid else ${other}::uuid end
      from questions q, generate_series(1, 80) n where q.id = ${first}`
    const postId = (await stack.as('clerk')('GET /directory/search?q=%E6%9E%97%E4%B8%9A%E7%AB%99')).body
      .items[0].postId
    const given = {
      key: crypto.randomUUID(),
      action: 'dispatch',
      topicId,
      postId,
      assistPostIds: [],
      note: ''
    }
    expect((await stack.as('clerk')(`POST /questions/${first}/commands`, given)).status).toBe(200)
    await stack.runJobs()
    const second = await ask(stack, { body: '合欢木虱又来了，院子里都是' })
    const { proposal } = (await stack.as('clerk')(`GET /questions/${second}`)).body
    expect(proposal).toMatchObject({ topic: '树木采伐' })
    expect(proposal.reasons[0]).toMatch(/文中提到“.*(合欢|木虱).*”，以前这样的诉求归入“树木采伐”/)
  })
})

it('judges a file by another, whatever is missing in their rows', () => {
  const dir = mkdtempSync(join(tmpdir(), 'topics-'))
  const file = (name: string, rows: object[]) => {
    writeFileSync(join(dir, name), rows.map((row) => JSON.stringify(row)).join('\n'))
    return join(dir, name)
  }
  const train = file('train', [...taught, { subject: null, detail: null, topic: '低保救助' }])
  const test = file('test', [...taught.slice(0, 20), { subject: '彩虹为什么有七种颜色', topic: '就业培训' }])
  const out = JSON.parse(
    execFileSync(process.execPath, [
      new URL('../../bff/bin/topics-eval.ts', import.meta.url).pathname,
      train,
      test
    ]).toString()
  )
  expect(Object.keys(out)).toEqual(
    expect.arrayContaining(['accuracy', 'macroF1', 'perTopic', 'trainMs', 'predictMicros', 'abstained'])
  )
  expect(out.accuracy).toBeGreaterThan(0.9)
  expect(out.abstained).toBeGreaterThanOrEqual(1)
})
