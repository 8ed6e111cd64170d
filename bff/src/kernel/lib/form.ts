import { drawQr, line, mm } from './pdf.ts'
import type { Pdf } from './pdf.types.ts'

export const LEFT = mm(20)
export const WIDTH = mm(170)
const LABEL = mm(30)
const PAD = mm(2.5)
const BOTTOM = mm(262)
const INK = '#1c2521'
const RED = '#b3261e'
const SIZE = 11
/** A row of a form: label, words, and the least height in millimetres left for the pen. */
export type FormRow = readonly [label: string, words: string, least?: number]

const INNER = WIDTH - LABEL - 2 * PAD
const heightOf = (pdf: Pdf, words: string): number =>
  pdf
    .font('text')
    .fontSize(SIZE)
    .heightOfString(words || ' ', { width: INNER, lineGap: 3 }) +
  2 * PAD

/** How many characters of a text fit a height. */
function fitting(pdf: Pdf, letters: readonly string[], height: number): number {
  let [low, high] = [0, letters.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (heightOf(pdf, letters.slice(0, middle).join('')) <= height) low = middle
    else high = middle - 1
  }
  return low
}

function drawRow(pdf: Pdf, label: string, words: string, y: number, height: number): void {
  pdf.lineWidth(0.7).rect(LEFT, y, LABEL, height).stroke(INK)
  pdf.rect(LEFT + LABEL, y, WIDTH - LABEL, height).stroke(INK)
  pdf.font('bold').fill(INK)
  line(pdf, label, { x: LEFT, y: y + PAD, width: LABEL, size: SIZE }, 'center')
  pdf.font('text').fontSize(SIZE)
  pdf.text(words, LEFT + LABEL + PAD, y + PAD, { width: INNER, lineGap: 3 })
}

/** Less than this at a page's end is left empty: a row begins on the next one. */
const SCRAP = mm(30)

/**
 * The rows of an official form; a long one goes on over pages, each begun by `startPage`, which returns where
 * the table goes on.
 */
export function drawForm(pdf: Pdf, rows: readonly FormRow[], startPage: () => number): number {
  let y = startPage()
  for (const [name, words, least = 0] of rows) {
    let [label, letters] = [name, [...words]]
    for (;;) {
      const height = Math.max(heightOf(pdf, letters.join('')), mm(least))
      if (y + height <= BOTTOM) {
        drawRow(pdf, label, letters.join(''), y, height)
        y += height
        break
      }
      if (BOTTOM - y > SCRAP && letters.length > 0) {
        const fits = Math.max(1, fitting(pdf, letters, BOTTOM - y))
        drawRow(pdf, label, letters.slice(0, fits).join(''), y, BOTTOM - y)
        letters = letters.slice(fits)
        label = '（续）'
      }
      y = startPage()
    }
  }
  return y
}

type Sheet = Readonly<{
  title: string
  no: string
  link: string
  code: string
  sponsor: string
  checks: string
}>

/**
 * Head and foot of a form's page: red title and number, below the code to check it by; returns where the
 * table begins.
 */
export function formPage(pdf: Pdf, { title, no, link, code, sponsor, checks }: Sheet): number {
  pdf.font('bold').fill(RED)
  line(pdf, title, { x: LEFT, y: mm(18), width: WIDTH, size: 24 }, 'center')
  pdf.rect(LEFT, mm(33), WIDTH, 1.6).fill(RED)
  pdf.font('text').fill(INK)
  line(pdf, no, { x: LEFT, y: mm(36), width: WIDTH, size: 12 }, 'center')
  drawQr(pdf, link, LEFT - mm(2), mm(265), mm(26))
  pdf.fill('#4d5a54')
  const text = { x: LEFT + mm(26), width: WIDTH - mm(26), size: 9 }
  line(pdf, `验证码：${code}`, { ...text, y: mm(269), size: 11 })
  line(pdf, checks, { ...text, y: mm(276) })
  line(pdf, sponsor, { ...text, y: mm(282) })
  return mm(46)
}
