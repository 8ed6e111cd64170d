import { type Concept, conceptsIn } from './concepts.rules.ts'
import type { FindIndex } from './index.rules.ts'
import { isFilling, plainWords } from './words.rules.ts'

/** What somebody typed, understood. Places are characters of `text`. */
export type Query = Readonly<{
  text: string
  syllables: readonly string[]
  /** The syllables in one line, a space around each. */
  sound: string
  concepts: readonly Concept[]
  /** Places that say only what is done. */
  doing: ReadonlySet<number>
  /** Places an item must speak to: of things, or of what is done where no thing is said. */
  asked: readonly number[]
}>

const placesOf = ({ spans }: Concept): number[] =>
  spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))

/** Understands what was typed by the words of an index. */
export function understood(typed: string, index: FindIndex): Query {
  const text = plainWords(typed)
  const syllables = index.sounds(text)
  const sound = ` ${syllables.join(' ')} `
  const concepts = conceptsIn(text, sound, index)
  const doing = new Set(concepts.filter((concept) => concept.doing).flatMap(placesOf))
  const said = [...text].flatMap((char, at) => (char === ' ' || isFilling(char) ? [] : [at]))
  const things = said.filter((at) => !doing.has(at))
  return { text, syllables, sound, concepts, doing, asked: things.length ? things : said }
}
