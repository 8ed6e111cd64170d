import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import { error, placesOf, type Rule, warning } from './finding.rules.ts'
import { vagueIn } from './vague.rules.ts'

/** strict: the citizen must bring or pay by these words, so a vague one blocks too. */
type Text = Readonly<{ at: string; place: string; words: string | undefined; strict?: true }>

function textsOf(item: ItemContent): Text[] {
  return [
    { at: 'name', place: '事项名称', words: item.name, strict: true },
    ...item.conditions.map((words, index) => ({
      at: `conditions/${index}`,
      place: `受理条件${index + 1}`,
      words
    })),
    ...placesOf(item.materials, 'materials', '材料').flatMap(({ one, at, place }): Text[] => [
      { at: `${at}/name`, place, words: one.name, strict: true },
      { at: `${at}/note`, place: `${place}说明`, words: one.note }
    ]),
    ...placesOf(item.fees, 'fees', '收费').map(
      ({ one, at, place }): Text => ({ at: `${at}/name`, place, words: one.name, strict: true })
    ),
    ...placesOf(item.stages, 'stages', '环节').map(({ one, at, place }) => ({
      at: `${at}/name`,
      place,
      words: one.name
    })),
    ...item.questions.flatMap(({ ask, help, answers }, index): Text[] => [
      { at: `questions/${index}/ask`, place: `情形问题${index + 1}`, words: ask },
      { at: `questions/${index}/help`, place: `情形问题${index + 1}的说明`, words: help },
      ...answers.map(({ text, stop }, answer) => ({
        at: `questions/${index}/answers/${answer}`,
        place: `情形问题${index + 1}的答案${answer + 1}`,
        words: `${text}${stop ? `：${stop}` : ''}`
      }))
    ])
  ]
}

/**
 * Vague and catch-all wording, with what to write instead. A bare number or time is a warning, an open list
 * an error.
 */
export const wording: Rule = (item) =>
  textsOf(item).flatMap(({ at, place, words, strict }) =>
    vagueIn(words ?? '').map(({ kind, found, why, proposal }): Finding => {
      const blocks = kind === 'catchAll' || (kind === 'vague' && strict)
      return (blocks ? error : warning)(at, place, kind, `“${found}”：${why}`, proposal)
    })
  )
