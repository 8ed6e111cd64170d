import { sharedMatter } from './sameness.rules.ts'

type Told = Readonly<{ id: string; body: string; placeText: string; villageId: string; askedAt: Date }>
export type Duplicate<T extends Told> = Readonly<{ matter: T; why: string }>

const BODY = 400 // characters
const DAY_MS = 86_400_000
const SHOWN = 5
const WORDS = 4
const FROM_ELSEWHERE = 3

const textOf = ({ body, placeText }: Told) => `${body.slice(0, BODY)} ${placeText}`

/**
 * Open matters that speak of the same thing with the same trouble, the most alike first, then the nearest in
 * time; with the reason in whole words. Another village’s must share more: a bridge between two is told of
 * from both.
 */
export function findDuplicates<T extends Told>(fresh: Told, others: readonly T[]): Duplicate<T>[] {
  return others
    .flatMap((matter) => {
      const words = sharedMatter(textOf(fresh), textOf(matter))
      const apart = Math.abs(fresh.askedAt.getTime() - matter.askedAt.getTime())
      const own = matter.villageId === fresh.villageId
      return words && (own || words.length >= FROM_ELSEWHERE) ? [{ matter, words, apart, own }] : []
    })
    .sort((a, b) => b.words.length - a.words.length || a.apart - b.apart)
    .slice(0, SHOWN)
    .map(({ matter, words, apart, own }) => {
      const days = Math.round(apart / DAY_MS)
      const whole = words.filter((word) => !words.some((other) => other !== word && other.includes(word)))
      const said = whole.slice(0, WORDS).join('、')
      return {
        matter,
        why: `${own ? '同一个村' : '别的村'}，${days ? `相隔${days}天` : '同一天'}，都说到“${said}”`
      }
    })
}
