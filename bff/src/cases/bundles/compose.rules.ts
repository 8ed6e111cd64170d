import type { ItemContent } from 'shared/items.ts'
import { type When, walk } from 'shared/rules/situations.ts'
import type { BundleContent, CaseItem, Part } from '../../catalogue/bundle.types.ts'
import { workdaysOf } from '../../catalogue/check/limits.rules.ts'
import type { Limit } from '../../kernel/lib/worktime.ts'
import { joinPapers, type Member } from './papers.rules.ts'
import { joinQuestions, joinWhen } from './questions.rules.ts'

type Bundle = Readonly<{ name: string; content: BundleContent }>
/** An item of the bundle in the version the case stays on. */
export type MemberItem = Readonly<{ content: ItemContent; department: string }>

const once = <T>(list: readonly T[], keyOf: (one: T) => string): T[] =>
  list.filter((one, at) => list.findIndex((other) => keyOf(other) === keyOf(one)) === at)

/**
 * The longest of the ways through the items, each with the time the law allows it; undefined when it allows
 * none any.
 */
function statutoryOf(
  parts: readonly { limit: Limit | undefined; after: readonly number[] }[]
): Limit | undefined {
  const days: number[] = []
  for (const { limit, after } of parts)
    days.push(Math.max(0, ...after.map((at) => days[at] ?? 0)) + (limit ? workdaysOf(limit) : 0))
  const longest = Math.ceil(Math.max(0, ...days))
  return longest > 0 ? { amount: longest, unit: 'wd' } : undefined
}

/** A whole of results is on paper when one of them is; without any there is nothing to fetch. */
function formOf(parts: readonly Part[]): ItemContent['result']['form'] {
  const forms = parts.map(({ result }) => result.form)
  if (forms.includes('paper')) return 'paper'
  if (forms.includes('both')) return 'both'
  return forms.includes('electronic') ? 'electronic' : 'none'
}

const feesOf = ({ content, preset, nameOf }: Member): ItemContent['fees'] =>
  content.fees.flatMap(({ when, ...fee }) => {
    const rule = joinWhen(when, preset, nameOf)
    return rule === null ? [] : [{ ...fee, ...(rule.length && { when: [...rule] }) }]
  })

/**
 * One item of several (一件事): one tree of questions, one form, each paper once, the departments' stages in the
 * order of their dependencies. `members` stand in the bundle's order; what one waits for stands before it.
 */
export function composeBundle(
  { name, content }: Bundle,
  members: readonly MemberItem[],
  answers: When
): CaseItem {
  const steps = content.items.filter(({ implCode }) =>
    members.some((one) => one.content.implCode === implCode)
  )
  const memberOf = (code: string) => members.find((one) => one.content.implCode === code)!
  const presets = steps.map((step) => step.answers ?? {})
  const placeOf = (code: string) => steps.findIndex((step) => step.implCode === code)
  const { questions, names } = joinQuestions(
    steps.map(({ implCode }, at) => ({ content: memberOf(implCode).content, preset: presets[at]! }))
  )
  const parts: Part[] = steps.map(({ implCode, after }, at) => {
    const { content: item, department } = memberOf(implCode)
    const { stages, promised, result } = item
    return {
      name: item.name,
      department,
      stages,
      promised,
      result,
      after: after.map(placeOf).filter((place) => place >= 0 && place < at)
    }
  })
  const items = steps.map(({ implCode }) => memberOf(implCode).content)
  const joined: Member[] = items.map((item, at) => ({
    content: item,
    preset: presets[at]!,
    nameOf: names[at]!,
    after: parts[at]!.after
  }))
  const { path } = walk(questions, answers)
  const statutory = statutoryOf(items.map((item, at) => ({ limit: item.statutory, after: parts[at]!.after })))
  const first = items[0]!
  const { statutory: _, subItem: __, ...base } = first
  const sum = (of: (item: ItemContent) => number) => items.reduce((total, item) => total + of(item), 0)
  return {
    ...base,
    name,
    mainItem: name,
    questions,
    parts,
    kind: 'promised',
    stages: [],
    ...(statutory && { statutory }),
    promised: { ...content.promised },
    applicants: [...(content.applicants ?? first.applicants)],
    materials: joinPapers(name, content, joined, path),
    conditions: once(
      items.flatMap((item) => item.conditions),
      (words) => words
    ),
    legalBasis: once(
      items.flatMap((item) => item.legalBasis),
      (law) => law.name + (law.article ?? '')
    ),
    fees: once(joined.flatMap(feesOf), (fee) => fee.name),
    visits:
      content.visits ??
      Math.min(
        1,
        sum((item) => item.visits)
      ),
    visitsBefore: sum((item) => item.visitsBefore),
    materialsBefore: sum((item) => item.materialsBefore),
    result: { name: `${name}结果`, form: formOf(parts) }
  }
}
