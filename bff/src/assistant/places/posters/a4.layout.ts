import { drawCode, line, mm, paragraph } from '../../../kernel/lib/pdf.ts'
import type { Pdf } from '../../../kernel/lib/pdf.types.ts'
import { HOW, NOBODY, nearest, type PosterCode, type PosterText, reach } from './poster.rules.ts'

const GREEN = '#0b5d43'
const INK = '#1c2521'
const SOFT = '#4d5a54'
const WIDTH = mm(210)
const EDGE = mm(14)
const INNER = WIDTH - 2 * EDGE

/** 宣传帖 on a whole sheet: the code in the middle, the officials by name and phone below it. */
export function drawA4(pdf: Pdf, text: PosterText, code: PosterCode): void {
  const { household, label, png } = code
  const { township, village, appName, sponsor, filingNo, servicePhone } = text
  pdf.rect(0, 0, WIDTH, mm(48)).fill(GREEN)
  pdf.font('bold').fill('#ffffff')
  line(pdf, '有事找政府，微信扫一扫', { x: EDGE, y: mm(9), width: INNER, size: 38 }, 'center')
  pdf.font('text')
  const where = `${township} ${village}${household ? ` · ${household}` : ''}`
  line(pdf, where, { x: EDGE, y: mm(30), width: INNER, size: 20 }, 'center')

  drawCode(pdf, code, (WIDTH - mm(84)) / 2, mm(51), mm(84))
  pdf.font('bold').fill(INK)
  line(pdf, `${appName}：问得到人，等得到答复`, { x: EDGE, y: mm(136), width: INNER, size: 17 }, 'center')
  pdf.font('text')
  let y = mm(148)
  HOW.forEach((sentence, index) => {
    line(pdf, `${index + 1}. ${sentence}`, { x: EDGE, y, width: INNER, size: 13 })
    y += mm(6.6)
  })
  drawNearest(pdf, text, y + mm(2))
  drawUnits(pdf, text, y + mm(27))

  pdf.font('text').fill(SOFT)
  const foot = `主办单位：${sponsor}　服务热线：${servicePhone}　${filingNo}　码号：${label}${png ? '' : '（网页码）'}`
  line(pdf, foot, { x: EDGE, y: mm(286), width: INNER, size: 9 }, 'center')
}

function drawNearest(pdf: Pdf, text: PosterText, y: number): void {
  const two = nearest(text)
  const width = (INNER - mm(6)) / 2
  if (two.length === 0) {
    pdf.roundedRect(EDGE, y, INNER, mm(20), 6).fill('#fff3d6')
    pdf.font('bold').fill(INK)
    const words = `${NOBODY} ${text.servicePhone}`
    line(pdf, words, { x: EDGE + mm(4), y: y + mm(6), width: INNER - mm(8), size: 16 })
  }
  two.forEach((official, index) => {
    const x = EDGE + index * (width + mm(6))
    pdf.roundedRect(x, y, width, mm(20), 6).fill('#e4f1eb')
    pdf.font('text').fill(SOFT)
    line(pdf, official.title, { x: x + mm(4), y: y + mm(2), width: width - mm(8), size: 11 })
    pdf.font('bold').fill(INK)
    line(pdf, reach(official), { x: x + mm(4), y: y + mm(8.5), width: width - mm(8), size: 17 })
  })
}

const ROWS = 14

/** The units' heads in two columns, with as much of their duties as fits. */
function drawUnits(pdf: Pdf, { officials, officeHours }: PosterText, top: number): void {
  const heads = officials.filter(({ role }) => role === 'unitHead').slice(0, ROWS * 2)
  if (heads.length === 0) return
  pdf.font('bold').fill(INK)
  pdf.fontSize(12).text(`镇上各单位（${officeHours}）`, EDGE, top)
  const width = (INNER - mm(6)) / 2
  const step = Math.min(mm(6.6), (mm(283) - top - mm(7)) / Math.ceil(heads.length / 2))
  const rows = Math.ceil(heads.length / 2)
  heads.forEach((head, index) => {
    const x = EDGE + Math.floor(index / rows) * (width + mm(6))
    const y = top + mm(7) + (index % rows) * step
    pdf.font('text').fill(INK)
    line(pdf, head.unit, { x, y, width: width * 0.42, size: 10.5 })
    line(pdf, head.name ?? '（暂缺）', { x: x + width * 0.44, y, width: width * 0.2, size: 10.5 })
    line(pdf, head.phone ?? '', { x: x + width * 0.65, y, width: width * 0.35, size: 10.5 })
  })
}

/** A short paper for the top of a run that has nothing to print. */
export function drawNothing(pdf: Pdf, words: string): void {
  pdf.addPage()
  pdf.font('text').fill(INK)
  paragraph(pdf, words, { x: EDGE, y: mm(40), width: INNER, size: 16 })
}
