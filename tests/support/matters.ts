import { randomUUID } from 'node:crypto'
import type { Question } from 'shared/questions.ts'
import { expect } from 'vitest'
import type { Stack } from './stack.ts'

export const command = (body: object) => ({ key: randomUUID(), ...body })

/** A villager asks about a broken lamp; the row is triaged as the worker would. */
export async function ask(stack: Stack, body: object = {}, by = 'villager1'): Promise<string> {
  const villageId = (
    await stack.sql`select village_id from accounts where tenant_id = ${stack.person(by).tenantId} and id = ${stack.person(by).accountId}`
  )[0]!.village_id
  const asked = {
    key: randomUUID(),
    kind: 'problemReport',
    body: '村里主街路灯坏了一个多月，晚上看不见路',
    villageId,
    fileIds: [],
    ...body
  }
  if (asked.kind === 'petition' || asked.kind === 'crimeClue') return (await report(stack, asked)).id
  const reply = await stack.as(by)('POST /questions', asked)
  expect(reply).toMatchObject({ status: 200 })
  await stack.runJobs()
  return reply.body.id
}

/** Somebody without a name reports; gives the matter's id and the receipt code. */
export async function report(stack: Stack, body: object = {}): Promise<{ id: string; receipt: string }> {
  const { villageId } = { villageId: (await stack.as(undefined)('GET /villages')).body.items[0].id, ...body }
  const {
    kind,
    body: words,
    accusedPostIds = [],
    identity,
    key = randomUUID()
  } = {
    kind: 'petition',
    body: '反映村里修路的账目不清楚，钱不知道花到哪里去了',
    ...body
  } as Record<string, string> & { accusedPostIds?: string[]; identity?: object }
  const asked = {
    key,
    kind,
    body: words,
    villageId,
    accusedPostIds,
    privacyVersion: '2026-11',
    ...(identity && { identity })
  }
  const reply = await stack.as(undefined)('POST /reports', asked)
  expect(reply).toMatchObject({ status: 200 })
  await stack.runJobs()
  const { receipt, no } = reply.body
  const [row] =
    await stack.sql`select id from questions where tenant_id = '370829' and confidential and no = ${Number(no.split('-')[1])}`
  return { id: row!.id, receipt }
}

/** The person who holds the post a question was given to. */
export async function keyOfLead(stack: Stack, id: string): Promise<string> {
  const [row] =
    await stack.sql`select h.account_id from questions q join post_holdings h on h.tenant_id = q.tenant_id and h.post_id = q.lead_post_id
    where q.id = ${id} and h.until is null`
  return stack.people.find(({ accountId }) => accountId === row!.account_id)!.key
}

/** A head with a deputy: what the machine leaves open, the clerk decides. */
async function anyHead({ sql }: Stack): Promise<string> {
  const [row] = await sql`select id from posts where tenant_id = '370829' and role = 'unitHead'
    and deputy_post_id is not null order by position limit 1`
  return row!.id
}

async function anyTopic({ sql }: Stack): Promise<string> {
  return (await sql`select id from topics where tenant_id = '370829' order by position limit 1`)[0]!.id
}

/** Asked and dispatched as the machine proposed; returns the question and who has it. */
export async function dispatched(stack: Stack, body: object = {}, by = 'villager1') {
  const id = await ask(stack, body, by)
  const { proposal } = (await stack.as('clerk')(`GET /questions/${id}`)).body as Question
  const reply = await stack.as('clerk')(
    `POST /questions/${id}/commands`,
    command({
      action: 'dispatch',
      topicId: proposal!.topicId ?? (await anyTopic(stack)),
      postId: proposal!.postId ?? (await anyHead(stack)),
      assistPostIds: [],
      note: ''
    })
  )
  expect(reply).toMatchObject({ status: 200, body: { status: 'dispatched' } })
  return { id, lead: await keyOfLead(stack, id) }
}
