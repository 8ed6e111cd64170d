import { readFileSync } from 'node:fs'
import { type Fallback, fallbackFor, isPlain, isShapeless } from './glyphs.ts'
import type { Pdf } from './pdf.types.ts'

type Options = PDFKit.Mixins.TextOptions & { lineWidth?: number; textWidth?: number; wordCount?: number }
/** What PDFKit draws every line with, once it is broken and measured. */
type Drawing = Pdf & {
  _fragment: (text: string, x: number, y: number, options: Options) => void
  _font: { name: string; ascender: number }
  _fontSize: number
  /** Null until one was chosen. */
  _fillColor: readonly [colour: PDFKit.Mixins.ColorValue, opacity: number] | null
}
/**
 * How much is added around an outline, of a thousandth of its size: the rare font is there in its thinnest
 * weight only.
 */
const THIN = 24
const BOLD = 70

/** Where no font has a character, the document leaves a line to write it on. */
const FOR_THE_PEN = '＿'

type Run = Readonly<{ words: string; fallback: Fallback | null }>

/** A line in pieces, each set in one font. */
function runsOf(line: string): Run[] {
  const runs: Run[] = []
  for (const letter of line) {
    const fallback = isPlain(letter) ? null : fallbackFor(letter)
    const char = fallback || isPlain(letter) || isShapeless(letter) ? letter : FOR_THE_PEN
    const last = runs.at(-1)
    if (last && last.fallback === fallback && !fallback?.outlined)
      runs[runs.length - 1] = { fallback, words: last.words + char }
    else runs.push({ words: char, fallback })
  }
  return runs
}

/**
 * Has a document set what its main font lacks in fonts that have it, on the same baseline. Lines are measured
 * as before: a character without a shape is as wide as any Han character.
 */
export function setRare(pdf: Pdf): void {
  const drawing = pdf as Drawing
  const plain = drawing._fragment.bind(drawing)
  drawing._fragment = (text, x, y, options) => {
    const line = String(text).replace(/\n/g, '')
    const runs = runsOf(line)
    if (runs.every(({ fallback }) => fallback === null))
      return plain(runs.map(({ words }) => words).join(''), x, y, options)
    const { lineWidth = 0, textWidth = 0, wordCount: _, ...rest } = options
    const slack = options.width ? lineWidth - textWidth : 0
    const share = options.align === 'center' ? 0.5 : options.align === 'right' ? 1 : 0
    const main = drawing._font.name
    const baseline = -(drawing._font.ascender / 1000) * drawing._fontSize
    const aligned = { ...rest, align: 'left' as const, baseline }
    let at = x + slack * share
    for (const { words, fallback } of runs) at += drawRun(words, fallback, at)
    return undefined

    /** Draws one piece; returns how far it reaches. */
    function drawRun(words: string, fallback: Fallback | null, left: number): number {
      if (fallback?.outlined) return drawOutline(drawing, words, fallback, left, y - baseline)
      if (fallback) drawing.registerFont(fallback.file, readFileSync(fallback.file)).font(fallback.file)
      const width = drawing.widthOfString(words)
      plain(words, left, y, aligned)
      if (fallback) drawing.font(main)
      return width
    }
  }
}

/** Draws a character by its outline, its foot on a baseline; returns its width. */
function drawOutline(drawing: Drawing, char: string, { font }: Fallback, x: number, foot: number): number {
  const glyph = font.glyphForCodePoint(char.codePointAt(0)!)
  const scale = drawing._fontSize / font.unitsPerEm
  const [colour] = drawing._fillColor ?? ['black']
  drawing
    .save()
    .transform(scale, 0, 0, -scale, x, foot)
    .path(glyph.path.toSVG())
    .lineWidth(/bold/i.test(drawing._font.name) ? BOLD : THIN)
    .fillAndStroke(colour, colour)
    .restore()
  return glyph.advanceWidth * scale
}
