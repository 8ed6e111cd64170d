import type { ItemContent, Material } from 'shared/items.ts'
import { NEEDS } from 'shared/rules/item-words.ts'
import { line, mm, openPdf } from '../kernel/lib/pdf.ts'
import type { Pdf } from '../kernel/lib/pdf.types.ts'
import { addPage, heading, INK, LEFT, numberPages, table, text, WIDTH } from '../kernel/lib/report.ts'
import { copiesWords, sourceWords, whenWords } from './catalogue.words.ts'
import { elementsOf } from './elements.rules.ts'

export type HandbookPart = Readonly<{ department: string; items: readonly ItemContent[] }>
export type Handbook = Readonly<{
  county: string
  sponsor: string
  printedAt: string
  parts: readonly HandbookPart[]
}>

export const HANDBOOK = '受理材料标准化手册'
const LINES_A_PAGE = 36
const LINE = mm(6.4)
const MATERIAL_HEAD = ['序号', '材料', '形式', '来源', '必要性', '什么情形要']
const MATERIAL_WIDTHS = [mm(12), mm(50), mm(28), mm(30), mm(20), mm(30)]
// Shown in the table of materials instead.
const ELSEWHERE = /^(材料|事项名称)/

const materialRow = (one: Material, index: number): string[] => [
  `${index + 1}`,
  `${one.name}${one.note ? `：${one.note}` : ''}`,
  copiesWords(one),
  sourceWords(one),
  NEEDS[one.need],
  whenWords(one.when) || '都要'
]

function drawItem(pdf: Pdf, item: ItemContent, no: string): void {
  addPage(pdf)
  pdf.font('bold').fill(INK)
  line(pdf, `${no}　${item.name}`, { x: LEFT, y: mm(22), width: WIDTH, size: 17 })
  pdf.y = mm(33)
  const elements = elementsOf(item).filter(([place, value]) => value && !ELSEWHERE.test(place))
  table(pdf, ['要素', '内容'], elements, [mm(45), mm(125)])
  heading(pdf, '申请材料')
  if (item.materials.length) table(pdf, MATERIAL_HEAD, item.materials.map(materialRow), MATERIAL_WIDTHS)
  else text(pdf, '不需要材料。')
}

type Entry = Readonly<{ words: string; page: number; bold: boolean }>

/** Writes the contents into the pages kept for them. */
function drawContents(pdf: Pdf, entries: readonly Entry[], firstPage: number): void {
  entries.forEach(({ words, page, bold }, index) => {
    if (index % LINES_A_PAGE === 0) pdf.switchToPage(firstPage + index / LINES_A_PAGE)
    const y = mm(34) + (index % LINES_A_PAGE) * LINE
    pdf.font(bold ? 'bold' : 'text').fill(INK)
    const x = LEFT + (bold ? 0 : mm(6))
    line(pdf, words, { x, y, width: mm(146), size: 10.5 })
    line(pdf, `${page}`, { x: LEFT + mm(155), y, width: mm(15), size: 10.5 })
  })
}

/**
 * 《受理材料标准化手册》: contents with page numbers, then every item of every department with its elements and papers.
 */
export function drawHandbook({ county, sponsor, printedAt, parts }: Handbook, createdAt: Date): Pdf {
  const pdf = openPdf(`${county}${HANDBOOK}`, createdAt, { bufferPages: true })
  numberPages(pdf)
  addPage(pdf)
  pdf.font('bold').fill(INK)
  line(pdf, `《${HANDBOOK}》`, { x: LEFT, y: mm(90), width: WIDTH, size: 30 }, 'center')
  const scope = parts.length === 1 ? parts[0]!.department : county
  line(pdf, scope, { x: LEFT, y: mm(115), width: WIDTH, size: 18 }, 'center')
  pdf.font('text').fill(INK)
  line(pdf, `${sponsor}　${printedAt}`, { x: LEFT, y: mm(250), width: WIDTH, size: 12 }, 'center')
  const lines = parts.reduce((sum, { items }) => sum + items.length + 1, 0)
  const pages = Math.max(1, Math.ceil(lines / LINES_A_PAGE))
  for (let page = 0; page < pages; page++) {
    addPage(pdf)
    pdf.font('bold').fill(INK)
    line(pdf, '目　录', { x: LEFT, y: mm(20), width: WIDTH, size: 16 }, 'center')
  }
  const entries: Entry[] = []
  parts.forEach(({ department, items }, part) => {
    const next = () => pdf.bufferedPageRange().count + 1
    entries.push({ words: department, page: next(), bold: true })
    items.forEach((item, index) => {
      const no = `${part + 1}.${index + 1}`
      entries.push({ words: `${no}　${item.name}`, page: next(), bold: false })
      drawItem(pdf, item, no)
    })
  })
  drawContents(pdf, entries, 1)
  return pdf
}
