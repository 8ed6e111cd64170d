import { plainName } from 'shared/rules/typed.ts'

/** Characters of the questions themselves, not of what is asked for. */
const FILLING = new Set(
  '我俺咱你您他她它的了呢吗吧啊呀嘛么怎咋啥什哪里儿个请问想要能可以去在把给被是有没办理弄整搞下一家人到得地着过来上不知道多少钱几天时候用带需材料手续流程咨询该找谁帮忙看这那就还也都跟和与及从向对于让叫做行才再又'
)
const SEPARATE = /[^\p{L}\p{N}]+/gu

export const isFilling = (char: string): boolean => FILLING.has(char)

/** What somebody typed, as it is compared: small letters, half width, one space between its pieces. */
export const plainWords = (typed: string): string =>
  plainName(typed.normalize('NFKC')).toLowerCase().replace(SEPARATE, ' ').trim()

const MOST_BETWEEN = 3
/**
 * Where the characters of a word, or its sounds, stand in a text, in their order and near one another: 砍树
 * stands in 砍自家杨树. Undefined when they do not.
 */
export function spreadOver(text: readonly string[], word: readonly string[]): number[] | undefined {
  for (let start = text.indexOf(word[0]!); start >= 0; start = text.indexOf(word[0]!, start + 1)) {
    const places = [start]
    for (const part of word.slice(1)) {
      const at = text.indexOf(part, places.at(-1)! + 1)
      if (at < 0 || at - places.at(-1)! > MOST_BETWEEN + 1) break
      places.push(at)
    }
    if (places.length === word.length) return places
  }
  return undefined
}

/** Pairs of characters of a text with where each stands; none reaches over a space. */
export function pairsOf(text: string): { pair: string; at: number }[] {
  const letters = [...text]
  return letters
    .slice(0, -1)
    .map((letter, at) => ({ pair: letter + letters[at + 1]!, at }))
    .filter(({ pair }) => !pair.includes(' '))
}
