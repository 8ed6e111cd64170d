const RUNS = /[\p{L}\p{N}]+/gu
const LATIN = /[a-z0-9]+/g
const MOST = 240

/**
 * The pairs of characters a text is found by, each once; words in Latin letters and figures stand whole.
 * Chinese has no spaces, and segmenting misses place names and inner words.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    for (const [word] of run.matchAll(LATIN)) if (word.length > 1) grams.add(word)
    const letters = [...run.replace(LATIN, ' ')]
    for (let at = 0; at + 1 < letters.length; at++)
      if (letters[at] !== ' ' && letters[at + 1] !== ' ') grams.add(letters[at]! + letters[at + 1]!)
  }
  return [...grams].slice(0, MOST)
}

/** The text with the other words of every group it uses a word of: 医保 is asked, 新农合 is found. */
export function withSynonyms(text: string, groups: readonly (readonly string[])[]): string {
  const used = groups.filter((words) => words.some((word) => text.includes(word)))
  return [text, ...used.flat().filter((word) => !text.includes(word))].join(' ')
}

const TOLD = 8

/** Telling pairs of characters put together where they overlap: 盛恒 恒炉 炉料 reads 盛恒炉料. */
export function readable(grams: readonly string[]): string[] {
  const words: string[] = []
  for (const gram of grams.slice(0, TOLD)) {
    const before = words.findIndex((word) => word.endsWith(gram[0]!) && gram.length === 2)
    const after = words.findIndex((word) => word.startsWith(gram.at(-1)!) && gram.length === 2)
    if (before >= 0) words[before] += gram.slice(1)
    else if (after >= 0) words[after] = gram[0] + words[after]!
    else words.push(gram)
  }
  return words.slice(0, 5)
}
