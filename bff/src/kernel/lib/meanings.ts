import { readFileSync } from 'node:fs'

/**
 * Things villagers write of and what is wrong with them; each line is one meaning in several words. Written
 * by us.
 */
type Meanings = Readonly<{ things: readonly string[]; troubles: readonly string[] }>

const { things, troubles }: Meanings = JSON.parse(
  readFileSync(new URL('./meanings.json', import.meta.url), 'utf8')
) as Meanings
const split = (groups: readonly string[]): readonly (readonly string[])[] =>
  groups.map((words) => words.split(' '))
export const THINGS = split(things)
export const TROUBLES = split(troubles)
