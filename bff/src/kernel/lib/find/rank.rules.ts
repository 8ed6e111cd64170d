import { type FindIndex, type Phrase, soundPairsOf } from './index.rules.ts'
import { byPinyin } from './letters.rules.ts'
import { type Query, understood } from './query.rules.ts'
import { isFilling, pairsOf, plainWords, spreadOver } from './words.rules.ts'

export type Found = Readonly<{ id: string; score: number }>
/**
 * What speaks for an item so far, the best single sign of it, and the characters of the query it speaks to.
 */
type Case = { score: number; named: number; telling: number; covered: Set<number> }

const MOST_SHOWN = 8
const LEAST_SCORE = 1.1
/**
 * How much of what was asked an item must speak to; less where a telling word for it stands in a whole
 * sentence.
 */
const LEAST_COVERED = 0.5
const LEAST_BESIDE_A_NAME = 0.15
const TELLING = 1.3
/** What scores less than this share of the best is left out: the list stays short. */
const NEAR_BEST = 0.5
const BY_SOUND = 0.65 // right by its sound and wrong by its letters
const DEED = 0.3 // how much less an item is worth that leaves out what is to be done
const SPREAD = 0.6 // its characters in order, others between them

const mayBeSpread = ({ text }: Phrase): boolean =>
  text.length <= 5 && [...text].filter((char) => !isFilling(char)).length >= Math.min(3, text.length)

/**
 * How surely a name is in the query, by letters before sounds and together before spread, and which
 * characters it takes.
 */
function standing(
  { text, sound, syllables }: Query,
  name: Phrase
): { sure: number; places: number[] } | undefined {
  const from = (at: number) => Array.from(name.text, (_, offset) => at + offset)
  if (text.includes(name.text)) return { sure: 1, places: from(text.indexOf(name.text)) }
  if (sound.includes(name.sound))
    return {
      sure: BY_SOUND,
      places: from(sound.slice(0, sound.indexOf(name.sound) + 1).split(' ').length - 2)
    }
  if (!mayBeSpread(name)) return undefined
  const written = spreadOver([...text], [...name.text])
  if (written) return { sure: SPREAD, places: written }
  const heard = name.text.length > 2 ? spreadOver(syllables, name.syllables) : undefined
  return heard && { sure: SPREAD * BY_SOUND, places: heard }
}

/** Names that share two syllables with the query: no other can stand in it or hold it. */
function candidates({ syllables }: Query, { bySyllable }: FindIndex): Phrase[] {
  const shared = new Map<Phrase, number>()
  for (const syllable of new Set(syllables))
    for (const phrase of bySyllable.get(syllable) ?? []) shared.set(phrase, (shared.get(phrase) ?? 0) + 1)
  return [...shared].flatMap(([phrase, count]) =>
    count > 1 || phrase.text.length === 2 || syllables.length < 3 ? [phrase] : []
  )
}

/** Adds what the items' own names in the query are worth. */
function byNames(query: Query, index: FindIndex, caseOf: (item: number) => Case): void {
  const { text } = query
  for (const name of candidates(query, index)) {
    const found = standing(query, name)
    if (!found && !(text.length > 1 && name.text.includes(text))) continue
    const of = caseOf(name.item)
    const worth = found
      ? found.sure * (2.6 + 0.35 * name.text.length) + (name.text === text ? 2 : 0)
      : 1.4 + (2 * text.length) / name.text.length
    const places = found?.places ?? [...text].keys()
    for (const place of places) of.covered.add(place)
    of.named = Math.max(of.named, worth)
    // What is done to a thing names no thing.
    if ([...places].some((place) => !query.doing.has(place))) of.telling = Math.max(of.telling, worth)
  }
}

/** Adds what the pairs of characters an item shares with the query are worth, by letters or by sound. */
function byPairs({ text, syllables }: Query, index: FindIndex, caseOf: (item: number) => Case): void {
  const heard = soundPairsOf(syllables)
  const most = Math.log(1 + index.ids.length)
  for (const { pair, at } of pairsOf(text)) {
    if ([...pair].every(isFilling)) continue
    const half = [...pair].some(isFilling) ? 0.5 : 1
    const written = index.byPair.get(pair) ?? []
    const rare = (count: number) => Math.log(1 + index.ids.length / count) / most
    const own = new Set(written.map(({ item }) => item))
    const sounding = (index.bySoundPair.get(heard[at]!) ?? []).filter((item) => !own.has(item))
    for (const { item, weight } of written) add(item, weight * rare(written.length), weight)
    for (const item of sounding) add(item, BY_SOUND * rare(sounding.length), BY_SOUND)

    function add(item: number, worth: number, weight: number) {
      const of = caseOf(item)
      of.score += half * worth
      if (weight > 0.5) for (const place of [at, at + 1]) of.covered.add(place)
    }
  }
}

function byConcepts({ concepts }: Query, caseOf: (item: number) => Case): void {
  for (const { names, weight, doing, spans } of concepts)
    for (const [item, fit] of names) {
      const of = caseOf(item)
      of.score += weight * fit
      if (!doing) of.telling = Math.max(of.telling, weight * fit)
      for (const { from, to } of spans) for (let at = from; at < to; at++) of.covered.add(at)
    }
}

function scores(query: Query, index: FindIndex): Map<number, number> {
  const cases = new Map<number, Case>()
  const caseOf = (item: number): Case => {
    const known = cases.get(item)
    if (known) return known
    const fresh = { score: 0, named: 0, telling: 0, covered: new Set<number>() }
    cases.set(item, fresh)
    return fresh
  }
  byNames(query, index, caseOf)
  byPairs(query, index, caseOf)
  byConcepts(query, caseOf)
  const shareOf = ({ covered }: Case, places: readonly number[]) =>
    places.length ? places.filter((at) => covered.has(at)).length / places.length : 1
  return new Map(
    [...cases].flatMap(([item, of]) => {
      const share = shareOf(of, query.asked)
      // Of two about the same thing, the one that does to it what was said comes first.
      const done = 1 - DEED + DEED * shareOf(of, [...query.doing])
      const least = of.telling >= TELLING ? LEAST_BESIDE_A_NAME : LEAST_COVERED
      return share < least ? [] : [[item, done * (of.named + of.score) * (0.35 + 0.65 * share)] as const]
    })
  )
}

/** Does the query ask for what others see to? Not where an item is called so. */
const isElsewhere = (text: string, { elsewhere, phrases }: FindIndex): boolean =>
  elsewhere.some(
    (word) =>
      text.includes(word) && !phrases.some((name) => name.text.includes(word) && text.includes(name.text))
  )

/**
 * The items somebody means, best first and few: by their own names, by other words for them, by the letters
 * or sounds they share with what was typed. Nothing where no item speaks to what was asked. `among`: no
 * others; `most`: how many.
 */
export function rankItems(
  index: FindIndex,
  typed: string,
  { among, most = MOST_SHOWN }: Readonly<{ among?: ReadonlySet<string> | undefined; most?: number }> = {}
): Found[] {
  const text = plainWords(typed)
  if (text === '' || isElsewhere(text, index)) return []
  const scored = /^[a-z ]+$/.test(text) ? byPinyin(text, index) : scores(understood(typed, index), index)
  const found = [...scored]
    .map(([item, score]) => ({ id: index.ids[item]!, score }))
    .filter(({ id }) => among?.has(id) ?? true)
    .toSorted((a, b) => b.score - a.score || a.id.localeCompare(b.id))
  const top = found[0]?.score ?? 0
  return top < LEAST_SCORE ? [] : found.filter(({ score }) => score >= NEAR_BEST * top).slice(0, most)
}
