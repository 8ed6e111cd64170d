import type { FindIndex, Phrase } from './index.rules.ts'

/** How well letters are the beginning of a name's pinyin, whole or by first letters, from any syllable on. */
function heard(letters: string, { rests, initials }: Phrase): number {
  if (rests[0]!.startsWith(letters)) return 3 + letters.length / rests[0]!.length
  if (initials.startsWith(letters)) return initials === letters ? 3 : 2
  return rests.some((rest) => rest.startsWith(letters)) ? 1.5 : 0
}

/** Scores of the items whose names sound like typed letters. */
function byLetters(letters: string, { phrases }: FindIndex): Map<number, number> {
  const scores = new Map<number, number>()
  for (const phrase of phrases) {
    const score = heard(letters, phrase)
    if (score > (scores.get(phrase.item) ?? 0)) scores.set(phrase.item, score)
  }
  return scores
}

const LONG = 5 // letters: more than one syllable

/** Pinyin is typed with spaces between its syllables, between its words, or without. */
export function byPinyin(typed: string, index: FindIndex): Map<number, number> {
  const whole = byLetters(typed.replaceAll(' ', ''), index)
  const words = typed.split(' ').filter((word) => word.length >= LONG)
  if (whole.size > 0 || words.length < 2) return whole
  const [first, ...others] = words.map((word) => byLetters(word, index))
  return new Map(
    [...first!].flatMap(([item, score]) => {
      const more = others.map((scores) => scores.get(item) ?? 0)
      return more.includes(0)
        ? []
        : [[item, more.reduce((sum, one) => sum + one, score) / words.length] as const]
    })
  )
}
