import { line, mm, paragraph } from './pdf.ts'
import type { Pdf } from './pdf.types.ts'

export const LEFT = mm(20)
export const WIDTH = mm(170)
export const INK = '#1c2521'
const MARGINS = { left: LEFT, right: LEFT, top: mm(22), bottom: mm(22) }
const LEAST_TABLE = mm(30)

export const addPage = (pdf: Pdf) => pdf.addPage({ size: 'A4', margins: MARGINS })

/** Numbers every page, those a table adds by itself too. */
export function numberPages(pdf: Pdf): void {
  let page = 0
  pdf.on('pageAdded', () => {
    page += 1
    const { x, y } = pdf
    pdf.page.margins.bottom = 0 // below it a word would begin another page
    pdf.font('text').fill(INK)
    line(pdf, `— ${page} —`, { x: LEFT, y: mm(282), width: WIDTH, size: 9 }, 'center')
    pdf.page.margins.bottom = MARGINS.bottom
    pdf.x = x
    pdf.y = y
  })
}

/** A heading that never stands alone at the foot of a page. */
export function heading(pdf: Pdf, words: string): void {
  if (pdf.y > mm(297) - MARGINS.bottom - LEAST_TABLE) addPage(pdf)
  pdf.font('bold').fill(INK)
  pdf.y = paragraph(pdf, words, { x: LEFT, y: pdf.y + mm(6), width: WIDTH, size: 13 }) + mm(2)
}

export function text(pdf: Pdf, words: string): void {
  pdf.font('text').fill(INK)
  pdf.y = paragraph(pdf, words, { x: LEFT, y: pdf.y, width: WIDTH, size: 11.5 }, 6)
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
  pdf: Pdf,
  head: Cells,
  rows: readonly Cells[],
  widths: readonly number[],
  figures = false
): void {
  const draw = (cells: Cells, isHead: boolean) => {
    pdf.font(isHead ? 'bold' : 'text').fontSize(SIZE)
    const inner = (index: number) => ({ width: widths[index]! - 2 * PADDING, lineGap: LINE_GAP })
    const heights = cells.map((cell, index) => pdf.heightOfString(String(cell), inner(index)))
    const height = Math.max(...heights) + 2 * PADDING
    if (!isHead && pdf.y + height > BOTTOM && pdf.y > MARGINS.top + height) {
      addPage(pdf)
      draw(head, true)
      pdf.font('text').fontSize(SIZE)
    }
    const { y } = pdf
    let x = LEFT
    cells.forEach((cell, index) => {
      const width = widths[index]!
      pdf.rect(x, y, width, height).lineWidth(0.6)
      if (isHead) pdf.fillAndStroke('#e9eeeb', '#8a968f')
      else pdf.stroke('#8a968f')
      const align = figures && index > 0 ? 'center' : 'left'
      const top = y + (height - heights[index]!) / 2
      pdf.fill(INK).text(String(cell), x + PADDING, top, { ...inner(index), align })
      x += width
    })
    pdf.x = LEFT
    pdf.y = y + height
  }
  draw(head, true)
  for (const row of rows) draw(row, false)
}
