import { beijingYear } from 'shared/rules/beijing.ts'
import { drawForm, formPage, LEFT, WIDTH } from '../../kernel/lib/form.ts'
import { mm, paragraph } from '../../kernel/lib/pdf.ts'
import type { Pdf } from '../../kernel/lib/pdf.types.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import type { DocumentRow } from './documents.table.ts'
import { documentTitle } from './titles.words.ts'

export type Sheet = Readonly<{
  document: DocumentRow
  /** What the applicant signed it with, on a field 1000 wide and 400 high; null where they do not sign. */
  strokes: readonly (readonly number[])[] | null
  applicationNo: string
  county: string
  issuer: string
  sponsor: string
  link: string
}>
const BOTTOM = mm(255)
const SIGNED = mm(30)

/**
 * A paper of a case: its rows, what the law says with it, who issued it when, and the code to check it by.
 */
export function drawDocument(
  pdf: Pdf,
  { document, strokes, applicationNo, county, issuer, sponsor, link }: Sheet
): void {
  const { title, no } = documentTitle(document)
  const { rows, body } = document.data
  const page = () => {
    pdf.addPage()
    const checks = '扫码或在“帮办”里输入验证码，可核对本件真伪和办理进度。'
    return formPage(pdf, { title: `${county}${title}`, no, link, code: document.code, sponsor, checks })
  }
  let y =
    drawForm(
      pdf,
      [['申办流水号', applicationNo], ...rows.map(([label, words]) => [label, words] as const)],
      page
    ) + mm(5)
  for (const words of body) {
    pdf.font('text').fill('#1c2521').fontSize(11.5)
    if (y + pdf.heightOfString(words, { width: WIDTH, lineGap: 6 }) > BOTTOM - SIGNED) y = page()
    y = paragraph(pdf, `　　${words}`, { x: LEFT, y, width: WIDTH, size: 11.5 }, 6) + mm(2)
  }
  if (y > BOTTOM - SIGNED) y = page()
  if (strokes) drawSignature(pdf, strokes, y + mm(2))
  const { issuedAt } = document
  const year = beijingYear(issuedAt)
  pdf.font('text').fontSize(12)
  pdf.text(issuer, LEFT, y + mm(8), { width: WIDTH - mm(8), align: 'right' })
  pdf.text(`${year}年${instantWords(issuedAt)}`, LEFT, y + mm(16), { width: WIDTH - mm(8), align: 'right' })
}

const FIELD = mm(40)
/** The applicant's name as they wrote it on the screen, left of who issued the paper. */
function drawSignature(pdf: Pdf, strokes: NonNullable<Sheet['strokes']>, top: number): void {
  pdf
    .font('text')
    .fill('#1c2521')
    .fontSize(12)
    .text('申请人签名：', LEFT, top + mm(6))
  const left = LEFT + mm(26)
  const point = (line: readonly number[], at: number): [number, number] => [
    left + (line[at]! / 1000) * FIELD,
    top + (line[at + 1]! / 1000) * FIELD
  ]
  pdf.lineWidth(1.4).lineCap('round').strokeColor('#1c2521')
  for (const line of strokes) {
    pdf.moveTo(...point(line, 0))
    for (let at = 2; at + 1 < line.length; at += 2) pdf.lineTo(...point(line, at))
    pdf.stroke()
  }
}
