/** What a code on paper is written in: without what is misread, I, L, O, U and the figures 0 and 1. */
export const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The letters and figures of a code, whatever spaces, dashes or small letters it was typed with. */
export const typedCode = (typed: string): string => typed.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
