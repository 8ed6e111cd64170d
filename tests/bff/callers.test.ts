import { randomUUID } from 'node:crypto'
import { officialIdOf, weappIdOf } from 'demo/apps.ts'
import { openidOf } from 'mock-server/world.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let villageId: string
beforeAll(async () => {
  stack = await startStack()
  const [row] =
    await stack.sql`select village_id from accounts where id = ${stack.person('villager1').accountId}`
  villageId = row!.village_id
})
afterAll(() => stack.stop())

const enter = (more: object = {}, who = 'clerk') =>
  stack.as(who)('POST /caller-questions', {
    key: randomUUID(),
    kind: 'problemReport',
    body: '村西头的机井坏了，没法浇地',
    villageId,
    fileIds: [],
    caller: { name: '来电人甲', phone: '19900009001' },
    ...more
  })

describe('what a caller told', () => {
  it('is their own question, found by their number however it was said, and goes its usual way', async () => {
    const first = await enter()
    expect(first).toMatchObject({ status: 200, body: { no: expect.stringMatching(/^2026-/) } })
    const second = await enter({ caller: { name: '来电人甲', phone: '+86 199 0000 9001' } })
    const askers =
      await stack.sql`select distinct asker_id from questions where id in (${first.body.id}, ${second.body.id})`
    expect(askers).toHaveLength(1)
    const [timer] = await stack.sql`select step from timers where subject_id = ${first.body.id}`
    expect(timer!.step).toBe('triageLate')
    const seen = (await stack.as('clerk')(`GET /questions/${first.body.id}`)).body
    expect(seen).toMatchObject({ asker: '来电人甲', askerPhone: '19900009001' })
    expect(seen.timeline[0]).toMatchObject({
      words: '来电来访反映，受理员登记',
      who: expect.stringContaining('受理员')
    })
    const [line] =
      await stack.sql`select actor_id from audit_entries where act = 'question.ask' and subject = ${first.body.id}`
    expect(line!.actor_id).toBe(stack.person('clerk').accountId)
  })

  it('keeps what the caller called themselves where the number is another’s', async () => {
    await enter({ caller: { name: '户主李', phone: '19900009011' } })
    const son = await enter({ caller: { name: '李家儿子', phone: '19900009011' } })
    const seen = (await stack.as('clerk')(`GET /questions/${son.body.id}`)).body
    expect(seen).toMatchObject({ asker: '户主李', onBehalfOf: '李家儿子（来电人）' })
    const found = (await stack.as('clerk')('POST /question-search', { q: '家儿子' })).body.items
    expect(found.map(({ id }: { id: string }) => id)).toContain(son.body.id)
  })

  it('is asked once, however often the button is pressed and though two calls come at once', async () => {
    const body = { key: randomUUID(), caller: { name: '来电人乙', phone: '0537-6801234转2' } }
    const both = await Promise.all([enter(body), enter(body)])
    expect(new Set(both.map(({ body: asked }) => asked.id)).size).toBe(1)
    const accounts = await stack.sql`select id from accounts where name = '来电人乙'`
    expect(accounts).toHaveLength(1)
  })

  it('is one matter though the number was corrected after the first answer was lost', async () => {
    const key = randomUUID()
    const first = await enter({ key, caller: { name: '来电人戊', phone: '19900009007' } })
    const again = await enter({ key, caller: { name: '来电人戊', phone: '19900009008' } })
    expect(again).toMatchObject({ status: 422, body: { code: 'key_reused' } })
    const rows = await stack.sql`select id from questions where request_key = ${key}`
    expect(rows.map(({ id }) => id)).toEqual([first.body.id])
  })

  it.each([
    ['a sealed kind', { kind: 'petition' }, 'sealed_channel'],
    ['a number that is none', { caller: { name: '来电人丙', phone: '12' } }, 'phone_wrong'],
    ['a village of another township', { villageId: randomUUID() }, 'not_found']
  ])('is refused with its reason: %s', async (_, more, code) =>
    expect((await enter(more)).body.code).toBe(code)
  )

  it('belongs to a clerk alone', async () => {
    expect((await enter({}, 'villager1')).status).toBeGreaterThanOrEqual(403)
    expect((await enter({}, 'leader1')).status).toBeGreaterThanOrEqual(403)
  })

  it('goes to the account that has the number already', async () => {
    const { phone, accountId } = stack.person('villager3')
    const asked = await enter({ caller: { name: '随便', phone } })
    const mine = (await stack.as('villager3')('GET /questions/mine')).body.items
    expect(mine.map(({ id }: { id: string }) => id)).toContain(asked.body.id)
    const [row] = await stack.sql`select name from accounts where id = ${accountId}`
    expect(row!.name).toBe(stack.person('villager3').name)
  })
})

/** A person nobody knows yet, in the mock world alone. */
function newcomer(key: string, phone: string) {
  const appIds = [weappIdOf('370829'), officialIdOf('370829')]
  const person = { key, name: key, phone, about: '', appIds }
  ;(stack.world.people as (typeof person)[]).push(person)
  return person
}
const sendAs = (token?: string) => async (method: 'GET' | 'POST', url: string, payload?: object) => {
  const reply = await stack.app.inject({
    method,
    url: `/api/370829${url}`,
    ...(payload && { payload }),
    headers: token ? { authorization: `Bearer ${token}` } : {}
  })
  return { status: reply.statusCode, body: reply.json() }
}
async function signInTo(app: 'weapp' | 'h5', key: string) {
  const appId = app === 'weapp' ? weappIdOf('370829') : officialIdOf('370829')
  const { body } = await sendAs()('POST', `/session/${app}`, { code: stack.world.code(appId, key) })
  return sendAs(body.accessToken)
}

