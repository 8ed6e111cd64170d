import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'

/** Noto Sans Hans (OFL): what a document is set in. */
const HANS = new URL('../fonts/', import.meta.resolve('@embedpdf/fonts-sc'))
export const mainFonts = {
  text: new URL('NotoSansHans-Regular.otf', HANS),
  bold: new URL('NotoSansHans-Bold.otf', HANS)
} as const

/** Scripts beside ours (Noto, OFL), small enough to be looked through one after the other. */
const SCRIPTS = [
  '@fontsource/noto-serif-tibetan/files/noto-serif-tibetan-tibetan-400-normal.woff',
  '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff',
  '@fontsource/noto-sans-yi/files/noto-sans-yi-yi-400-normal.woff'
] as const
/** Chiron Sung (OFL): rare Han characters, in many small files whose style sheet says which holds what. */
const RARE = 'chiron-sung-hk-webfont/css/vf.css'

/**
 * A font that has what the main one lacks; an outlined one is drawn by its outlines, for it cannot be
 * embedded.
 */
export type Fallback = Readonly<{ file: string; font: Font; outlined: boolean }>

const fileOf = (name: string) => fileURLToPath(import.meta.resolve(name))
const opened = new Map<string, Fallback>()
function open(file: string, outlined = false): Fallback {
  const known = opened.get(file)
  if (known) return known
  const fallback = { file, outlined, font: create(readFileSync(file)) as Font }
  opened.set(file, fallback)
  return fallback
}

type Face = Readonly<{ file: string; from: number; to: number }>
let rareFaces: Face[] | undefined
/** Which file of the rare characters holds which of them. */
function faces(): Face[] {
  if (rareFaces) return rareFaces
  const sheet = new URL(import.meta.resolve(RARE))
  const rules = readFileSync(sheet, 'utf8').matchAll(/src: url\('([^']+)'\)[\s\S]*?unicode-range: ([^;]+);/g)
  rareFaces = [...rules].flatMap(([, file, ranges]) =>
    [...ranges!.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, from, to = from]) => ({
      file: fileURLToPath(new URL(file!, sheet)),
      from: Number.parseInt(from!, 16),
      to: Number.parseInt(to!, 16)
    }))
  )
  return rareFaces
}

let text: Font | undefined
/** Has the main font this character? */
export function isPlain(char: string): boolean {
  text ??= open(fileURLToPath(mainFonts.text)).font
  return text.hasGlyphForCodePoint(char.codePointAt(0)!)
}

const found = new Map<string, Fallback | null>()
function find(code: number): Fallback | null {
  for (const name of SCRIPTS) {
    const fallback = open(fileOf(name))
    if (fallback.font.hasGlyphForCodePoint(code)) return fallback
  }
  const face = faces().find(({ from, to }) => code >= from && code <= to)
  if (!face) return null
  const fallback = open(face.file, true)
  return hasOutline(fallback.font, code) ? fallback : null
}

/** Can the library read the outline of this character? It fails at a few of the smallest files. */
function hasOutline(font: Font, code: number): boolean {
  try {
    return font.hasGlyphForCodePoint(code) && font.glyphForCodePoint(code).path.toSVG().length > 0
  } catch {
    return false
  }
}

/** The font for a character the main one lacks; null when none has it. */
export function fallbackFor(char: string): Fallback | null {
  const known = found.get(char)
  if (known !== undefined) return known
  const fallback = find(char.codePointAt(0)!)
  found.set(char, fallback)
  return fallback
}

/** Marks that have no shape of their own: joiners, selectors, directions, line breaks. */
const SHAPELESS = /\p{Cc}|\p{Cf}|[\u2028\u2029]|\p{Variation_Selector}/u

export const isShapeless = (char: string): boolean => SHAPELESS.test(char)

/** The characters of a text no font here has, each once: on paper they would be empty boxes. */
export const unprintable = (words: string): string[] =>
  [...new Set(words)].filter((char) => !isShapeless(char) && !isPlain(char) && !fallbackFor(char))
