import type { CaseCommand } from 'shared/case-commands.ts'
import type { ItemContent } from 'shared/items.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import { entryProblem } from 'shared/rules/forms.ts'
import { numberProblem } from 'shared/rules/numbers.ts'
import { answersOf, applying, walk } from 'shared/rules/situations.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { CasePaper, CaseState } from './state.types.ts'

type Command<A extends CaseCommand['action']> = Extract<CaseCommand, { action: A }>

/** The papers a case needs on its answers' path, none given yet, without what the window looks up itself. */
export function papersNeeded(
  { questions, materials }: Pick<ItemContent, 'questions' | 'materials'>,
  answers: string
): CasePaper[] {
  const { path } = walk(questions, answersOf(answers))
  const own = materials.filter(({ source }) => source !== 'shared')
  return applying(own, path).map((material) => ({
    index: materials.indexOf(material),
    name: material.name,
    need: material.need,
    fileIds: [],
    heldId: null,
    original: false,
    trust: material.trust,
    givenAt: null,
    by: null,
    verdict: 'none',
    reason: null,
    validUntil: null,
    reopened: null
  }))
}

const change = (papers: readonly CasePaper[], index: number, to: Partial<CasePaper>): CasePaper[] =>
  papers.map((paper) => (paper.index === index ? { ...paper, ...to } : paper))

export function paperAt({ papers }: CaseState, index: number): CasePaper {
  const paper = papers.find((one) => one.index === index)
  if (!paper) throw new AppError('invalid_input', 'index')
  return paper
}

/** A paper handed in, at home or at the window. What has passed is not touched again. */
export function givePaper(
  state: CaseState,
  { index, fileIds, heldId, original }: Command<'givePaper'>,
  by: 'home' | 'desk',
  now: Date
): CasePaper[] {
  const before = paperAt(state, index)
  if (before.verdict === 'pass') throw new AppError('paper_passed')
  const seen = by === 'desk' && original === true
  if (fileIds.length === 0 && !heldId && !seen) throw new AppError('invalid_input', 'fileIds')
  const known = fileIds.filter((id) => before.fileIds.includes(id))
  const fewer = known.length > 0 && known.length === fileIds.length
  const given = {
    fileIds,
    // As long as one of its pictures stays it is the paper given before, no younger than it was.
    heldId: heldId ?? (known.length ? before.heldId : null),
    form: null,
    original: seen || (fewer && before.original),
    givenAt: now.toISOString(),
    by
  }
  return change(state.papers, index, { ...given, verdict: 'none', reason: null, faults: [] })
}

type Fields = ItemContent['materials'][number]['fields']
type Filling = Readonly<{
  fields: Fields
  by: 'home' | 'desk'
  now: Date
  seal: (plain: string) => string
  open: (sealed: string) => string
}>
/** What was filled in, a value a field. */
export const entriesOf = (form: string): string[] => JSON.parse(form) as string[]

/**
 * A form filled in on the screen instead of on paper: every field but where one signs, and otherwise than
 * before in what was found wrong; which fields those were stays known to the reviewer.
 */
export function fillForm(
  state: CaseState,
  { index, values }: Command<'fillForm'>,
  { fields, by, now, seal, open }: Filling
): CasePaper[] {
  const { verdict, form: before, faults = [] } = paperAt(state, index)
  if (verdict === 'pass') throw new AppError('paper_passed')
  if (fields?.length !== values.length) throw new AppError('invalid_input', 'values')
  const today = beijingDay(now)
  const wrong = fields.flatMap(
    (field, at) => entryProblem(field, values[at]!, today) ?? numberProblem(field, values[at]!, today) ?? []
  )
  if (wrong.length) throw new AppError('form_incomplete', wrong.join('；'))
  const known = before && verdict === 'fix' ? entriesOf(open(before)) : []
  const same = faults.filter((at) => known[at] === values[at]!.trim())
  if (same.length) throw new AppError('fields_unchanged', same.map((at) => fields[at]!.label).join('、'))
  const form = seal(JSON.stringify(values.map((value) => value.trim())))
  const given = { fileIds: [], heldId: null, form, original: false, givenAt: now.toISOString(), by }
  return change(state.papers, index, { ...given, verdict: 'none', reason: null })
}

