import type { BulletinFigures, Compared, ComparedRow, Score } from 'shared/bulletins.ts'

type Cut = 'total' | 'unit' | 'village' | 'topic'
/** One period's figures of one unit, village or topic, or the whole. */
export type Counted = Score & Readonly<{ which: 'now' | 'before'; cut: Cut; name: string }>

const NOTHING: Score = { received: 0, answered: 0, onTime: 0, rated: 0, satisfied: 0, open: 0, overdue: 0 }
const scoreOf = ({ received, answered, onTime, rated, satisfied, open, overdue }: Score): Score => ({
  received,
  answered,
  onTime,
  rated,
  satisfied,
  open,
  overdue
})
const isEmpty = (score: Score): boolean => Object.values(score).every((figure) => figure === 0)

/** The rows with the period before as its own bulletin told it. */
export function withKept(rows: readonly Counted[], kept: BulletinFigures): Counted[] {
  const told = (cut: Cut, lines: readonly ComparedRow[]) =>
    lines.map(({ name, now }) => ({ ...now, which: 'before' as const, cut, name }))
  return [
    ...rows.filter(({ which }) => which === 'now'),
    ...told('total', [{ ...kept.total, name: '' }]),
    ...told('unit', kept.units),
    ...told('village', kept.villages),
    ...told('topic', kept.topics)
  ]
}

/** Both periods of one cut side by side; most received first, never in order of merit. */
export function compared(rows: readonly Counted[], cut: Cut): ComparedRow[] {
  const byName = new Map<string, ComparedRow>()
  for (const row of rows.filter((candidate) => candidate.cut === cut)) {
    const found = byName.get(row.name) ?? { name: row.name, now: NOTHING, before: NOTHING }
    byName.set(row.name, { ...found, [row.which]: scoreOf(row) })
  }
  return [...byName.values()]
    .filter(({ now, before }) => !isEmpty(now) || before.received > 0)
    .sort((a, b) => b.now.received - a.now.received || b.now.open - a.now.open || (a.name < b.name ? -1 : 1))
}

export const totalOf = (rows: readonly Counted[]): Compared => {
  const [{ now, before } = { now: NOTHING, before: NOTHING }] = compared(rows, 'total')
  return { now, before }
}
export const nothingHappened = ({ now, before }: Compared): boolean => isEmpty(now) && isEmpty(before)
