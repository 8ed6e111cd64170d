import bwip from 'bwip-js/node'
import { drawQr, line, mm, paragraph } from '../../kernel/lib/pdf.ts'
import type { Pdf } from '../../kernel/lib/pdf.types.ts'

export type Label = Readonly<{
  code: string
  county: string
  no: string
  item: string
  department: string
  applicant: string
  phone: string
  consult: string
  route: readonly string[]
  papers: readonly string[]
}>

const [LEFT, WIDTH] = [mm(10), mm(128)]
const INK = '#1c2521'

/** Bars of Code 128 (ISO/IEC 15417) over a width. */
function drawBars(pdf: Pdf, code: string, x: number, y: number, width: number, height: number): void {
  const [symbol] = bwip.raw({ bcid: 'code128', text: code }) as unknown as [{ sbs: number[] }]
  const unit = width / symbol.sbs.reduce((sum, wide) => sum + wide, 0)
  let at = x
  for (const [index, wide] of symbol.sbs.entries()) {
    if (index % 2 === 0) pdf.rect(at, y, wide * unit, height)
    at += wide * unit
  }
  pdf.fill('#000000')
}

/**
 * 受理文件袋 label, A5: what is in it, whose it is, which way it goes, and its code for the scanner and for the
 * eye.
 */
export function drawLabel(pdf: Pdf, label: Label): void {
  const { code, county, no, item, department, applicant, phone, consult, route, papers } = label
  pdf.addPage({ size: 'A5', margin: 0 })
  pdf.font('bold').fill('#b3261e')
  line(pdf, `${county}政务服务受理文件袋`, { x: LEFT, y: mm(10), width: WIDTH, size: 20 }, 'center')
  drawBars(pdf, code, LEFT, mm(24), mm(92), mm(16))
  drawQr(pdf, code, mm(110), mm(20), mm(28))
  pdf.font('text').fill(INK)
  line(pdf, `${code}　　${no}`, { x: LEFT, y: mm(42), width: mm(95), size: 12 })
  const rows = [
    ['事项', item],
    ['单位', department],
    ['申请人', `${applicant}　${phone}`],
    ['咨询', consult],
    ['流转', route.join(' → ')],
    ['材料', papers.map((name, at) => `${at + 1}. ${name}`).join('\n') || '无']
  ] as const
  let y = mm(54)
  for (const [name, words] of rows) {
    pdf.font('bold').fill(INK)
    line(pdf, name, { x: LEFT, y, width: mm(18), size: 12 })
    pdf.font('text')
    y = paragraph(pdf, words, { x: LEFT + mm(20), y, width: WIDTH - mm(20), size: 12 }) + mm(3)
  }
}
