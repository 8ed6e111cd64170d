import type { Bulletin } from 'shared/bulletins.ts'
import { line, mm } from '../../../kernel/lib/pdf.ts'
import type { Pdf } from '../../../kernel/lib/pdf.types.ts'
import { addPage, heading, INK, LEFT, numberPages, table, text, WIDTH } from '../../../kernel/lib/report.ts'
import { instantWords } from '../../../kernel/lib/worktime.words.ts'
import { hotWords, LATE_HEAD, lateCells, SCORE_HEAD, scoreCells, summaryWords } from './bulletin.words.ts'

export type PrintedBulletin = Bulletin & Readonly<{ scope: string; sponsor: string }>

const RED = '#b3261e'
const SCORE_WIDTHS = [mm(58), ...SCORE_HEAD.map(() => mm(16))]
const LATE_WIDTHS = [mm(25), mm(24), mm(24), mm(28), mm(26), mm(43)]
function scores(pdf: Pdf, name: string, rows: Bulletin['figures']['units']): void {
  heading(pdf, name)
  if (rows.length === 0) text(pdf, '没有诉求。')
  else
    table(
      pdf,
      [name.replace(/^按/, ''), ...SCORE_HEAD],
      rows.map((row) => [row.name, ...scoreCells(row)]),
      SCORE_WIDTHS,
      true
    )
}

/**
 * 通报 as a paper: what came and what was done, by unit, village and topic, what is late and why, who approved
 * it.
 */
export function drawBulletin(pdf: Pdf, bulletin: PrintedBulletin): void {
  const { figures, period, remark, publishedBy, publishedAt, title, sponsor, countedAt } = bulletin
  numberPages(pdf)
  addPage(pdf)
  pdf.font('bold').fill(RED)
  line(pdf, `${bulletin.scope}诉求办理通报`, { x: LEFT, y: mm(22), width: WIDTH, size: 26 }, 'center')
  pdf.rect(LEFT, mm(39), WIDTH, 1.6).fill(RED)
  pdf.font('text').fill(INK)
  const stamp = publishedAt ? '' : '（草稿，未发布）'
  const span = `${/（(.*)）/.exec(title)?.[1] ?? ''}${stamp}`
  line(pdf, span, { x: LEFT, y: mm(42), width: WIDTH, size: 12 }, 'center')
  pdf.y = mm(52)
  text(pdf, summaryWords(figures.total, period))
  if (remark) {
    heading(pdf, '工作提示')
    text(pdf, remark)
  }
  scores(pdf, '按单位', figures.units)
  scores(pdf, '按村（社区）', figures.villages)
  scores(pdf, '按事项', figures.topics)
  heading(pdf, '超期未办结')
  if (figures.late.length === 0) text(pdf, '没有超期未办结的诉求。')
  const more = figures.total.now.overdue - figures.late.length
  if (more > 0) text(pdf, `只列出超期最久的${figures.late.length}件，另有${more}件见台账。`)
  if (figures.late.length > 0) table(pdf, LATE_HEAD, figures.late.map(lateCells), LATE_WIDTHS)
  heading(pdf, '集中反映的事（到期末为止的四周）')
  if (figures.hot.length === 0) text(pdf, '没有集中反映的事。')
  for (const [index, hot] of figures.hot.entries()) text(pdf, `${index + 1}. ${hotWords(hot)}`)
  pdf.moveDown(1)
  const signed =
    publishedBy && publishedAt ? `审签：${publishedBy}　${instantWords(new Date(publishedAt))}\n` : ''
  text(
    pdf,
    `${signed}统计时间：${instantWords(new Date(countedAt))}。举报和线索不在统计之内。按时率：按时答复的，占已答复和超期未答复的比例。\n${sponsor}　内部资料`
  )
}
