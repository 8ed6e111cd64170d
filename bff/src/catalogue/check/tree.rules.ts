import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import { holds, MOST_PATHS, pathsOf, type Step } from 'shared/rules/situations.ts'
import { error, placesOf, type Rule } from './finding.rules.ts'

const placeOf = (index: number) => ({ at: `questions/${index}`, place: `情形问题${index + 1}` })

/**
 * A question nobody can leave, two answers that cannot be told apart, an answer that leads nowhere or back.
 */
function deadEnds({ questions }: ItemContent): Finding[] {
  return questions.flatMap((question, index): Finding[] => {
    const { at, place } = placeOf(index)
    const found: Finding[] = []
    const { key, answers } = question
    if (answers.length < 2)
      found.push(error(at, place, 'deadEnd', '答案少于两个，没有可选的', '补上答案，或删去这个问题'))
    if (questions.findIndex((other) => other.key === key) < index)
      found.push(error(at, place, 'contradiction', `问题代号“${key}”用了两次`, '换一个代号'))
    answers.forEach(({ key: answer, text, next, stop }, at2) => {
      const spot = { at: `${at}/answers/${at2}`, place: `${place}的答案“${text}”` }
      const add = (rule: Finding['rule'], why: string, proposal: string) =>
        found.push(error(spot.at, spot.place, rule, why, proposal))
      const twins = answers.slice(0, at2).some((other) => other.key === answer || other.text === text)
      if (twins) add('contradiction', '和前面的答案相同', '改写，使两个答案能分清')
      if (next && !questions.some((other) => other.key === next))
        add('deadEnd', `接下来的问题“${next}”不存在`, '改为已有的问题，或留空表示问完')
      if (next && stop) add('contradiction', '既说不能办，又接着问下一题', '只留一个')
    })
    return found
  })
}

/** Questions no path meets and questions that come round again. */
function unreachable({ questions }: ItemContent, paths: readonly Step[][]): Finding[] {
  const met = new Set(paths.flatMap((path) => path.map(({ question }) => question.key)))
  return questions.flatMap((question, index): Finding[] => {
    const { at, place } = placeOf(index)
    const round = paths.some(
      (path) => path.at(-1)?.answer.next === question.key && path.some((step) => step.question === question)
    )
    if (round) return [error(at, place, 'deadEnd', '问着问着又回到这一题，永远问不完', '改掉后面答案的去向')]
    if (met.has(question.key)) return []
    return [error(at, place, 'unreachable', '没有答案通到这一题', '让一个答案接到这里，或删去')]
  })
}

/** Rules that name what does not exist, or ask for answers with which nobody ever gets to a list. */
function rules({ materials, fees, questions }: ItemContent, paths: readonly Step[][]): Finding[] {
  const known = (question: string, answer: string) =>
    questions.some(({ key, answers }) => key === question && answers.some((one) => one.key === answer))
  const places = [...placesOf(materials, 'materials', '材料'), ...placesOf(fees, 'fees', '收费')]
  return places.flatMap(({ one, at, place }) =>
    (one.when ?? []).flatMap((group): Finding[] => {
      const words = Object.entries(group).map(([question, answer]) => `${question}=${answer}`)
      const strange = Object.entries(group).find(([question, answer]) => !known(question, answer))
      if (strange)
        return [
          error(
            `${at}/when`,
            place,
            'unreachable',
            `情形“${strange.join('=')}”不存在`,
            '改为已有的问题和答案'
          )
        ]
      if (paths.some((path) => holds({ when: [group] }, path))) return []
      return [
        error(
          `${at}/when`,
          place,
          'contradiction',
          `“${words.join('，')}”不可能同时成立`,
          '拆成两条规则，或改条件'
        )
      ]
    })
  )
}

/** Ways at whose end a list is issued: none ends with a no. */
export const leadingOn = (paths: readonly Step[][]): Step[][] =>
  paths.filter((path) => !path.at(-1)?.answer.stop)

/**
 * Nothing is published in which a citizen gets stuck: dead ends, unreachable questions, contradictions.
 */
export const tree: Rule = (item) => {
  const paths = pathsOf(item.questions)
  if (paths.length > MOST_PATHS)
    return [
      error(
        'questions',
        '情形问题',
        'deadEnd',
        `走法超过${MOST_PATHS}种，没人答得完`,
        '减少问题，或拆成几个事项'
      )
    ]
  return [...deadEnds(item), ...unreachable(item, paths), ...rules(item, leadingOn(paths))]
}