describe('one person', () => {
  it('has one account in the mini-program and on the web, whichever they opened first', async () => {
    newcomer('stranger1', '19900009101')
    const web = (await (await signInTo('h5', 'stranger1'))('GET', '/me')).body.id
    expect((await (await signInTo('weapp', 'stranger1'))('GET', '/me')).body.id).toBe(web)
    newcomer('stranger2', '19900009102')
    const both = await Promise.all([signInTo('weapp', 'stranger2'), signInTo('h5', 'stranger2')])
    const ids = await Promise.all(both.map(async (send) => (await send('GET', '/me')).body.id))
    expect(new Set(ids).size).toBe(1)
  })

  /** As if the county had bound its apps to one platform only now. */
  async function twoAccounts(key: string) {
    const [weapp, h5] = [weappIdOf('370829'), officialIdOf('370829')]
    const [elder, younger] = [stack.deps.newId(), stack.deps.newId()]
    for (const [id, appId] of [
      [elder, weapp],
      [younger, h5]
    ] as const) {
      await stack.sql`insert into accounts (tenant_id, id, created_at, village_id, consent_version) values ('370829', ${id}, now(), ${villageId}, '2026-11')`
      await stack.sql`insert into identities (tenant_id, app_id, openid, account_id) values ('370829', ${appId}, ${openidOf(appId, key)}, ${id})`
    }
    return { elder, younger }
  }

  it('does not agree again to what they took back in one of them', async () => {
    const { key } = newcomer('stranger6', '19900009107')
    const { elder } = await twoAccounts(key)
    await stack.sql`update accounts set consent_version = null where id = ${elder}`
    await stack.sql`insert into consents (tenant_id, account_id, version, at, withdrawn_at) values ('370829', ${elder}, '2026-11', now(), now())`
    await signInTo('weapp', key)
    const me = await (await signInTo('h5', key))('GET', '/me')
    expect(me.body).toMatchObject({ id: elder, consented: false })
  })

  it('gets two accounts of before made one: all they asked is in the elder', async () => {
    const { key } = newcomer('stranger3', '19900009103')
    const { elder, younger } = await twoAccounts(key)
    const web = await signInTo('h5', key)
    const asked = await web('POST', '/questions', {
      key: randomUUID(),
      kind: 'consultation',
      body: '高龄津贴怎么申请',
      villageId,
      fileIds: []
    })
    expect(asked.status).toBe(200)
    await signInTo('weapp', key)
    const again = await signInTo('h5', key)
    expect((await again('GET', '/me')).body.id).toBe(elder)
    expect((await again('GET', '/questions/mine')).body.items).toHaveLength(1)
    expect((await again('GET', `/questions/${asked.body.id}`)).status).toBe(200)
    const left = await stack.sql`select i.openid from identities i where account_id = ${younger}`
    expect(left).toEqual([])
  })

  it('finds what they told on the phone once WeChat has told their number; an old caller’s stays where it is', async () => {
    const { key, phone } = newcomer('stranger4', '19900009104')
    const told = await enter({ caller: { name: '来电人丁', phone } })
    const old = await enter({ caller: { name: '旧号主', phone: '19900009105' } })
    await stack.sql`update accounts set created_at = created_at - interval '120 days' where name = '旧号主'`
    const send = await signInTo('weapp', key)
    await send('POST', '/me/consent', { version: '2026-11' })
    expect((await send('GET', '/questions/mine')).body.items).toEqual([])
    await send('POST', '/me/phone', { code: stack.world.code(weappIdOf('370829'), key) })
    const mine = (await send('GET', '/questions/mine')).body.items
    expect(mine.map(({ id }: { id: string }) => id)).toEqual([told.body.id])
    const next = newcomer('stranger5', '19900009105')
    const other = await signInTo('weapp', next.key)
    await other('POST', '/me/consent', { version: '2026-11' })
    await other('POST', '/me/phone', { code: stack.world.code(weappIdOf('370829'), next.key) })
    expect((await other('GET', '/questions/mine')).body.items).toEqual([])
    expect((await stack.as('clerk')(`GET /questions/${old.body.id}`)).status).toBe(200)
    // Who has the number now is who rings from it, however old the other's account is.
    const later = await enter({ caller: { name: '来电人戊', phone: '19900009105' } })
    const his = (await other('GET', '/questions/mine')).body.items
    expect(his.map(({ id }: { id: string }) => id)).toEqual([later.body.id])
  })

  it('has what is entered while two accounts become one', async () => {
    const phone = '19900009106'
    const first = await enter({ caller: { name: '来电人己', phone } })
    const [row] = await stack.sql`select asker_id from questions where id = ${first.body.id}`
    const into = stack.person('villager1').accountId
    let entered: ReturnType<typeof enter> | undefined
    await stack.sql.begin(async (tx) => {
      await tx`select 1 from accounts where id = ${row!.asker_id} for update`
      entered = enter({ body: '机井又坏了', caller: { name: '来电人己', phone } })
      const waits = async () =>
        (
          await stack.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%with asker%'`
        ).length
      await vi.waitUntil(async () => (await waits()) > 0, { timeout: 10_000 })
      await tx`update accounts set absorbed_into = ${into}, phone_key = null where id = ${row!.asker_id}`
    })
    const { body } = await entered!
    const [asked] = await stack.sql`select asker_id from questions where id = ${body.id}`
    expect(asked!.asker_id).toBe(into)
  })
})
