import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { startWithOutside } from '../faults/outside.ts'
import { stretchCalendar, tokenFor } from '../faults/service.ts'

const COUNTY = '370829'
const QUESTIONS = 300
const PACE_MS = 100
const TIMERS = 200
const DUE_WITHIN_MS = 20_000
const AWAY = 3000
const CLERKS_LOOK_MS = 100

/**
 * What a county may count on (B6): the real process, its worker, its database and a stand-in for WeChat,
 * every day's settings.
 */
const outside = await startWithOutside({ SWEEP_MS: '1000' })
const { real, people } = outside
const { sql } = real
await stretchCalendar({ sql })
const idOf = (key: string) => people.find((person) => person.key === key)!.accountId
const headers = (who: string) => ({
  authorization: `Bearer ${tokenFor(who)}`,
  'content-type': 'application/json'
})
const call = (who: string, path: string, body?: object) =>
  real.ask(`/api/${COUNTY}${path}`, {
    headers: headers(who),
    ...(body && { method: 'POST', body: JSON.stringify(body) })
  })
const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
const row = (what: string, values: readonly number[], aim: string, unit = 's') => {
  const said = (value: number) => (value / 1000).toFixed(2)
  const [p50, p99, most] = [percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)].map(said)
  console.log(`| ${what} | ${p50} | ${p99} | ${most} ${unit} | ${values.length} | ${aim} |`)
}
console.log('| level | p50 | p99 | longest | of | aim |\n| --- | ---: | ---: | ---: | ---: | --- |')

const askers =
  await sql`select id, village_id from accounts where tenant_id = ${COUNTY} and village_id is not null limit 30`
const asked = new Map<string, number>()
const acks: number[] = []
const asking: Promise<void>[] = []
for (let n = 0; n < QUESTIONS; n++) {
  const { id, village_id: villageId } = askers[n % askers.length]!
  const body = {
    key: randomUUID(),
    kind: 'consultation',
    body: `高龄津贴怎么申请${n}`,
    villageId,
    fileIds: []
  }
  asking.push(
    call(id, '/questions', body).then((answer) => {
      acks.push(answer.ms)
      asked.set(answer.id!, Date.now())
    })
  )
  await wait(PACE_MS)
}
await Promise.all(asking)
row('a question is acknowledged', acks, 'p99 ≤ 0.3 s at the edge')

// Proposed to a named official: the clerks hear of it in the same transaction.
while (
  Number((await sql`select count(*) n from questions where tenant_id = ${COUNTY} and proposal is null`)[0]!.n)
)
  await wait(200)
const told =
  await sql`select m.question_id, extract(epoch from m.created_at - q.asked_at) * 1000 as ms from messages m
  join questions q on q.tenant_id = m.tenant_id and q.id = m.question_id where m.tenant_id = ${COUNTY} and m.template = 'task'`
row(
  'a named official is proposed and the clerks are told',
  told.map(({ ms }) => Number(ms)),
  'p99 ≤ 5 s'
)

const clerk = idOf('clerk')
const visible: number[] = []
const [topic] = await sql`select id from topics where tenant_id = ${COUNTY} limit 1`
const [head] =
  await sql`select p.id from posts p join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
  where p.tenant_id = ${COUNTY} and p.role = 'unitHead' and p.deputy_post_id is not null limit 1`
for (const id of [...asked.keys()].slice(0, 50)) {
  const dispatch = {
    key: randomUUID(),
    action: 'dispatch',
    topicId: topic!.id,
    postId: head!.id,
    assistPostIds: [],
    note: ''
  }
  const began = performance.now()
  const { status } = await call(clerk, `/questions/${id}/commands`, dispatch)
  if (status !== 200) throw new Error(`dispatch: ${status}`)
  const [asker] = await sql`select asker_id from questions where tenant_id = ${COUNTY} and id = ${id}`
  const shown = async () =>
    (
      await (
        await fetch(`${real.service().base}/questions/${id}`, { headers: headers(asker!.asker_id) })
      ).json()
    ).status
  while ((await shown()) !== 'dispatched') await wait(CLERKS_LOOK_MS)
  visible.push(performance.now() - began)
}
row('a change of status is seen by the citizen', visible, '≤ 3 s')

await wait(5000)
const sent =
  await sql`select extract(epoch from ended_at - created_at) * 1000 as ms from messages where tenant_id = ${COUNTY} and ended_at is not null`
row(
  'a message is with WeChat or the carrier',
  sent.map(({ ms }) => Number(ms)),
  'p99 ≤ 30 s'
)

await sql`update timers set due_at = now() + random() * ${DUE_WITHIN_MS}::float * interval '1 millisecond'
  where tenant_id = ${COUNTY} and (subject, subject_id) in (select subject, subject_id from timers where tenant_id = ${COUNTY} and subject = 'question' limit ${TIMERS})`
const due = new Map<string, number>()
for (const one of await sql`select subject_id, due_at from timers where tenant_id = ${COUNTY} and due_at < now() + interval '1 hour'`)
  due.set(one.subject_id, Date.parse(one.due_at))
const late: number[] = []
while (late.length < due.size) {
  const waiting = new Set(
    (
      await sql`select subject_id, due_at from timers where tenant_id = ${COUNTY} and due_at < now() + interval '1 hour'`
    ).map((one) => `${one.subject_id} ${Date.parse(one.due_at)}`)
  )
  for (const [id, at] of due)
    if (at && !waiting.has(`${id} ${at}`)) {
      late.push(Date.now() - at)
      due.set(id, 0)
    }
  await wait(100)
}
row('a deadline is acted on after it is due', late, '≤ 60 s, never before')
console.log(`earliest: ${Math.min(...late)} ms after it was due (looked for every 100 ms)`)

await outside.leave()
const [{ id: accountId }] =
  (await sql`select id from accounts where tenant_id = ${COUNTY} and id = ${idOf('villager1')}`) as unknown as [
    { id: string }
  ]
await sql`insert into messages (tenant_id, id, account_id, template, text, key, state, created_at)
  select ${COUNTY}, gen_random_uuid(), ${accountId}, 'progress', '测试', 'away-' || n, 'pending', now() from generate_series(1, ${AWAY}::int) n`
// A day away: every job has failed often and rests as long as it may.
await wait(20_000)
await sql`update graphile_worker._private_jobs set attempts = 40, run_at = now() + interval '5 hours' where locked_at is null`
await wait(70_000)
await outside.comeBack()
const back = Date.now()
const left = async () =>
  Number((await sql`select count(*) n from messages where tenant_id = ${COUNTY} and state = 'pending'`)[0]!.n)
while (await left()) await wait(500)
row(`${AWAY} messages of a day without WeChat are gone`, [Date.now() - back], '≤ 30 min')
await outside.stop()
process.exit()
