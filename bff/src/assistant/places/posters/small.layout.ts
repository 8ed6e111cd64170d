import type { Cell } from '../../../kernel/lib/pdf.ts'
import { drawCode, line, mm } from '../../../kernel/lib/pdf.ts'
import type { Pdf } from '../../../kernel/lib/pdf.types.ts'
import { HOW, NOBODY, nearest, type PosterCode, type PosterText, reach } from './poster.rules.ts'

const GREEN = '#0b5d43'
const INK = '#1c2521'
const SOFT = '#4d5a54'

type Corner = Readonly<{ x: number; y: number }>

/** Whom to ring, one a line; the hotline when the village has nobody. */
const numbers = (text: PosterText): string[] => {
  const two = nearest(text).map((official) => `${official.title} ${reach(official)}`)
  return two.length ? two : [`${NOBODY} ${text.servicePhone}`]
}

/** A quarter of an A4 sheet (105 × 148.5 mm). */
export function drawQuarter(pdf: Pdf, text: PosterText, code: PosterCode, { x, y }: Corner): void {
  const inner = mm(91)
  const left = x + mm(7)
  const at = (top: number, size: number, width = inner): Cell => ({ x: left, y: y + mm(top), width, size })
  pdf.rect(x, y, mm(105), mm(25)).fill(GREEN)
  pdf.font('bold').fill('#ffffff')
  line(pdf, '有事找政府，微信扫一扫', at(5, 19), 'center')
  pdf.font('text')
  line(pdf, place(text, code), at(15.5, 12), 'center')
  drawCode(pdf, code, left + (inner - mm(58)) / 2, y + mm(26), mm(58))
  pdf.font('text').fill(INK)
  HOW.forEach((sentence, index) => void line(pdf, `${index + 1}. ${sentence}`, at(87 + index * 9.5, 10.5)))
  pdf.font('bold')
  numbers(text).forEach((words, index) => void line(pdf, words, at(118 + index * 7, 12)))
  pdf.font('text').fill(SOFT)
  line(pdf, `${text.sponsor}　热线 ${text.servicePhone}　码号 ${code.label}`, at(138, 8), 'center')
}

/** A sticker of 80 × 80 mm for the door. */
export function drawSticker(pdf: Pdf, text: PosterText, code: PosterCode, { x, y }: Corner): void {
  const at = (top: number, size: number): Cell => ({ x: x + mm(4), y: y + mm(top), width: mm(72), size })
  pdf.roundedRect(x, y, mm(80), mm(80), 8).lineWidth(0.4).stroke('#9aa8a1')
  pdf.font('bold').fill(GREEN)
  line(pdf, '有事找政府，微信扫一扫', at(3, 14), 'center')
  drawCode(pdf, code, x + mm(15.5), y + mm(9.5), mm(49))
  pdf.font('bold').fill(INK)
  line(pdf, place(text, code), at(59, 11), 'center')
  pdf.font('text')
  line(pdf, numbers(text)[0]!, at(66, 9), 'center')
  pdf.fill(SOFT)
  line(pdf, `热线 ${text.servicePhone}　码号 ${code.label}`, at(72, 7.5), 'center')
}

const place = ({ township, village }: PosterText, { household }: PosterCode) =>
  `${township} ${village}${household ? ` · ${household}` : ''}`
