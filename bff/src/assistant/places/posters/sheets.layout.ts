import type { PosterFormat } from 'shared/places.ts'
import { mm } from '../../../kernel/lib/pdf.ts'
import type { Pdf } from '../../../kernel/lib/pdf.types.ts'
import { drawA4, drawNothing } from './a4.layout.ts'
import { PER_SHEET, type PosterCode, type PosterText } from './poster.rules.ts'
import { drawQuarter, drawSticker } from './small.layout.ts'

const dashed = (pdf: Pdf, x1: number, y1: number, x2: number, y2: number) =>
  pdf.moveTo(x1, y1).lineTo(x2, y2).lineWidth(0.4).dash(3, { space: 3 }).stroke('#9aa8a1').undash()

/** Draws poster number `index` of its sheet. */
function drawOne(pdf: Pdf, format: PosterFormat, text: PosterText, code: PosterCode, index: number) {
  if (format === 'a4') return drawA4(pdf, text, code)
  if (format === 'sticker') {
    const corner = { x: mm(18 + (index % 2) * 94), y: mm(16 + Math.floor(index / 2) * 92) }
    return drawSticker(pdf, text, code, corner)
  }
  if (index === 0) {
    dashed(pdf, mm(105), 0, mm(105), mm(297))
    dashed(pdf, 0, mm(148.5), mm(210), mm(148.5))
  }
  drawQuarter(pdf, text, code, { x: mm((index % 2) * 105), y: mm(Math.floor(index / 2) * 148.5) })
}

/** Draws every poster. */
export function drawPosters(
  pdf: Pdf,
  format: PosterFormat,
  text: PosterText,
  codes: readonly PosterCode[]
): void {
  for (const [at, code] of codes.entries()) {
    const index = at % PER_SHEET[format]
    if (index === 0) pdf.addPage()
    drawOne(pdf, format, text, code, index)
  }
  if (codes.length === 0) drawNothing(pdf, '还没有二维码。请先生成，再下载打印件。')
}
