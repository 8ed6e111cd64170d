import type { DocumentKind, DocumentRow } from './documents.table.ts'

export const TITLES: Record<DocumentKind, readonly [title: string, series: string]> = {
  received: ['收件凭证', '收字'],
  acceptance: ['受理通知书', '受字'],
  defects: ['一次性告知书', '补字'],
  refusal: ['不予受理决定书', '不受字'],
  deferral: ['容缺受理承诺书', '容字'],
  promise: ['告知承诺书', '诺字'],
  suspension: ['中止办理通知书', '中字'],
  extension: ['延长办理期限通知书', '延字'],
  hearing: ['听证通知书', '听字'],
  decision: ['决定书', '决字'],
  certificate: ['证照', '证字'],
  voided: ['撤件通知书', '撤字'],
  delivered: ['送达回证', '达字']
}

/** What a paper is called and its number in its series, `受字〔2026〕第12号`. */
export function documentTitle({ kind, year, number }: Pick<DocumentRow, 'kind' | 'year' | 'number'>) {
  const [title, series] = TITLES[kind]
  return { title, no: `${series}〔${year}〕第${number}号` }
}
