import { THINGS, TROUBLES } from '../../kernel/lib/meanings.ts'

const SIDES = /[东南西北前后]+(?:头|边|坡|洼|街|湾|门|角|山|地|庄)/g

type Said = Readonly<{ group: number; word: string }>
/**
 * The groups a text uses a word of, with the longest such word; one inside a longer word of another group
 * means nothing.
 */
function saidIn(groups: readonly (readonly string[])[], text: string): Said[] {
  const said = groups.flatMap((words, group) => {
    const [word] = words.filter((one) => text.includes(one)).toSorted((a, b) => b.length - a.length)
    return word ? [{ group, word }] : []
  })
  return said.filter(
    ({ word }) => !said.some((other) => other.word.length > word.length && other.word.includes(word))
  )
}
const sharedOf = (groups: readonly (readonly string[])[], one: string, other: string): string[] => {
  const known = saidIn(groups, other)
  return saidIn(groups, one).flatMap(({ group, word }) =>
    known.some((said) => said.group === group) ? [word] : []
  )
}

/** `东头` and `西头` are two places; who names none names no other. */
function apart(one: string, other: string): boolean {
  const [here, there] = [one, other].map((text) => (text.match(SIDES) ?? []).map((side) => side[0]!))
  return here!.length > 0 && there!.length > 0 && !here!.some((side) => there!.includes(side))
}

/**
 * The words, as the first text has them, for what both speak of and what both say is wrong with it; null when
 * they share no thing or no trouble. The same lamp with another complaint is another matter.
 */
export function sharedMatter(one: string, other: string): string[] | null {
  const [thing, trouble] = [sharedOf(THINGS, one, other), sharedOf(TROUBLES, one, other)]
  return thing.length && trouble.length && !apart(one, other) ? [...thing, ...trouble] : null
}
