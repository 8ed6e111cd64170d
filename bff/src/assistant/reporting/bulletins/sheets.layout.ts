import type { Bulletin, ComparedRow } from 'shared/bulletins.ts'
import writeBook, { type Row } from 'write-excel-file/node'
import { hotWords, LATE_HEAD, lateCells, SCORE_HEAD, scoreCells, summaryWords } from './bulletin.words.ts'

const head = (words: readonly string[]): Row =>
  words.map((value) => ({ value, fontWeight: 'bold' as const, backgroundColor: '#e9eeeb' }))
const wide = (widths: readonly number[]) => widths.map((width) => ({ width }))

const scoreSheet = (sheet: string, name: string, rows: readonly ComparedRow[]) => ({
  sheet,
  data: [head([name, ...SCORE_HEAD]), ...rows.map((row): Row => [row.name, ...scoreCells(row)])],
  columns: wide([24, ...SCORE_HEAD.map(() => 9)]),
  stickyRowsCount: 1
})

/** The bulletin as a spreadsheet: a page of words, then units, villages, topics and what is late. */
export function bulletinBook({ title, period, remark, figures }: Bulletin): Promise<Buffer> {
  const words = [summaryWords(figures.total, period), remark, ...figures.hot.map(hotWords)].filter(Boolean)
  return writeBook([
    {
      sheet: '通报',
      data: [head([title]), ...words.map((value): Row => [{ value, wrap: true }])],
      columns: wide([100])
    },
    scoreSheet('按单位', '单位', figures.units),
    scoreSheet('按村', '村（社区）', figures.villages),
    scoreSheet('按事项', '事项', figures.topics),
    {
      sheet: '超期',
      data: [head(LATE_HEAD), ...figures.late.map((matter): Row => lateCells(matter))],
      columns: wide([16, 16, 18, 24, 24, 50]),
      stickyRowsCount: 1
    }
  ]).toBuffer()
}
