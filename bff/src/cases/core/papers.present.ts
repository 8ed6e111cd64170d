import type { Paper } from 'shared/case-parts.ts'
import type { FormField, Material } from 'shared/items.ts'
import type { Step } from 'shared/rules/situations.ts'
import { copiesWords, sourceWords } from '../../catalogue/catalogue.words.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { reasonsFor } from './faults.words.ts'
import { entriesOf, toJudge } from './papers.rules.ts'
import { attachments, type Shown } from './shown.present.ts'
import type { CasePaper } from './state.types.ts'

/**
 * Who looks: `insider` sees what was filled in, `desk` judges it, `fills` may fill it in now; `path` is what
 * was asked about the case and answered.
 */
type Reader = Readonly<{ desk: boolean; insider: boolean; fills: boolean; path: readonly Step[] }>

/** One paper of a case as this reader may see it. */
export function presentPaper(shown: Shown, paper: CasePaper, reader: Reader): Paper {
  const { item, record, linkTo } = shown
  const material = item.materials[paper.index]!
  const rule = [copiesWords(material), sourceWords(material), material.note].filter(Boolean).join('，')
  const given = paper.givenAt
    ? `${instantWords(new Date(paper.givenAt))}${paper.original ? '，已验原件' : ''}`
    : null
  return {
    index: paper.index,
    name: paper.name,
    need: paper.need,
    rule,
    fields: fieldsOf(shown, material, paper, reader),
    files: reader.insider ? attachments({ record, linkTo }, paper.fileIds) : [],
    given: given && (paper.heldId ? `${given}，用以前交过的` : given),
    reused: paper.heldId !== null,
    verdict: paper.verdict,
    reason: paper.reason,
    reopened: paper.reopened,
    reasons: reader.desk ? reasonsFor(material, paper.givenAt !== null) : [],
    toJudge: toJudge({ papers: [paper] }).length > 0
  }
}

function fieldsOf(
  shown: Shown,
  { fields }: Material,
  { form, verdict, faults = [] }: CasePaper,
  { insider, fills, path }: Reader
): Paper['fields'] {
  if (!fields) return null
  const values = insider && form ? entriesOf(shown.open(form)) : []
  return fields.map((field, at) => ({
    ...field,
    value: values[at] ?? '',
    preset: fills && verdict !== 'pass' ? presetOf(shown, field, path) : '',
    faulty: insider && verdict === 'fix' && faults.includes(at),
    mended: insider && verdict === 'none' && faults.includes(at)
  }))
}

/** What they have said of themselves or answered already is not asked again. */
function presetOf({ kase, open }: Shown, { from, ask }: FormField, path: readonly Step[]): string {
  if (from === 'name') return kase.name
  if (from === 'idNumber') return open(kase.idSealed)
  if (from === 'phone') return open(kase.phoneSealed)
  return path.find(({ question }) => question.key === ask)?.answer.text ?? ''
}
