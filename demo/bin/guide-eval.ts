import { readFileSync } from 'node:fs'
import { findableOf } from 'bff/catalogue/findable.rules.ts'
import { EVERYDAY } from 'bff/kernel/lib/find/everyday.ts'
import { buildIndex } from 'bff/kernel/lib/find/index.rules.ts'
import { rankItems } from 'bff/kernel/lib/find/rank.rules.ts'
import { soundsBy } from 'bff/kernel/lib/find/sounds.ts'
import { demoCatalogue } from '../catalogue.ts'

// pnpm -s guide:eval FILE.jsonl: rows {q, want: [item names] | []}, judged against the demo county's
// catalogue.
const [file] = process.argv.slice(2)
if (!file) {
  console.error('pnpm -s guide:eval FILE.jsonl   rows: {"q", "want": [names] | []}')
  process.exit(2)
}
type Row = { q: string; want: string[] }
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line) as Row)

const items = [...demoCatalogue()].flatMap(([department, list]) =>
  list.map((item) => ({ ...findableOf(item, department), id: item.name }))
)
const index = await buildIndex(items, EVERYDAY, await soundsBy())
const perQuery = rows.map(({ q, want }) => {
  const got = rankItems(index, q).map(({ id }) => id)
  const right = want.length ? got.findIndex((name) => want.includes(name)) : got.length === 0 ? 0 : -1
  return { q, want, got, rank: right + 1 }
})
const share = (part: number, whole: number) => (whole ? Number((part / whole).toFixed(4)) : 0)
const [asked, vain] = [
  perQuery.filter(({ want }) => want.length),
  perQuery.filter(({ want }) => !want.length)
]
console.log(
  JSON.stringify({
    top1: share(asked.filter(({ rank }) => rank === 1).length, asked.length),
    top3: share(asked.filter(({ rank }) => rank >= 1 && rank <= 3).length, asked.length),
    none: share(vain.filter(({ rank }) => rank === 1).length, vain.length),
    perQuery
  })
)
