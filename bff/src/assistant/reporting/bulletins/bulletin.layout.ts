import type { Bulletin } from 'shared/bulletins.ts'
import { line, mm } from '../../../kernel/lib/paper.ts'
import type { Paper } from '../../../kernel/lib/paper.types.ts'
import { addPage, heading, INK, LEFT, numberPages, table, text, WIDTH } from '../../../kernel/lib/report.ts'
import { instantWords } from '../../../kernel/lib/worktime.words.ts'
import { hotWords, LATE_HEAD, lateCells, SCORE_HEAD, scoreCells, summaryWords } from './bulletin.words.ts'

export type BulletinPaper = Bulletin & Readonly<{ scope: string; sponsor: string }>

const RED = '#b3261e'
const SCORE_WIDTHS = [mm(58), ...SCORE_HEAD.map(() => mm(16))]
const LATE_WIDTHS = [mm(25), mm(24), mm(24), mm(28), mm(26), mm(43)]
function scores(paper: Paper, name: string, rows: Bulletin['figures']['units']): void {
  heading(paper, name)
  if (rows.length === 0) text(paper, '没有诉求。')
  else
    table(
      paper,
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
export function drawBulletin(paper: Paper, bulletin: BulletinPaper): void {
  const { figures, period, remark, publishedBy, publishedAt, title, sponsor, countedAt } = bulletin
  numberPages(paper)
  addPage(paper)
  paper.font('bold').fill(RED)
  line(paper, `${bulletin.scope}诉求办理通报`, { x: LEFT, y: mm(22), width: WIDTH, size: 26 }, 'center')
  paper.rect(LEFT, mm(39), WIDTH, 1.6).fill(RED)
  paper.font('text').fill(INK)
  const stamp = publishedAt ? '' : '（草稿，未发布）'
  const span = `${/（(.*)）/.exec(title)?.[1] ?? ''}${stamp}`
  line(paper, span, { x: LEFT, y: mm(42), width: WIDTH, size: 12 }, 'center')
  paper.y = mm(52)
  text(paper, summaryWords(figures.total, period))
  if (remark) {
    heading(paper, '工作提示')
    text(paper, remark)
  }
  scores(paper, '按单位', figures.units)
  scores(paper, '按村（社区）', figures.villages)
  scores(paper, '按事项', figures.topics)
  heading(paper, '超期未办结')
  if (figures.late.length === 0) text(paper, '没有超期未办结的诉求。')
  const more = figures.total.now.overdue - figures.late.length
  if (more > 0) text(paper, `只列出超期最久的${figures.late.length}件，另有${more}件见台账。`)
  if (figures.late.length > 0) table(paper, LATE_HEAD, figures.late.map(lateCells), LATE_WIDTHS)
  heading(paper, '集中反映的事（到期末为止的四周）')
  if (figures.hot.length === 0) text(paper, '没有集中反映的事。')
  for (const [index, hot] of figures.hot.entries()) text(paper, `${index + 1}. ${hotWords(hot)}`)
  paper.moveDown(1)
  const signed =
    publishedBy && publishedAt ? `审签：${publishedBy}　${instantWords(new Date(publishedAt))}\n` : ''
  text(
    paper,
    `${signed}统计时间：${instantWords(new Date(countedAt))}。举报和线索不在统计之内。按时率：按时答复的，占已答复和超期未答复的比例。\n${sponsor}　内部资料`
  )
}
