import { randomUUID } from 'node:crypto'
import { openCases } from 'demo/cases.ts'
import { openHall } from 'demo/hall.ts'
import { playHistory } from 'demo/history.ts'
import { membersOf } from '../support/members.ts'
import type { Stack } from '../support/stack.ts'

const COUNTY = '370829'
const DAY_MS = 86_400_000
const DAYS = 14 // a Monday morning again
const QUESTIONS = 60

/**
 * A county at work: weeks of questions, a hall with bookings, cases at every step, and one of whatever else
 * has an address.
 */
export async function playCounty(stack: Stack): Promise<void> {
  const { sql, app, deps, clock } = stack
  const named = async (rows: Promise<readonly Record<string, string>[]>) =>
    new Map((await rows).map(({ name, id }) => [name!, id!]))
  const people = (await membersOf(stack)).filter(({ tenantId }) => tenantId === COUNTY)
  const town = {
    people,
    places: await named(sql`select id, name from organisations where tenant_id = ${COUNTY}` as never),
    topicIds: await named(sql`select id, name from topics where tenant_id = ${COUNTY}` as never)
  }
  const until = new Date(clock.now.getTime() + DAYS * DAY_MS)
  await playHistory(app, deps, clock, town, {
    count: QUESTIONS,
    days: DAYS,
    until,
    monthly: async () => undefined
  })
  clock.now = until
  await openHall(app, deps, clock, town)
  await openCases(app, deps, clock, town)
  await others(stack)
}

/** What the demo leaves out. */
async function others({ sql, as, person, clock }: Stack): Promise<void> {
  const one = async (rows: Promise<readonly Record<string, string>[]>) => (await rows)[0]!
  const done = ({ status, body }: { status: number; body: unknown }, what: string) => {
    if (status !== 200) throw new Error(`${what}: ${JSON.stringify(body)}`)
    return body as Record<string, string>
  }
  const make = async (who: string, line: string, body: object) => done(await as(who)(line, body), line)
  const now = clock.now.toISOString()
  const { id: item } = await one(
    sql`select i.id from service_items i where i.tenant_id = ${COUNTY} and i.in_force is not null
      and jsonb_array_length((select content->'questions' from item_versions v where v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.in_force)) = 0 limit 1` as never
  )
  await make('villager2', 'POST /lists', { itemId: item, version: 1, answers: '' })
  await make('villager2', 'POST /uploads', { bytes: 1, hashes: ['0'.repeat(64)] })
  await make('county-admin', 'POST /api-clients', { name: '热线系统' })
  await make('county-admin', 'POST /webhooks', { url: 'https://example.org/hook' })
  const { id: post } = await one(
    sql`select p.id from posts p join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
      where p.tenant_id = ${COUNTY} and p.role = 'unitHead' and p.deputy_post_id is not null limit 1` as never
  )
  const day = new Date(clock.now.getTime() + 5 * DAY_MS).toISOString().slice(0, 10)
  await make('admin', 'POST /absences', { postId: post, from: day, until: day, reason: '培训' })
  const { id: counter } = await one(sql`select id from counters where tenant_id = ${COUNTY} limit 1` as never)
  await make('county-admin', `POST /counters/${counter}/closures`, {
    day,
    fromMinute: 540,
    untilMinute: 570,
    windowId: null,
    reason: '设备检修'
  })
  await make('hall1', 'POST /hall/walk-ins', {
    key: randomUUID(),
    counterId: counter,
    itemId: null,
    priority: false
  })
  // Whether an asker of so few was content enough to publish is left to chance: one is there for certain.
  await sql`insert into publications (tenant_id, id, question_id, township_id, village_id, state, version, consented_at, original_question,
    original_answer, question_spans, answer_spans, draft_title, note, title, question, answer, published_at)
    select tenant_id, ${randomUUID()}, id, township_id, village_id, 'published', 1, ${now}, body, reply, '[]', '[]', '', '', '题', '公开的问题', '公开的答复', ${now}
    from questions where tenant_id = ${COUNTY} and answered_at is not null and not confidential limit 1
    on conflict do nothing`
  const [message] = await sql`select id from messages where tenant_id = ${COUNTY} limit 1`
  await sql`insert into phone_tasks (tenant_id, message_id, created_at) values (${COUNTY}, ${message!.id}, ${now})`
  for (const { id } of await sql`select id from cases where tenant_id = ${COUNTY}`)
    if ((await as('hall2')(`POST /cases/${id}/bag`)).status === 200) break
  await sql`insert into standings (tenant_id, person_key, account_id, barred_until, appeal, appealed_at)
    values (${COUNTY}, 'k', ${person('villager3').accountId}, ${now}::timestamptz + interval '9 days', '住院', ${now})`
  await sql`insert into waitlist (tenant_id, id, counter_id, starts_at, ends_at, item_id, item_version, answers, person_key, account_id, name, slots, state)
    select tenant_id, ${randomUUID()}, counter_id, starts_at, ends_at, item_id, item_version, '', 'w', ${person('villager3').accountId}, '某', 1, 'waiting'
    from bookings where tenant_id = ${COUNTY} limit 1`
  await make('villager4', 'POST /reports', {
    key: randomUUID(),
    kind: 'petition',
    body: '反映村里去年的账目一直不清楚',
    accusedPostIds: [],
    identity: { name: '某人', phone: '19900000001' },
    privacyVersion: '2026-11',
    villageId: (
      await one(
        sql`select id from organisations where tenant_id = ${COUNTY} and kind = 'village' limit 1` as never
      )
    ).id
  })
  const { id: sealed } = await one(
    sql`select id from questions where tenant_id = ${COUNTY} and confidential order by asked_at desc limit 1` as never
  )
  for (const key of ['county-clerk', 'county-leader', 'clerk', 'leader1', 'supervisor'])
    if ((await as(key)(`GET /questions/${sealed}/sealed`)).status === 200) {
      await sql`insert into identity_openings (tenant_id, id, question_id, requested_by, requested_by_name, reason, requested_at)
        values (${COUNTY}, ${randomUUID()}, ${sealed!}, ${person(key).accountId}, '某', '核实', ${now})`
      break
    }
  await sql`select graphile_worker.add_job('deliver', json_build_object('tenantId', ${COUNTY}::text, 'messageId', gen_random_uuid()),
    run_at := now() + interval '1 hour', job_key := 'given-up', max_attempts := 8)`
  await sql`update graphile_worker._private_jobs set attempts = 8 where key = 'given-up'`
}

