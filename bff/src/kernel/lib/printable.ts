import { LRUCache } from 'lru-cache'
import { inChild } from './children.ts'

/**
 * Letters, marks and Han characters every document has. Whatever else stands in a text is looked up in the
 * fonts.
 */
const SURE =
  /[\p{Cc}\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fa5\uff01-\uff60]/gu
const GLYPHS = new URL('./glyphs.child.ts', import.meta.url)
const MOST = 50
const lacking = new LRUCache<string, boolean>({ max: 5000 })

/** The characters of a text that no font has, each once, at most fifty: they must be written in by hand. */
export async function unprintableIn(words: string): Promise<string[]> {
  const rare = [...new Set(words.replace(SURE, ''))].slice(0, MOST)
  const unknown = rare.filter((char) => !lacking.has(char))
  if (unknown.length) {
    // A busy machine keeps nobody from their matter: what is not known is told next time.
    const missing = await inChild<string[]>('document', GLYPHS, unknown.join('')).catch(() => null)
    if (missing) for (const char of unknown) lacking.set(char, missing.includes(char))
  }
  return rare.filter((char) => lacking.get(char))
}
