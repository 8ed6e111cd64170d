import { line, mm, paragraph } from './paper.ts'
import type { Paper } from './paper.types.ts'

export const LEFT = mm(20)
export const WIDTH = mm(170)
export const INK = '#1c2521'
const MARGINS = { left: LEFT, right: LEFT, top: mm(22), bottom: mm(22) }
const LEAST_TABLE = mm(30)

export const addPage = (paper: Paper) => paper.addPage({ size: 'A4', margins: MARGINS })

/** Numbers every page, those a table adds by itself too. */
export function numberPages(paper: Paper): void {
  let page = 0
  paper.on('pageAdded', () => {
    page += 1
    const { x, y } = paper
    paper.page.margins.bottom = 0 // below it a word would begin another page
    paper.font('text').fill(INK)
    line(paper, `— ${page} —`, { x: LEFT, y: mm(282), width: WIDTH, size: 9 }, 'center')
    paper.page.margins.bottom = MARGINS.bottom
    paper.x = x
    paper.y = y
  })
}

/** A heading that never stands alone at the foot of a page. */
export function heading(paper: Paper, words: string): void {
  if (paper.y > mm(297) - MARGINS.bottom - LEAST_TABLE) addPage(paper)
  paper.font('bold').fill(INK)
  paper.y = paragraph(paper, words, { x: LEFT, y: paper.y + mm(6), width: WIDTH, size: 13 }) + mm(2)
}

export function text(paper: Paper, words: string): void {
  paper.font('text').fill(INK)
  paper.y = paragraph(paper, words, { x: LEFT, y: paper.y, width: WIDTH, size: 11.5 }, 6)
}

const SIZE = 9.5
const PADDING = 5
const LINE_GAP = 2
const BOTTOM = mm(297) - MARGINS.bottom
type Cells = readonly (string | number)[]

/**
 * A table that goes on over pages, its head on each; figures stand in the middle of their cells. A row higher
 * than a page is not cut. pdfkit's own tables read the font anew for every cell: 1.8 s for fifty.
 */
export function table(
  paper: Paper,
  head: Cells,
  rows: readonly Cells[],
  widths: readonly number[],
  figures = false
): void {
  const draw = (cells: Cells, isHead: boolean) => {
    paper.font(isHead ? 'bold' : 'text').fontSize(SIZE)
    const inner = (index: number) => ({ width: widths[index]! - 2 * PADDING, lineGap: LINE_GAP })
    const heights = cells.map((cell, index) => paper.heightOfString(String(cell), inner(index)))
    const height = Math.max(...heights) + 2 * PADDING
    if (!isHead && paper.y + height > BOTTOM && paper.y > MARGINS.top + height) {
      addPage(paper)
      draw(head, true)
      paper.font('text').fontSize(SIZE)
    }
    const { y } = paper
    let x = LEFT
    cells.forEach((cell, index) => {
      const width = widths[index]!
      paper.rect(x, y, width, height).lineWidth(0.6)
      if (isHead) paper.fillAndStroke('#e9eeeb', '#8a968f')
      else paper.stroke('#8a968f')
      const align = figures && index > 0 ? 'center' : 'left'
      const top = y + (height - heights[index]!) / 2
      paper.fill(INK).text(String(cell), x + PADDING, top, { ...inner(index), align })
      x += width
    })
    paper.x = LEFT
    paper.y = y + height
  }
  draw(head, true)
  for (const row of rows) draw(row, false)
}
