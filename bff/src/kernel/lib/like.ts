/** A pattern of `like` for whatever contains these words, as they stand. */
export const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`
