import type { ItemContent } from 'shared/items.ts'
import type { Situations, When } from 'shared/rules/situations.ts'

type Question = ItemContent['questions'][number]
export type Renamed = (key: string) => string

/**
 * The question that comes first once those the bundle answers itself are left out; null when nothing is left
 * to ask.
 */
function firstAsked(questions: Situations, preset: When, key: string | undefined): string | null {
  const seen = new Set<string>()
  let at = key
  while (at !== undefined && preset[at] !== undefined && !seen.has(at)) {
    seen.add(at)
    const question = questions.find((one) => one.key === at)
    at = question?.answers.find((answer) => answer.key === preset[at!])?.next
  }
  return questions.some((one) => one.key === at) ? at! : null
}

/** The questions of one item that are really asked, from the first on, under names of their own. */
function asked(questions: Situations, preset: When, nameOf: Renamed, follows: string | null): Question[] {
  const order: string[] = []
  const visit = (key: string | null): void => {
    if (key === null || order.includes(key)) return
    order.push(key)
    const { answers } = questions.find((one) => one.key === key)!
    for (const { next } of answers) visit(firstAsked(questions, preset, next))
  }
  visit(firstAsked(questions, preset, questions[0]?.key))
  return order.map((key) => {
    const { answers, ...question } = questions.find((one) => one.key === key)!
    return {
      ...question,
      key: nameOf(key),
      answers: answers.map(({ next, ...answer }): Question['answers'][number] => {
        if (answer.stop) return answer
        const after = firstAsked(questions, preset, next)
        const then = after === null ? follows : nameOf(after)
        return then === null ? answer : { ...answer, next: then }
      })
    }
  })
}

type Asking = Readonly<{ content: Pick<ItemContent, 'questions'>; preset: When }>

/**
 * One tree of several items' questions, one item after the other; and how each item's questions are called in
 * it.
 */
export function joinQuestions(members: readonly Asking[]): { questions: Question[]; names: Renamed[] } {
  const taken = new Set<string>()
  const names = members.map(({ content }, at): Renamed => {
    const own = new Map(
      content.questions.map(({ key }) => [key, taken.has(key) ? `${key}${at + 1}` : key] as const)
    )
    for (const name of own.values()) taken.add(name)
    return (key) => own.get(key) ?? key
  })
  let follows: string | null = null
  let questions: Question[] = []
  // From the last to the first: each knows what follows it.
  for (let at = members.length - 1; at >= 0; at--) {
    const { content, preset } = members[at]!
    const own: Question[] = asked(content.questions, preset, names[at]!, follows)
    questions = [...own, ...questions]
    follows = own[0]?.key ?? follows
  }
  return { questions, names }
}

/** A rule in the joined tree's names; null when the bundle's own answers rule it out. */
export function joinWhen(
  when: readonly When[] | undefined,
  preset: When,
  nameOf: Renamed
): readonly When[] | null {
  if (!when?.length) return []
  const left = when.flatMap((group): When[] => {
    const open = Object.entries(group).filter(([key]) => preset[key] === undefined)
    const fits = Object.entries(group).every(([key, answer]) => (preset[key] ?? answer) === answer)
    return fits ? [Object.fromEntries(open.map(([key, answer]) => [nameOf(key), answer]))] : []
  })
  if (left.length === 0) return null
  return left.some((group) => Object.keys(group).length === 0) ? [] : left
}