/** What lies within an object: the id that comes second in an address. */
export const WITHIN = `
  select case_id as id, id as inner from case_documents where tenant_id = $1
  union all select meeting_id, id from agenda_items where tenant_id = $1
  union all select question_id, id from identity_openings where tenant_id = $1`

/**
 * A second township of the same county, with a holder for every kind of post; and a villager it all does not
 * concern; returns their keys.
 */
export async function addSiblings({ sql, people }: Stack): Promise<string[]> {
  const [county] =
    await sql`select id from organisations where tenant_id = ${COUNTY} and parent_id is null limit 1`
  const [township, unit] = [randomUUID(), randomUUID()]
  const org = (id: string, kind: string, name: string, parent: string, of: string | null) =>
    sql`insert into organisations (tenant_id, id, kind, name, parent_id, township_id, position)
      values (${COUNTY}, ${id}, ${kind}, ${name}, ${parent}, ${of}, 0)`
  await org(township, 'township', '金屯镇', county!.id, null)
  await org(unit, 'unit', '便民服务中心', township, township)
  const roles = [
    'intakeClerk',
    'leader',
    'townshipAdmin',
    'unitHead',
    'unitDeputy',
    'villageSecretary',
    'departmentHandler'
  ]
  const newcomer = async (key: string) => {
    const accountId = randomUUID()
    await sql`insert into accounts (tenant_id, id, name, created_at, village_id, consent_version)
      select ${COUNTY}, ${accountId}, '外人', now(), id, '2026-11' from organisations where tenant_id = ${COUNTY} and kind = 'village' limit 1`
    people.push({ key, accountId, tenantId: COUNTY, name: '外人', phone: '', about: '', appIds: [] })
    return accountId
  }
  for (const role of roles) {
    const post = randomUUID()
    await sql`insert into posts (tenant_id, id, org_id, township_id, title, role, phone, duties, pinyin)
      values (${COUNTY}, ${post}, ${unit}, ${township}, '某职', ${role}, '0537-6000000', '{}', 'x')`
    await sql`insert into post_holdings (tenant_id, id, post_id, account_id, name, pinyin, since)
      values (${COUNTY}, ${randomUUID()}, ${post}, ${await newcomer(`sibling ${role}`)}, '外人', 'x', '2026-01-01')`
  }
  await newcomer('stranger')
  return [...roles.map((role) => `sibling ${role}`), 'stranger']
}

/** Where the first county's objects of a kind are found. */
export const OBJECTS = {
  post: 'select id from posts where tenant_id = $1',
  file: 'select id from files where tenant_id = $1',
  placeCode: 'select id from place_codes where tenant_id = $1',
  topic: 'select id from topics where tenant_id = $1',
  duty: 'select id from duties where tenant_id = $1',
  absence: 'select id from absences where tenant_id = $1',
  question:
    "select id from questions where tenant_id = $1 and kind not in ('petition', 'crimeClue') order by asked_at",
  sealed:
    "select id from questions where tenant_id = $1 and kind in ('petition', 'crimeClue') order by asked_at desc",
  notice: 'select id from notices where tenant_id = $1',
  meeting: 'select id from meetings where tenant_id = $1',
  callback: 'select id from callbacks where tenant_id = $1',
  template: 'select id from reply_templates where tenant_id = $1',
  phoneTask: 'select message_id as id from phone_tasks where tenant_id = $1',
  bulletin: 'select id from bulletins where tenant_id = $1',
  publication: "select id from publications where tenant_id = $1 order by state = 'published' desc",
  synonym: 'select id from synonyms where tenant_id = $1',
  client: 'select id from api_clients where tenant_id = $1',
  webhook: 'select id from webhooks where tenant_id = $1',
  item: 'select id from service_items where tenant_id = $1 and in_force is not null',
  department: 'select department_id as id from service_items where tenant_id = $1',
  list: 'select id from saved_lists where tenant_id = $1',
  booking: 'select id from bookings where tenant_id = $1',
  waiting: 'select id from waitlist where tenant_id = $1',
  counter: 'select id from counters where tenant_id = $1',
  closure: 'select id from closures where tenant_id = $1',
  appeal: 'select account_id as id from standings where tenant_id = $1 and appeal is not null',
  window: 'select id from service_windows where tenant_id = $1',
  ticket: 'select id from tickets where tenant_id = $1',
  kase: 'select id from cases where tenant_id = $1 order by id desc',
  upload: 'select id from uploads where tenant_id = $1',
  bundle: 'select id from bundles where tenant_id = $1',
  deadJob:
    "select id::text from graphile_worker._private_jobs where attempts >= max_attempts and payload->>'tenantId' = $1"
} as const
export type Kind = keyof typeof OBJECTS
