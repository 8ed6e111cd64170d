import type { Publication } from 'shared/publications.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

const BODIES = [
  '村东头的机井坏了浇不上地，请派人修一修',
  '村里主街路灯坏了一个多月，晚上看不见路',
  '高龄津贴怎么申请，需要带哪些材料',
  '自来水发黄有沙子，烧开了也不能喝',
  '新农合缴费在哪里交，错过了还能补吗',
  '村口的桥栏杆断了，孩子上学很危险'
]
const ANSWER = '已安排人员处理，请放心'
let stack: Stack
let asked: { id: string; body: string }[]
let answers: { id: string; question: string }[]
beforeAll(async () => {
  stack = await startStack()
  asked = []
  for (const body of BODIES) {
    const { id, lead } = await dispatched(stack, { body })
    const line = `POST /questions/${id}/commands`
    await stack.as(lead)(line, command({ action: 'reply', text: ANSWER, fileIds: [], sure: true }))
    await stack.as('villager1')(`POST /questions/${id}/publication`, { agree: true })
    const { publication } = (await stack.as('villager1')(`GET /questions/${id}`)).body
    const path = `/publications/${publication.id}`
    const { version, questionSpans, answerSpans } = (await stack.as('clerk')(`GET ${path}`))
      .body as Publication
    const title = body.slice(0, 8)
    const draft = { action: 'submit', version, title, questionSpans, answerSpans, note: '' }
    await stack.as('clerk')(`POST ${path}/commands`, draft)
    const approve = { action: 'approve', version: version + 1 }
    expect((await stack.as('leader1')(`POST ${path}/commands`, approve)).status).toBe(200)
    asked.push({ id, body })
  }
  const { items } = (await stack.as(undefined)('GET /answers')).body
  answers = []
  for (const { id } of items) answers.push({ id, ...(await stack.as(undefined)(`GET /answers/${id}`)).body })
  expect(answers).toHaveLength(BODIES.length)
})
afterAll(() => stack.stop())

/** Every two characters that stand side by side in a text. */
const pairsOf = (text: string) => [
  ...new Set([...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair]) => pair!))
]
const find = async (who: string | undefined, list: string, words: string) => {
  const { body } = await (list.startsWith('POST')
    ? stack.as(who)(list, { q: words })
    : stack.as(who)(`${list}?q=${encodeURIComponent(words)}`))
  return new Set(body.items.map(({ id }: { id: string }) => id)) as Set<string>
}

describe.each<
  [words: string, who: string | undefined, list: string, texts: () => { id: string; text: string }[]]
>([
  [
    'published answers',
    undefined,
    'GET /answers',
    () => answers.map(({ id, question }) => ({ id, text: question }))
  ],
  ['the questions', 'admin', 'POST /question-search', () => asked.map(({ id, body }) => ({ id, text: body }))]
])('a search in %s', (_, who, list, texts) => {
  it('finds every text by each of its own pairs of characters', { timeout: 60_000 }, async () => {
    const missed: string[] = []
    for (const { id, text } of texts())
      for (const pair of pairsOf(text))
        if (!(await find(who, list, pair)).has(id)) missed.push(`${pair}: ${text}`)
    expect(missed).toEqual([])
  })

  it('never finds more when a word is added', { timeout: 60_000 }, async () => {
    const words = texts().flatMap(({ text }) => pairsOf(text).slice(0, 3))
    for (const [at, word] of words.entries()) {
      const alone = await find(who, list, word)
      for (const other of [words[(at + 1) % words.length]!, words[(at + 7) % words.length]!]) {
        const both = await find(who, list, `${word}${other}`)
        expect(
          [...both].filter((id) => !alone.has(id)),
          `${word} and ${other}`
        ).toEqual([])
      }
    }
  })
})
