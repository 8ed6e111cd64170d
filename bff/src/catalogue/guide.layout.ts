import type { ItemContent, Material } from 'shared/items.ts'
import { entryWords } from 'shared/rules/forms.ts'
import { NEEDS } from 'shared/rules/item-words.ts'
import { applying, papersOf, type Step } from 'shared/rules/situations.ts'
import { drawQr, line, mm } from '../kernel/lib/pdf.ts'
import type { Pdf } from '../kernel/lib/pdf.types.ts'
import { addPage, heading, INK, LEFT, numberPages, table, text, WIDTH } from '../kernel/lib/report.ts'
import { copiesWords, feeWords, limitOrNone, sourceWords } from './catalogue.words.ts'

export type Issued = Readonly<{
  department: string
  version: number
  effectiveFrom: string
  link: string
  sponsor: string
  windows: string
}>

const PAPER_HEAD = ['要带的材料', '形式', '从哪里来', '说明']
const PAPER_WIDTHS = [mm(56), mm(30), mm(34), mm(50)]

const row = (one: Material): string[] => [
  `${one.name}${one.need === 'required' ? '' : `（${NEEDS[one.need]}）`}`,
  copiesWords(one),
  sourceWords(one),
  one.note ?? ''
]

/** The list for one person's case: what to bring, what not and why, how long, what it costs and where. */
export function drawSheet(pdf: Pdf, item: ItemContent, path: readonly Step[], issued: Issued): void {
  numberPages(pdf)
  addPage(pdf)
  pdf.font('bold').fill(INK)
  line(pdf, item.name, { x: LEFT, y: mm(22), width: WIDTH - mm(34), size: 22 })
  drawQr(pdf, issued.link, LEFT + WIDTH - mm(30), mm(18), mm(30))
  pdf.font('text').fill(INK)
  const made = `${issued.department}　第${issued.version}版　${issued.effectiveFrom}起施行`
  line(pdf, made, { x: LEFT, y: mm(35), width: WIDTH - mm(34), size: 10.5 })
  pdf.y = mm(48)
  const { bring, welcome, spared } = papersOf(item.materials, path)
  for (const { question, answer } of path) text(pdf, `${question.ask} ${answer.text}`)
  heading(pdf, bring.length ? `请带这${bring.length}份材料` : '什么材料都不用带')
  if (bring.length) table(pdf, PAPER_HEAD, bring.map(row), PAPER_WIDTHS)
  if (welcome.length) heading(pdf, '有就带上，没有也能办')
  for (const { name, note } of welcome) text(pdf, note ? `${name}：${note}` : name)
  if (spared.length) heading(pdf, `这${spared.length}份不用带`)
  for (const { material, why } of spared) text(pdf, `${material.name}：${why}`)
  heading(pdf, '时间、收费、地点')
  const fees = applying(item.fees, path)
  text(
    pdf,
    [
      `办理时限：${limitOrNone(item.promised)}${item.statutory ? `，法定${limitOrNone(item.statutory)}` : ''}`,
      `收费：${fees.length ? fees.map((fee) => `${feeWords(fee)}（${fee.basis ?? ''}）`).join('；') : '不收费'}`,
      `到大厅：${item.visits}次　${issued.windows}`,
      `咨询：${item.consult.number}（${item.consult.duty}）　监督：${item.supervise.number}`
    ].join('\n')
  )
  pdf.moveDown(1)
  text(pdf, `窗口不得要求提交清单以外的材料。${issued.sponsor}`)
}

/** A blank form of the office, one filled in as a sample, or with what somebody filled in on the screen. */
export function drawForm(
  pdf: Pdf,
  material: Material,
  title: string,
  filled: boolean | readonly string[]
): void {
  const sample = filled === true
  addPage(pdf)
  pdf.font('bold').fill(INK)
  line(pdf, material.name, { x: LEFT, y: mm(24), width: WIDTH, size: 20 }, 'center')
  pdf.font('text').fill(INK)
  line(
    pdf,
    `${title}${sample ? '（样表，人名为虚构）' : ''}`,
    { x: LEFT, y: mm(36), width: WIDTH, size: 11 },
    'center'
  )
  pdf.y = mm(48)
  const entry = (at: number, example: string) =>
    typeof filled === 'boolean' ? (sample ? example : '') : (filled[at] ?? '')
  const rows = (material.fields ?? []).map((field, at) => [
    field.unit ? `${field.label}（${field.unit}）` : field.label,
    entryWords(field, entry(at, field.sample)) || ' '
  ])
  table(pdf, ['填写项目', '填写内容'], rows, [mm(55), mm(115)])
  pdf.moveDown(2)
  text(pdf, '本人保证以上内容属实。\n\n申请人签字：　　　　　　　　　　　　　年　　月　　日')
}
