import { connect } from 'bff/kernel/lib/database.ts'
import { list, numbered, part, plain, prepared, within } from 'bff/kernel/lib/statement.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ intercept: false })
})
afterAll(() => stack?.stop())

type Values = Readonly<{ low: number; high: number; word: string }>
const between = part<Values>()`n between ${'low'} and ${'high'}`
const FOUND = part<Values>()`with ${list([
  part<Values>()`line as (select generate_series(1, 9)::int n)`,
  part<Values>()`found as (select n from line where ${between} and n <> ${plain('4')})`
])} select array_agg(n order by n) as ns, ${'word'}::text || ${'low'}::int as words from found`

it('numbers a name once, wherever it stands', () => {
  const { text, order } = numbered(FOUND)
  expect(order).toEqual(['low', 'high', 'word'])
  expect(text).toContain('n between $1 and $2 and n <> 4')
  expect(text).toContain('$3::text || $1::int')
})

it('gives the same prepared and within a transaction, whatever the words hold', async () => {
  const values = { low: 2, high: 6, word: "老'王 $1 $2" }
  const wanted = { ns: [2, 3, 5, 6], words: `${values.word}2` }
  const find = prepared<typeof wanted, Values>(stack.db, FOUND)
  expect(await find(values)).toEqual([wanted])
  const inside = await stack.db.transaction(async (tx) => [...(await tx.execute(within(FOUND, values)))])
  expect(inside).toEqual([wanted])
})

it('is planned once a connection, however often it is asked', async () => {
  const one = connect(stack.databaseUrl, { max: 1 })
  const find = prepared<object, Values>(one.db, FOUND)
  await Promise.all(Array.from({ length: 30 }, (_, n) => find({ low: 1, high: n, word: `${n}` })))
  const [row] = await one.db.execute(
    sql`select count(*)::int as times from pg_prepared_statements where statement like '%line as (select generate_series%'`
  )
  expect(row!.times).toBe(1)
  await one.sql.end()
})
