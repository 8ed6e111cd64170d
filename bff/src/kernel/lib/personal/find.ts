import { placesOf } from 'shared/rules/spans.ts'
import { ADDRESS } from './address.ts'
import { CARD } from './cards.ts'
import { CHAT, MAIL, PLATE } from './contacts.ts'
import type { Finder, PersonalKind } from './finder.ts'
import { NAMES } from './names.ts'
import { ALIKE, NUMBERS } from './numbers.ts'
import { alike, crossed, figured, figuresOf, type Reading, read, withOneDot, without } from './reading.ts'

export type Found = Readonly<{ start: number; end: number; kind: PersonalKind }>
export type Known = Readonly<{
  /** The matter's own parties. */
  names: readonly string[]
  /** Numbers that are public: the officials' own, the hotline. */
  open: readonly string[]
}>

const LEAST = 4

/** The longest beginning of a match that holds, never ending inside a run of figures. */
function fitting(match: string, holds: Finder[2]): string | undefined {
  if (!holds || holds(match)) return match
  for (let end = match.length - 1; end > LEAST; end--)
    if (/[\dX]/.test(match[end - 1]!) && !/\d/.test(match[end]!) && holds(match.slice(0, end)))
      return match.slice(0, end)
  return undefined
}

/** Every way a text is read, and what is looked for in it; the first find of a place stands. */
function* looks(text: string): Generator<readonly [Reading, readonly Finder[]]> {
  const base = read(text)
  const words = figured(base)
  yield [crossed(base), NUMBERS]
  yield [words, NUMBERS]
  for (const finders of [MAIL, CARD, PLATE, CHAT]) {
    yield [base, finders]
    yield [words, finders]
  }
  yield [alike(base), ALIKE]
  yield [without(base, /[ \t\u3000]/gu), ADDRESS]
  yield [base, NAMES]
  // 张 建 国, 张_建_国: a name with gaps.
  yield [without(base, /(?<=\p{Script=Han})[\s_*~|/-]{1,2}(?=\p{Script=Han})/gu), NAMES]
}

/**
 * What to hide in a text, in order and without overlap: what the patterns find in any of its readings, the
 * parties' names, and every other place where something hidden stands again.
 */
export function findPersonal(text: string, { names, open }: Known): Found[] {
  const isOpen = open.map(figuresOf).filter(Boolean)
  const spans: Found[] = []
  const taken = new Uint8Array(text.length)
  const add = (found: Found) => {
    if (taken.subarray(found.start, found.end).includes(1)) return
    taken.fill(1, found.start, found.end)
    spans.push(found)
  }
  for (const [{ plain, from }, finders] of looks(text))
    for (const [kind, pattern, holds] of finders)
      for (const { index, 0: match } of plain.matchAll(pattern)) {
        const whole = fitting(match, holds)
        if (!whole || (kind === 'phone' && isOpen.includes(figuresOf(whole)))) continue
        add({ start: from[index]!, end: from[index + whole.length]!, kind })
      }
  const dotted = withOneDot(read(text))
  for (const name of names.map((word) => withOneDot(read(word)).plain).filter(({ length }) => length > 1))
    for (const { start, end } of placesOf(dotted.plain, name))
      add({ start: dotted.from[start]!, end: dotted.from[end]!, kind: 'name' })
  const hidden = new Map(spans.map(({ start, end, kind }) => [text.slice(start, end), kind]))
  for (const [words, kind] of hidden) for (const place of placesOf(text, words)) add({ ...place, kind })
  return spans.sort((a, b) => a.start - b.start)
}
