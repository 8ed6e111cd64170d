import type { FormField, ItemContent, Material } from 'shared/items.ts'
import { holds, type Step, type When } from 'shared/rules/situations.ts'
import type { BundleContent } from '../../catalogue/bundle.types.ts'
import { joinWhen, type Renamed } from './questions.rules.ts'

export type Member = Readonly<{
  content: ItemContent
  preset: When
  nameOf: Renamed
  after: readonly number[]
}>
const NEEDS: readonly Material['need'][] = ['optional', 'deferrable', 'required']
const FORMS: readonly Material['form'][] = ['electronic', 'copy', 'original', 'originalAndCopy']
const stricter = <T>(order: readonly T[], a: T, b: T): T => (order.indexOf(a) > order.indexOf(b) ? a : b)

/**
 * When one of them asks for it; an item that would only welcome the paper adds nothing to another's rule for
 * it.
 */
function eitherWhen(a: Material, b: Material): Material['when'] {
  const asking = [a, b].filter(({ need }) => need !== 'optional')
  const rules = (asking.length ? asking : [a, b]).map(({ when = [] }) => when)
  return rules.every((when) => when.length) ? rules.flat().slice(0, 12) : undefined
}

/** Two items ask for one paper: it is given once, as the stricter of them wants it. */
function merged(a: Material, b: Material): Material {
  const when = eitherWhen(a, b)
  const { when: _, ...rest } = a
  const own = [a.source, b.source].find((source) => source !== 'shared')
  return {
    ...rest,
    ...(own && { source: own }),
    need: stricter(NEEDS, a.need, b.need),
    form: stricter(FORMS, a.form, b.form),
    copies: Math.max(a.copies, b.copies),
    trust: a.trust < b.trust ? a.trust : b.trust,
    ...([a, b].some(({ handling }) => handling === 'kept') && { handling: 'kept' as const }),
    ...(when && { when })
  }
}

/** Does an earlier step make this paper: its result, or what can be looked up of it? */
function isMade(
  name: string,
  member: Member,
  members: readonly Member[],
  made: readonly string[] = []
): boolean {
  if (made.includes(name)) return true
  const before = (after: readonly number[]): number[] =>
    after.flatMap((at) => [at, ...before(members[at]!.after)])
  return before(member.after).some((at) => {
    const result = members[at]!.content.result.name
    return result !== '' && (name === result || name === `${result}信息`)
  })
}

/**
 * Every member's papers in the bundle's names, without what an earlier step makes or the bundle's own answers
 * rule out.
 */
function allPapers(members: readonly Member[], { made, same = {} }: BundleContent): Material[] {
  return members.flatMap((member) =>
    member.content.materials.flatMap((material): Material[] => {
      const { when, fields, ...paper } = material
      const rule = joinWhen(when, member.preset, member.nameOf)
      const name = same[paper.name] ?? paper.name
      if (rule === null || isMade(name, member, members, made)) return []
      const asked = fields && { fields: fields.map(joined(member, same)) }
      return [{ ...paper, ...asked, name, ...(rule.length && { when: [...rule] }) }]
    })
  )
}

const isForm = ({ source, fields }: Material) => source === 'form' && fields !== undefined

/**
 * A form's field as the bundle's shared form asks it: what is filled in by an answer is, under the bundle's
 * own key.
 */
const joined =
  ({ nameOf }: Member, same: BundleContent['same'] = {}) =>
  ({ ask, ...field }: FormField): FormField => ({
    ...field,
    label: same[field.label] ?? field.label,
    ...(ask && { ask: nameOf(ask) })
  })

/** The fields of every form that applies on a path, each asked once. */
function sharedFields(forms: readonly Material[], path: readonly Step[]): FormField[] {
  const fields = forms.filter((form) => holds(form, path)).flatMap((form) => form.fields ?? [])
  return fields.filter(({ label }, at) => fields.findIndex((one) => one.label === label) === at).slice(0, 30)
}

/** The bundle's list: one form of all the forms, then each paper once. */
export function joinPapers(
  name: string,
  bundle: BundleContent,
  members: readonly Member[],
  path: readonly Step[]
): Material[] {
  const all = allPapers(members, bundle)
  const fields = sharedFields(all.filter(isForm), path)
  const form: Material = {
    name: `${name}申请表`,
    form: 'original',
    copies: 1,
    source: 'form',
    need: 'required',
    trust: 'D',
    fields
  }
  const papers = new Map<string, Material>()
  for (const paper of all.filter((one) => !isForm(one))) {
    const known = papers.get(paper.name)
    papers.set(paper.name, known ? merged(known, paper) : paper)
  }
  return [...(fields.length ? [form] : []), ...papers.values()].slice(0, 60)
}
