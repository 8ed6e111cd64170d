import type { FindIndex, Group, GroupWord } from './index.rules.ts'

type Span = Readonly<{ from: number; to: number }>
/**
 * Words of the query that stand for others, where they stand, the longest first; which items they name, and
 * how well.
 */
export type Concept = Readonly<{
  spans: readonly Span[]
  doing: boolean
  names: ReadonlyMap<number, number>
  /** How telling it is: what half of all items are called says little. */
  weight: number
}>

const BY_SOUND = 0.75 // right by its sound and wrong by its letters
const SAME = 0.92 // another word for it is a little less than the word itself
const FITS = 0.6
const SHORT = 0.8 // one character says less
const MOST_WEIGHT = 3

/** The syllable a sound begins at in a longer one. */
const heardAt = (sound: string, part: string): number =>
  sound.slice(0, sound.indexOf(part) + 1).split(' ').length - 2

/** Which items a group names, and how well, when this word of it was said. */
function namedBy({ words }: Group, said: GroupWord, sure: number): Map<number, number> {
  const names = new Map<number, number>()
  for (const word of words)
    for (const [item, fit] of word.names) {
      const worth = sure * fit * (word === said ? 1 : SAME)
      if (fit * (word === said ? 1 : SAME) >= FITS && worth > (names.get(item) ?? 0)) names.set(item, worth)
    }
  return names
}

/**
 * The groups the query uses a word of; one whose word stands inside a longer one of another group means
 * nothing by itself.
 */
export function conceptsIn(text: string, sound: string, { groups, ids }: FindIndex): Concept[] {
  const said = groups.flatMap((group) => {
    const written = group.words.filter((word) => text.includes(word.text))
    const heard = written.length
      ? []
      : group.words.filter((word) => word.text.length > 1 && sound.includes(word.sound))
    const words = [...written, ...heard].toSorted((a, b) => b.text.length - a.text.length)
    const spans = words.map((word) => {
      const from = written.length ? text.indexOf(word.text) : heardAt(sound, word.sound)
      return { from, to: from + word.text.length }
    })
    return words[0] ? [{ group, word: words[0], spans, sure: written.length ? 1 : BY_SOUND }] : []
  })
  const within = (one: Span, other: Span) =>
    other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from
  return said
    .filter((one) => !said.some((other) => within(one.spans[0]!, other.spans[0]!)))
    .map(({ group, word, spans, sure }) => {
      const names = namedBy(group, word, sure)
      const rare = names.size ? Math.log(1 + ids.length / names.size) / Math.log(1 + ids.length) : 0
      const weight = MOST_WEIGHT * rare * (word.text.length > 1 ? 1 : SHORT)
      return { spans, doing: group.doing, names, weight }
    })
}
