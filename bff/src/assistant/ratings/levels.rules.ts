/** The five levels of a rating in words, by number from 1. */
export const LEVEL_WORDS = ['', '非常不满意', '不满意', '基本满意', '满意', '非常满意'] as const
