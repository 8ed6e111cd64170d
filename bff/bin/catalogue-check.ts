import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import { checkItem } from '../src/catalogue/check/check.rules.ts'
import { checkerOf, listContents, listDepartments } from '../src/catalogue/items.repo.ts'
import { readWorkbook } from '../src/catalogue/workbook/read.acts.ts'
import { connect } from '../src/kernel/lib/database.ts'

const USAGE = `catalogue:check FILE.xlsx          a department's workbook
catalogue:check FILE.json          [{"department": …, "items": [item, …]}, …]
catalogue:check --tenant 370829    what is kept, from DATABASE_URL or the running demo (.data)`

type Part = Readonly<{ department: string; items: readonly ItemContent[] }>
const [first, second] = process.argv.slice(2)

/** The database of DATABASE_URL, or the one a running demo has started in its data directory. */
function databaseUrl(): string {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL
  const pid = join(resolve(process.env.DATA_DIR ?? '.data'), 'postgres/postmaster.pid')
  if (!existsSync(pid)) throw new Error('no database: set DATABASE_URL, or run npm start beside this')
  return `postgres://bangban@127.0.0.1:${readFileSync(pid, 'utf8').split('\n')[3]}/postgres`
}

let [errors, warnings] = [0, 0]
function say(department: string, { name }: ItemContent, findings: readonly Finding[]): void {
  for (const { level, place, why, proposal, rule } of findings) {
    if (level === 'error') errors += 1
    else warnings += 1
    console.log(
      `${level === 'error' ? '错误' : '提醒'} ${department} ${name} ${place} [${rule}] ${why}。建议：${proposal}`
    )
  }
}

function checkParts(parts: readonly Part[]): void {
  const departments = parts.map(({ department }) => department)
  const names = parts.flatMap(({ items }) => items.map(({ name }) => name))
  for (const { department, items } of parts)
    for (const item of items) {
      const otherNames = names.filter((name) => name === item.name).slice(1)
      say(department, item, checkItem(item, { department, departments, otherNames }))
    }
}

async function checkTenant(tenantId: string): Promise<void> {
  const { db, sql } = connect(databaseUrl(), { max: 1 })
  for (const { id, name } of await listDepartments(db, tenantId)) {
    const items = await listContents(db, tenantId, id)
    const check = await checkerOf(
      db,
      { tenantId, departmentId: id },
      items.map(({ content }) => content.name)
    )
    for (const { id: itemId, content } of items) say(name, content, check(itemId, content))
  }
  await sql.end()
}

async function partsOf(file: string): Promise<Part[]> {
  const bytes = readFileSync(file)
  if (file.endsWith('.json')) return JSON.parse(bytes.toString()) as Part[]
  const { items, errors: unread } = await readWorkbook(bytes)
  for (const { sheet, row, column, why } of unread)
    console.log(`错误 ${sheet}表第${row}行“${column}”列：${why}`)
  errors += unread.length
  return [{ department: '', items }]
}

try {
  if (first === '--tenant' && second) await checkTenant(second)
  else if (first && !first.startsWith('--')) checkParts(await partsOf(first))
  else throw new Error('which file?')
  console.log(`${errors}处错误，${warnings}处提醒`)
  process.exitCode = errors ? 1 : 0
} catch (error) {
  console.error(`${(error as Error).message}\n${USAGE}`)
  process.exitCode = 2
}
