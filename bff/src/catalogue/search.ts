import type { pinyin as Pinyin } from 'pinyin-pro'
import type { ItemContent } from 'shared/items.ts'
import { gramsOf } from '../lib/grams.ts'

const MOST_LETTERS = 24
const LATIN = /^[a-z0-9]+$/
const quoted = (lexeme: string) => `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`

/** A name's pinyin from each of its syllables on, whole and as initials: `guohu`, `hu`, `gh`. */
function soundsOf(words: string, pinyin: typeof Pinyin): string[] {
  const syllables = pinyin(words, { toneType: 'none', type: 'array', nonZh: 'removed' })
  return syllables.flatMap((_, from) => {
    const rest = syllables.slice(from)
    return [rest.join(''), rest.map((syllable) => syllable[0]).join('')]
      .map((sound) => sound.toLowerCase().slice(0, MOST_LETTERS))
      .filter((sound) => LATIN.test(sound))
  })
}

/**
 * What an item is found by: its names and everyday words (A) with their pinyin, its department and life events (B). Every
 * lexeme begins with its county, so that a search costs the same however many counties there are.
 */
export async function indexOf(item: ItemContent, department: string, tenantId: string): Promise<string> {
  // Large tables, needed by whoever changes an item alone.
  const { pinyin } = await import('pinyin-pro')
  const names = [item.name, ...item.words]
  const strong = new Set([...names.flatMap(gramsOf), ...names.flatMap((name) => soundsOf(name, pinyin))])
  const weak = new Set([item.mainItem, item.subItem ?? '', department, ...item.lifeEvents].flatMap(gramsOf))
  return [
    ...[...strong].map((lexeme) => `${quoted(tenantId + lexeme)}:1A`),
    ...[...weak].filter((lexeme) => !strong.has(lexeme)).map((lexeme) => `${quoted(tenantId + lexeme)}:1B`)
  ].join(' ')
}

/** Pinyin is typed with spaces between its syllables or without: it is one sound either way. */
const joined = (words: string): string =>
  /^[a-z\s']+$/i.test(words) ? words.replace(/[\s']+/g, '').slice(0, MOST_LETTERS) : words

/** The query for what somebody typed: pairs of characters, and Latin letters as the beginning of a sound; empty for one character. */
export const queryFor = (words: string, tenantId: string): string =>
  gramsOf(joined(words))
    .map((gram) => (LATIN.test(gram) ? `${quoted(tenantId + gram)}:*` : quoted(tenantId + gram)))
    .join(' | ')
