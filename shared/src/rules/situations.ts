/** Every answer named here is on the path: question key → answer key. */
export type When = Readonly<Record<string, string>>
/** Holds on a path when one of its groups does; without a group it always holds. */
export type Conditional = Readonly<{ when?: readonly When[] }>
/**
 * `next` names the question that follows, `stop` says in words why it ends here; with neither the tree is
 * walked.
 */
export type SituationAnswer = Readonly<{ key: string; text: string; next?: string; stop?: string }>
export type SituationQuestion = Readonly<{
  key: string
  ask: string
  help?: string
  answers: readonly SituationAnswer[]
}>
/** A question tree (情形): the first question is asked first. */
export type Situations = readonly SituationQuestion[]
export type Step = Readonly<{ question: SituationQuestion; answer: SituationAnswer }>
export type Walk = Readonly<{
  path: readonly Step[]
  /** The question to put next; null when nothing is left to ask. */
  ask: SituationQuestion | null
  /** Why this item is not for them, and what is. */
  stop: string | null
}>

const MOST_STEPS = 30

/** How far these answers lead. What no longer fits, after an earlier answer was changed, is not looked at. */
export function walk(questions: Situations, answers: When): Walk {
  const path: Step[] = []
  let ask = questions[0] ?? null
  while (ask && path.length < MOST_STEPS) {
    const question: SituationQuestion = ask
    const answer = question.answers.find(({ key }) => key === answers[question.key])
    if (!answer) return { path, ask, stop: null }
    path.push({ question, answer })
    if (answer.stop) return { path, ask: null, stop: answer.stop }
    ask = questions.find(({ key }) => key === answer.next) ?? null
  }
  return { path, ask, stop: null }
}

const onPath = (group: When, path: readonly Step[]): boolean =>
  Object.entries(group).every(([question, answer]) =>
    path.some((step) => step.question.key === question && step.answer.key === answer)
  )

/** Whether a rule holds on a path. */
export const holds = ({ when }: Conditional, path: readonly Step[]): boolean =>
  !when?.length || when.some((group) => onPath(group, path))

/** What of a list applies on a path, in its order: the union of the rules on it. */
export const applying = <T extends Conditional>(list: readonly T[], path: readonly Step[]): T[] =>
  list.filter((one) => holds(one, path))

/**
 * Why a rule holds or not, in the citizen's own words: the questions it looks at that they were asked, with
 * their answers.
 */
export function becauseOf({ when = [] }: Conditional, path: readonly Step[]): string {
  const asked = path.filter(({ question }) => when.some((group) => question.key in group))
  return asked.map(({ question, answer }) => `${question.ask}${answer.text}`).join('；')
}

/** Most paths of one tree; a tree with more is too wide for anybody to answer. */
export const MOST_PATHS = 2000

/**
 * Every way through the tree, at most MOST_PATHS + 1 of them; a question met twice, or without an answer,
 * ends its path there.
 */
export function pathsOf(questions: Situations): Step[][] {
  const done: Step[][] = []
  const open: { path: Step[]; ask: SituationQuestion | undefined }[] = [{ path: [], ask: questions[0] }]
  while (open.length && done.length <= MOST_PATHS) {
    const { path, ask } = open.pop()!
    if (!ask?.answers.length || path.some(({ question }) => question === ask)) done.push(path)
    else
      for (const answer of ask.answers) {
        const follows = answer.stop ? undefined : questions.find(({ key }) => key === answer.next)
        open.push({ path: [...path, { question: ask, answer }], ask: follows })
      }
  }
  return done
}

type Paper = Conditional & Readonly<{ name: string; source?: string; issuer?: string; need?: string }>
export type Spared<T> = Readonly<{ material: T; why: string }>

/**
 * What they must bring on this path, what helps if they have it, and what they need not bring and why: the
 * window looks it up, or their answers spare it.
 */
export function papersOf<T extends Paper>(
  materials: readonly T[],
  path: readonly Step[]
): { bring: T[]; welcome: T[]; spared: Spared<T>[] } {
  const needed = applying(materials, path)
  const own = needed.filter(({ source }) => source !== 'shared')
  const looked = needed.filter((one) => !own.includes(one))
  // A paper of the same name may be asked for by another rule.
  const names = needed.map(({ name }) => name)
  const others = materials.filter(({ name, source }) => !names.includes(name) && source !== 'shared')
  return {
    bring: own.filter(({ need }) => need !== 'optional'),
    welcome: own.filter(({ need }) => need === 'optional'),
    spared: [
      ...looked.map((material) => ({ material, why: `窗口自己向${material.issuer ?? '发证单位'}核验` })),
      ...others.map((material) => {
        const because = becauseOf(material, path)
        return { material, why: because ? `您答的是：${because}` : '您的情况用不着' }
      })
    ]
  }
}

/** Answers as they stand in a link, `方式.买卖~抵押.无`, and back. */
export const answersText = (path: readonly Step[]): string =>
  path.map(({ question, answer }) => `${question.key}.${answer.key}`).join('~')
export const answersOf = (text: string): When =>
  Object.fromEntries(
    text
      .split('~')
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('.')), pair.slice(pair.indexOf('.') + 1)])
  )
