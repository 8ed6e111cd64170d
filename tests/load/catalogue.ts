import type { buildApp } from 'bff/app.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { demoCatalogue } from 'demo/catalogue.ts'
import type { Sql } from 'postgres'
import { answersOf, answersText, papersOf, pathsOf, walk } from 'shared/rules/situations.ts'

type App = Awaited<ReturnType<typeof buildApp>>
const COUNTIES = 100
const ITEMS = 1300
const ASKED = [
  '过户',
  '身份证丢了怎么办',
  '房产证',
  'guohu',
  'shenfenzheng',
  'dbsq',
  '开饭店',
  '新农合',
  '老年证',
  '上户口'
]
const MORE = ['残疾人', '营业执照', '公积金', 'gsyb', '医保报销', '低保', '砍树', '卖烟', '宅基地', '结婚']

/** The demo's items again and again under other numbers, in this county and in ninety-nine more. */
export async function fillItems(sql: Sql): Promise<void> {
  await sql`insert into tenants select (400000 + n)::text, name || n, app_name, sponsor, filing_no, service_phone, office_hours,
    weapp_id || n, official_account_id || n from tenants cross join generate_series(1, ${COUNTIES - 1}::int) n where tenant_id = '370829'`
  await sql`insert into organisations (tenant_id, id, kind, name)
    select t.tenant_id, o.id, 'unit', o.name from organisations o join tenants t on t.tenant_id like '400%'
    where o.tenant_id = '370829' and o.kind = 'unit' and o.township_id is null`
  await sql`create temporary table sample as
    select i.*, v.content, row_number() over (order by i.id) n from service_items i
    join item_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.newest where i.tenant_id = '370829'`
  await sql`create temporary table copies as
    select t.tenant_id, gen_random_uuid() id, s.department_id, k.n || '-' || s.impl_code impl_code,
      case k.n when 0 then s.name else s.name || k.n end name, s.counter, s.life_events,
      s.content - 'materials' - 'questions' - 'stages' content
    from tenants t cross join sample s cross join generate_series(0, 5) k(n)
    where (t.tenant_id like '400%' or (t.tenant_id = '370829' and k.n > 0)) and k.n * 293 + s.n <= ${ITEMS}`
  await sql`insert into service_items (tenant_id, id, department_id, impl_code, name, newest, in_force, counter, life_events)
    select tenant_id, id, department_id, impl_code, name, 1, 1, counter, life_events from copies`
  await sql`insert into item_versions (tenant_id, item_id, version, state, content, errors, warnings, author, changed_at, papers, papers_before, visits, visits_before, effective_from)
    select tenant_id, id, 1, 'approved', content, 0, 0, '', now(), 1, 2, 1, 2, now() from copies`
  // Autovacuum would do it within a minute; until then the index keeps what is new in a list of its own.
  for (const table of ['service_items', 'item_versions', 'organisations'])
    await sql.unsafe(`vacuum analyze ${table}`)
}

const p99 = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
async function timesOf(work: () => unknown, rounds: number): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return times
}

/** The catalogue's figures, as lines of a table. */
export async function catalogueFigures(app: App, databaseUrl: string): Promise<string[]> {
  const { sql } = connect(databaseUrl, { max: 1, lasting: true })
  await sql`set statement_timeout = 0`
  const [handbook] = await timesOf(async () => {
    const reply = await app.inject({ url: '/api/370829/handbook' })
    if (reply.statusCode !== 200) throw new Error(reply.body)
  }, 1)
  await fillItems(sql)
  const [{ items }] =
    (await sql`select count(*)::int items from service_items where tenant_id = '370829'`) as unknown as [
      { items: number }
    ]
  const searches: number[] = []
  const likes: number[] = []
  for (const q of [...ASKED, ...MORE]) {
    const url = `/api/370829/items?q=${encodeURIComponent(q)}`
    const find = async () => {
      const reply = await app.inject({ url })
      if (reply.statusCode !== 200) throw new Error(reply.body)
    }
    await find()
    searches.push(...(await timesOf(find, 30)))
    const like = () =>
      sql`select id, name from service_items where tenant_id = '370829' and name like ${`%${q}%`} order by name limit 30`
    likes.push(...(await timesOf(like, 30)))
  }
  const worked = [...demoCatalogue().values()].flat().filter(({ questions }) => questions.length > 0)
  const walks: number[] = []
  for (const { questions, materials } of worked)
    for (const path of pathsOf(questions)) {
      const text = answersText(path)
      walks.push(...(await timesOf(() => papersOf(materials, walk(questions, answersOf(text)).path), 20)))
    }
  await sql.end()
  return [
    `| Item search, ${items.toLocaleString('en')} items × ${COUNTIES} counties, whole request (aim p99 ≤ 10 ms) | p99 ${p99(searches).toFixed(1)} ms; baseline \`like '%…%'\` on the name alone p99 ${p99(likes).toFixed(1)} ms |`,
    `| Situation walk with its list of papers, ${walks.length.toLocaleString('en')} walks (aim < 1 ms) | p99 ${p99(walks).toFixed(3)} ms |`,
    `| The whole handbook as PDF, in a process of its own | ${((handbook ?? 0) / 1000).toFixed(1)} s |`
  ]
}