/** Taken back before it has passed; what was welcome, or may follow later, is then not wanted now. */
export function takeBackPaper(state: CaseState, index: number, by: 'home' | 'desk'): CasePaper[] {
  const { verdict, need } = paperAt(state, index)
  if (verdict === 'pass') throw new AppError('paper_passed')
  const empty = {
    fileIds: [],
    heldId: null,
    form: null,
    original: false,
    givenAt: null,
    by: null,
    faults: []
  }
  const free = need === 'required' ? {} : { verdict: 'none' as const, reason: null, by }
  return change(state.papers, index, { ...empty, ...free })
}

/** What a reviewer decides on now: what has not passed yet. An optional paper nobody gave needs no word. */
export const toJudge = ({ papers }: Pick<CaseState, 'papers'>): CasePaper[] =>
  papers.filter(
    ({ verdict, need, givenAt }) => verdict !== 'pass' && (need !== 'optional' || givenAt !== null)
  )

/** Given, and nobody has said yet whether it will do. */
export const unjudged = ({ papers }: Pick<CaseState, 'papers'>): boolean =>
  papers.some(({ verdict, givenAt }) => verdict === 'none' && givenAt !== null)

/** Papers still missing that may not come later. */
export const missing = ({ papers }: Pick<CaseState, 'papers'>): CasePaper[] =>
  papers.filter(({ need, givenAt }) => need === 'required' && givenAt === null)

/** Has it passed, or was it left out without a word in an earlier round, and nobody changed it since? */
const untouched = ({ round }: CaseState, { verdict, need, givenAt }: CasePaper): boolean =>
  verdict === 'pass' || (round > 0 && givenAt === null && need !== 'required')

/**
 * All verdicts at once (一次性告知, 行政许可法 art. 32): every paper that waits for one gets it, and none that has
 * passed or stands as it stood is found fault with again.
 */
export function judgePapers(state: CaseState, verdicts: Command<'judge'>['verdicts']): CasePaper[] {
  const waiting = toJudge(state)
  const said = new Map(verdicts.map((verdict) => [verdict.index, verdict]))
  if (said.size !== verdicts.length) throw new AppError('invalid_input', 'verdicts')
  const same = state.papers.filter(({ verdict }) => verdict === 'fix')
  if (same.length) throw new AppError('papers_unchanged', same.map(({ name }) => name).join('、'))
  for (const { index, verdict } of verdicts)
    if (verdict === 'fix' && untouched(state, paperAt(state, index))) throw new AppError('paper_passed')
  if (waiting.some(({ index }) => !said.has(index))) throw new AppError('judge_all')
  return state.papers.map((paper) => {
    const verdict = said.get(paper.index)
    if (!verdict || paper.verdict === 'pass') return paper
    if (verdict.verdict === 'fix' && !verdict.reason) throw new AppError('invalid_input', 'reason')
    if (verdict.verdict === 'pass' && paper.givenAt === null && paper.need !== 'deferrable')
      throw new AppError('paper_not_given')
    return {
      ...paper,
      verdict: paper.givenAt === null && verdict.verdict === 'pass' ? 'none' : verdict.verdict,
      reason: verdict.verdict === 'fix' ? verdict.reason! : null,
      faults: verdict.verdict === 'fix' ? [...new Set(verdict.fields ?? [])] : [],
      validUntil: verdict.validUntil ?? null,
      reopened: null
    }
  })
}

/** A leader's ground for looking again at what had passed: nobody else finds new fault with it. */
export function reopenPaper(state: CaseState, { index, reason }: Command<'reopenPaper'>): CasePaper[] {
  if (paperAt(state, index).verdict !== 'pass') throw new AppError('invalid_input', 'index')
  return change(state.papers, index, { verdict: 'none', reopened: reason })
}
