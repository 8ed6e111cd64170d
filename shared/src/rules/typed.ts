/**
 * Marks nobody sees: soft hyphen, zero width, direction (Unicode, category Cf). They come along with what is
 * pasted.
 */
export const UNSEEN_MARKS =
  '\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb'
const UNSEEN = new RegExp(`[${UNSEEN_MARKS}]`, 'g')
/** Spaces of every width and dashes of every length, which people put between the figures of a number. */
const BETWEEN = /[\s\u2010-\u2015\u2212\u30fc\ufe58\ufe63\uff0d-]/g

/**
 * A typed number as the figures and letters it means: half-width, in capitals, without gaps and unseen marks.
 */
export const plainNumber = (typed: string): string =>
  typed.normalize('NFKC').replace(UNSEEN, '').replace(BETWEEN, '').toUpperCase()

/** A number with its dashes, as `2026-000143` is written. */
export const typedNumber = (typed: string): string =>
  typed.normalize('NFKC').replace(UNSEEN, '').replace(/\s/g, '').replace(BETWEEN, '-')

/**
 * The letters and figures of a code on paper, whatever words, marks, dashes or small letters it was typed
 * with.
 */
export const typedCode = (typed: string): string => plainNumber(typed).replace(/[^0-9A-Z]/g, '')

/** Every dot that is written between the parts of a name: they all become `·`. */
const DOTS = /[\u00b7\u0387\u2022\u2024\u2027\u2219\u22c5\u2e31\u30fb\uff65]/g

/** A name as it is kept: without unseen marks, one space at a time, and one kind of dot. */
export const plainName = (typed: string): string =>
  typed.replace(UNSEEN, '').replace(DOTS, '·').replace(/\s+/g, ' ').replace(/ ?· ?/g, '·').trim()
