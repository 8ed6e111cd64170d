import type { Cell } from '../../../kernel/lib/paper.ts'
import { drawCode, line, mm } from '../../../kernel/lib/paper.ts'
import type { Paper } from '../../../kernel/lib/paper.types.ts'
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
export function drawQuarter(paper: Paper, text: PosterText, code: PosterCode, { x, y }: Corner): void {
  const inner = mm(91)
  const left = x + mm(7)
  const at = (top: number, size: number, width = inner): Cell => ({ x: left, y: y + mm(top), width, size })
  paper.rect(x, y, mm(105), mm(25)).fill(GREEN)
  paper.font('bold').fill('#ffffff')
  line(paper, '有事找政府，微信扫一扫', at(5, 19), 'center')
  paper.font('text')
  line(paper, place(text, code), at(15.5, 12), 'center')
  drawCode(paper, code, left + (inner - mm(58)) / 2, y + mm(26), mm(58))
  paper.font('text').fill(INK)
  HOW.forEach((sentence, index) => void line(paper, `${index + 1}. ${sentence}`, at(87 + index * 9.5, 10.5)))
  paper.font('bold')
  numbers(text).forEach((words, index) => void line(paper, words, at(118 + index * 7, 12)))
  paper.font('text').fill(SOFT)
  line(paper, `${text.sponsor}　热线 ${text.servicePhone}　码号 ${code.label}`, at(138, 8), 'center')
}

/** A sticker of 80 × 80 mm for the door. */
export function drawSticker(paper: Paper, text: PosterText, code: PosterCode, { x, y }: Corner): void {
  const at = (top: number, size: number): Cell => ({ x: x + mm(4), y: y + mm(top), width: mm(72), size })
  paper.roundedRect(x, y, mm(80), mm(80), 8).lineWidth(0.4).stroke('#9aa8a1')
  paper.font('bold').fill(GREEN)
  line(paper, '有事找政府，微信扫一扫', at(3, 14), 'center')
  drawCode(paper, code, x + mm(15.5), y + mm(9.5), mm(49))
  paper.font('bold').fill(INK)
  line(paper, place(text, code), at(59, 11), 'center')
  paper.font('text')
  line(paper, numbers(text)[0]!, at(66, 9), 'center')
  paper.fill(SOFT)
  line(paper, `热线 ${text.servicePhone}　码号 ${code.label}`, at(72, 7.5), 'center')
}

const place = ({ township, village }: PosterText, { household }: PosterCode) =>
  `${township} ${village}${household ? ` · ${household}` : ''}`
