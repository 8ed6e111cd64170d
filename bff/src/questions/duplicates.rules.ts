import { sharedMatter } from './sameness.rules.ts'

type Told = Readonly<{ id: string; body: string; placeText: string; villageId: string; askedAt: Date }>
export type Duplicate<T extends Told> = Readonly<{ matter: T; why: string }>

const BODY = 400 // characters
const DAY_MS = 86_400_000
const SHOWN = 5
const WORDS = 4

const textOf = ({ body, placeText }: Told) => `${body.slice(0, BODY)} ${placeText}`

/**
 * Open matters of the same village that speak of the same thing with the same trouble, the most alike first, then the
 * nearest in time; with the reason in whole words.
 */
export function findDuplicates<T extends Told>(fresh: Told, others: readonly T[]): Duplicate<T>[] {
  return others
    .filter(({ villageId }) => villageId === fresh.villageId)
    .flatMap((matter) => {
      const words = sharedMatter(textOf(fresh), textOf(matter))
      const apart = Math.abs(fresh.askedAt.getTime() - matter.askedAt.getTime())
      return words ? [{ matter, words, apart }] : []
    })
    .sort((a, b) => b.words.length - a.words.length || a.apart - b.apart)
    .slice(0, SHOWN)
    .map(({ matter, words, apart }) => {
      const days = Math.round(apart / DAY_MS)
      const said = words.slice(0, WORDS).join('、')
      return { matter, why: `同一个村，${days ? `相隔${days}天` : '同一天'}，都说到“${said}”` }
    })
}
