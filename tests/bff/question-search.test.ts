import { keyOldPhones } from 'bff/platform/session/phones.repo.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, dispatched, report } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

type Line = { id: string; no: string }
const find = async (who: string, q: string): Promise<string[]> => {
  const { status, body } = await stack.as(who)('POST /question-search', { q })
  expect(status).toBe(200)
  return body.items.map(({ id }: Line) => id)
}
const phoneOf = (key: string) => stack.people.find((person) => person.key === key)!

/** A village's secretary who has nothing to do with a matter of another village. */
async function secretaryElsewhere(): Promise<string> {
  const [row] =
    await stack.sql`select h.account_id from post_holdings h join posts p on p.tenant_id = h.tenant_id and p.id = h.post_id
    where p.tenant_id = '370829' and p.role = 'villageSecretary' and h.until is null order by p.position desc limit 1`
  return stack.people.find(({ accountId }) => accountId === row!.account_id)!.key
}

describe('a search among questions', () => {
  it('finds one by its number, however it is typed, by name, by phone and by its words', async () => {
    const id = await ask(stack, { body: '村西头的机井出水发浑，没法浇地' })
    const { no } = (await stack.as('clerk')(`GET /questions/${id}`)).body
    const { name, phone } = phoneOf('villager1')
    const bare = String(Number(no.slice(5)))
    for (const q of [
      no,
      ` ${no} `,
      `诉求${no}`,
      `诉求编号：${no}号`,
      no.replace('-', '年'),
      no.slice(5),
      no.replace('-', '－'),
      bare.padStart(2, '0')
    ])
      expect([q, await find('clerk', q)]).toEqual([q, expect.arrayContaining([id])])
    for (const q of [
      name,
      phone,
      `+86 ${phone}`,
      `\u202d${phone}\u202c`,
      name.slice(0, 2),
      name.slice(1),
      '机井出水'
    ])
      expect([q, await find('clerk', q)]).toEqual([q, expect.arrayContaining([id])])
    for (const q of [
      no.replace(/^\d{4}/, '2019'),
      '2019-999999',
      '没有这个人',
      '13999999999',
      '%%',
      '_'.repeat(3)
    ])
      expect([q, await find('clerk', q)]).toEqual([q, []])
  })

  it('finds for everybody only what they may read', async () => {
    const { id, lead } = await dispatched(stack, { body: '学校门口的斑马线磨没了' })
    const mine = await ask(stack, { body: '另一件谁也没分到的事：斑马线' })
    expect(await find('admin', '斑马线')).toEqual(expect.arrayContaining([id, mine]))
    expect(await find(lead, '斑马线')).toEqual([id])
    expect(await find(await secretaryElsewhere(), '斑马线')).toEqual([])
    await report(stack)
    expect(await find('admin', '举报')).toEqual([])
  })

  it('is closed to citizens and to another county', async () => {
    expect((await stack.as('villager1')('POST /question-search', { q: '机井' })).status).toBe(403)
    expect((await stack.as(undefined)('POST /question-search', { q: '机井' })).status).toBe(401)
  })

  it('finds accounts that older releases kept without a key', async () => {
    const { phone, accountId } = phoneOf('villager2')
    await stack.sql`update accounts set phone_key = null where tenant_id = '370829' and id = ${accountId}`
    const id = await ask(stack, { body: '村口垃圾池满了三天没人清' }, 'villager2')
    expect(await find('clerk', phone)).toEqual([])
    expect(await keyOldPhones(stack.deps)).toBe(1)
    expect(await keyOldPhones(stack.deps)).toBe(0)
    expect(await find('clerk', phone)).toEqual([id])
  })
})
