import { isFilling } from '../../kernel/lib/find/words.rules.ts'

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })
type Place = Readonly<{ from: number; to: number }>
const overlap = (one: Place, other: Place) => one.from < other.to && other.from < one.to

/**
 * The whole words of a text in which pairs of characters stand: `圾桶` of `垃圾桶满了` is `垃圾桶`. A pair that lies
 * across words of one character is a word the dictionary does not know (`低保`), unless one of them only fills
 * the sentence (`倒了`, `很危`). In the order of the pairs, none over another (Unicode UAX 29, ICU's dictionary).
 */
export function wholeWords(text: string, pairs: readonly string[]): string[] {
  const segments = [...WORDS.segment(text)].map(({ segment, index }) => ({
    from: index,
    to: index + segment.length,
    means: ![...segment].some(isFilling)
  }))
  const found: Place[] = []
  for (const pair of pairs) {
    const from = text.indexOf(pair)
    if (from < 0) continue
    const place = { from, to: from + pair.length }
    const across = segments.filter((segment) => overlap(segment, place))
    const long = across.filter(({ from, to, means }) => means && to - from > 1)
    const unknown = across.every(({ from, to, means }) => means && to - from === 1) ? [place] : []
    for (const word of long.length ? long : unknown)
      if (!found.some((known) => overlap(known, word))) found.push(word)
  }
  return found.map(({ from, to }) => text.slice(from, to))
}
