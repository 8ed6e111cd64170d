import type { Everyday } from './everyday.ts'
import { isFilling, pairsOf, plainWords } from './words.rules.ts'

/** An item as far as it is found by words: its name and everyday words, and what else is said of it. */
export type Findable = Readonly<{ id: string; names: readonly string[]; beside: readonly string[] }>
/** The sound of each character of a text, without its tone; what is no Chinese character sounds as itself. */
export type Sounds = (text: string) => readonly string[]

/** One of an item's names; `item` is its place in the list. */
export type Phrase = Readonly<{
  item: number
  text: string
  syllables: readonly string[]
  sound: string
  /** Its pinyin from each syllable on, and its first letters. */
  rests: readonly string[]
  initials: string
}>
/** A word of a group, its sound, and how well it names the items it names, 0 to 1. */
export type GroupWord = Readonly<{ text: string; sound: string; names: ReadonlyMap<number, number> }>
/** Words that mean the same; `doing` is what is done to a thing and names nothing by itself. */
export type Group = Readonly<{ words: readonly GroupWord[]; doing: boolean }>

type Postings<V> = ReadonlyMap<string, readonly V[]>
export type FindIndex = Readonly<{
  ids: readonly string[]
  phrases: readonly Phrase[]
  /** Names by the syllables they hold. */
  bySyllable: Postings<Phrase>
  /**
   * Items by pairs of characters, with how strongly a pair speaks for them, and by pairs of syllables of
   * their names.
   */
  byPair: Postings<Readonly<{ item: number; weight: number }>>
  bySoundPair: Postings<number>
  groups: readonly Group[]
  /** What others see to, unless an item is called so. */
  elsewhere: readonly string[]
  sounds: Sounds
}>

const BESIDE = 0.3

/** Sounds of two neighbours, as `fen zheng`. */
export const soundPairsOf = (sounds: readonly string[]): string[] =>
  sounds.slice(0, -1).map((sound, at) => `${sound} ${sounds[at + 1]}`)

const soundOf = (syllables: readonly string[]) => ` ${syllables.join(' ')} `

/** What is found under a key, each value once. */
function postings<V>(entries: Iterable<readonly [string, V]>): Map<string, V[]> {
  const made = new Map<string, V[]>()
  for (const [key, value] of entries) {
    const list = made.get(key)
    if (!list) made.set(key, [value])
    else if (list.at(-1) !== value) list.push(value)
  }
  return made
}

/**
 * How well a word names each item: 1 when it is one of its names, less when it is a part of one or holds one.
 */
function namesOf(word: string, byPair: Postings<Phrase>): Map<number, number> {
  const names = new Map<number, number>()
  for (const { pair } of pairsOf(word))
    for (const { item, text } of byPair.get(pair) ?? []) {
      const fit =
        text === word
          ? 1
          : text.includes(word)
            ? 0.6 + (0.4 * word.length) / text.length
            : word.includes(text)
              ? 0.5 + (0.4 * text.length) / word.length
              : 0
      if (fit > (names.get(item) ?? 0)) names.set(item, fit)
    }
  return names
}

const SLICE = 40 // names or groups between two pauses

/** Does something to each of a list, pausing now and then so that others are served meanwhile. */
async function inSlices<T, R>(
  list: readonly T[],
  pause: () => Promise<unknown>,
  work: (one: T) => R
): Promise<R[]> {
  const done: R[] = []
  for (const [at, one] of list.entries()) {
    if (at % SLICE === SLICE - 1) await pause()
    done.push(work(one))
  }
  return done
}

/**
 * Everything a search needs of a county's items and of the words people use for them; a large one takes a
 * second or two.
 */
export async function buildIndex(
  items: readonly Findable[],
  { same, doing, elsewhere }: Everyday,
  sounds: Sounds,
  pause: () => Promise<unknown> = async () => undefined
): Promise<FindIndex> {
  const named = items.flatMap(({ names }, item) =>
    [...new Set(names.map(plainWords))].filter((text) => text.length > 1).map((text) => ({ item, text }))
  )
  const phrases = await inSlices(named, pause, ({ item, text }): Phrase => {
    const syllables = sounds(text)
    return {
      item,
      text,
      syllables,
      sound: soundOf(syllables),
      rests: syllables.map((_, from) => syllables.slice(from).join('')),
      initials: syllables.map((syllable) => syllable[0]).join('')
    }
  })
  const weights = await inSlices(items, pause, ({ names, beside }) => {
    const pairs = new Map<string, number>()
    for (const text of beside.map(plainWords)) for (const { pair } of pairsOf(text)) pairs.set(pair, BESIDE)
    for (const text of names.map(plainWords)) for (const { pair } of pairsOf(text)) pairs.set(pair, 1)
    return pairs
  })
  const phrasesByPair = postings(
    phrases.flatMap((phrase) => pairsOf(phrase.text).map(({ pair }) => [pair, phrase] as const))
  )
  const group =
    (isDoing: boolean) =>
    (words: readonly string[]): Group => ({
      doing: isDoing,
      words: words
        .map(plainWords)
        .filter(Boolean)
        .map((text) => ({ text, sound: soundOf(sounds(text)), names: namesOf(text, phrasesByPair) }))
    })
  const groups = [
    ...(await inSlices(doing, pause, group(true))),
    ...(await inSlices(same, pause, group(false)))
  ]
  await pause()
  const telling = ({ text }: Phrase, at: number) => !isFilling([...text][at]!)
  return {
    ids: items.map(({ id }) => id),
    phrases,
    sounds,
    elsewhere,
    groups,
    bySyllable: postings(
      phrases.flatMap((phrase) =>
        [...new Set(phrase.syllables.filter((_, at) => telling(phrase, at)))].map(
          (syllable) => [syllable, phrase] as const
        )
      )
    ),
    byPair: postings(
      weights.flatMap((pairs, item) => [...pairs].map(([pair, weight]) => [pair, { item, weight }] as const))
    ),
    bySoundPair: postings(
      phrases.flatMap(({ item, syllables }) => soundPairsOf(syllables).map((pair) => [pair, item] as const))
    )
  }
}
