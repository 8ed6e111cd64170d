import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseRow } from 'bff/cases/core/cases.table.ts'
import { orgTask } from 'bff/cases/core/messages.rules.ts'
import { writtenOf } from 'bff/cases/core/save.repo.ts'
import { savingOf } from 'bff/cases/core/statement.repo.ts'
import type { Sql } from 'postgres'
import { pgbench, writtenOut } from './pgbench.ts'

const READ = `select c.*, e.action, e.actor_id from cases c left join case_events e on e.tenant_id = c.tenant_id and e.case_id = c.id
  and e.id = gen_random_uuid() where c.tenant_id = '370829' and c.id = (select id from bench_open where n = :n)`

/** Open cases by number, and what a step of one of them writes. */
async function prepare(sql: Sql) {
  await sql`create table if not exists bench_open as select id, row_number() over (order by id) n from cases
    where tenant_id = '370829' and status = 'handling' and name like '申请人%'`
  await sql`create unique index if not exists bench_open_n on bench_open (n)`
  const [row] =
    await sql`select c.*, o.n from cases c join bench_open o on o.id = c.id where c.tenant_id = '370829' and o.n = 1`
  const kase = {
    status: row!.status,
    state: row!.state,
    version: 0,
    departments: row!.departments,
    no: row!.no,
    submittedAt: row!.submitted_at,
    acceptedAt: row!.accepted_at,
    decidedAt: null,
    closedAt: null,
    lateSince: null,
    usedDays: null,
    savedDays: null,
    savedVisits: null,
    itemName: row!.item_name
  } as CaseRow
  const outcome = {
    status: kase.status,
    state: kase.state,
    event: { action: 'finishStage' as const, words: '审核完成', note: '符合规定' },
    messages: [orgTask(kase.departments[0]!)(kase, '审批轮到您办理')]
  }
  const doer = { accountId: null, who: '经办员', eventId: randomUUID() }
  const { written } = writtenOf(kase, outcome, doer, [], { now: new Date(), newId: randomUUID })
  await sql`create table if not exists bench_step as select ${JSON.stringify(written)}::text::jsonb as body`
  const [{ count }] = await sql<[{ count: number }]>`select count(*)::int count from bench_open`
  return { open: count, save: savingOf(written) }
}

/** The two statements of a step, a case each time another, as often as pgbench can send them; a second. */
export async function bareSteps(sql: Sql, databaseUrl: string, ms: number): Promise<number> {
  const { open, save } = await prepare(sql)
  const id = '(select id from bench_open where n = :n)'
  const fresh = ['eventId', 'auditId', 'signatureId'].reduce(
    (body, name) => `jsonb_set(${body}, '{${name}}', to_jsonb(gen_random_uuid()))`,
    `jsonb_set(s.body, '{version}', to_jsonb(c.version))`
  )
  const written = `(select ${fresh}::text from bench_step s, cases c where c.tenant_id = '370829' and c.id = ${id})`
  const step = writtenOut(save, { tenantId: "'370829'", caseId: id, written })
  const path = join(mkdtempSync(join(tmpdir(), 'bangban-pgbench-')), 'step.sql')
  const one = (text: string) => `${text.replaceAll('\n', ' ')};\n`
  writeFileSync(path, `\\set n random(1, ${open})\n${one(READ)}${one(step)}`)
  return pgbench(databaseUrl, path, ms)
}
