/** What a code on paper is written in: without what is misread, I, L, O, U and the figures 0 and 1. */
export const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
