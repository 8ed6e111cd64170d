import { unprintable } from './glyphs.ts'

/** The characters of a text no font has. */
export const run = (words: string) => unprintable(words)
