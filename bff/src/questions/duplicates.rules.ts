import { gramsOf, readable } from '../lib/grams.ts'
import { cosine, shared, vectorOf, weigh } from '../lib/vectors.ts'

type Told = Readonly<{ id: string; body: string; placeText: string; villageId: string; askedAt: Date }>
export type Duplicate<T extends Told> = Readonly<{ matter: T; alike: number; why: string }>

const BODY = 400 // characters
const DAY_MS = 86_400_000
const SOON = 14 * DAY_MS
const LEAST = 0.16
const SHOWN = 5

const grams = ({ body, placeText }: Told) =>
  new Map(gramsOf(`${body.slice(0, BODY)} ${placeText}`).map((gram) => [gram, 1]))

/** Open matters that look like the same one, the likeliest first: text × place × time, with the reason in words. */
export function findDuplicates<T extends Told>(fresh: Told, others: readonly T[]): Duplicate<T>[] {
  const texts = [fresh, ...others].map(grams)
  const weights = weigh(texts)
  const [own, ...vectors] = texts.map((text) => vectorOf(text, weights))
  return others
    .map((matter, index) => {
      const sameVillage = matter.villageId === fresh.villageId
      const apart = Math.abs(fresh.askedAt.getTime() - matter.askedAt.getTime())
      const alike = cosine(own!, vectors[index]!) * (sameVillage ? 1 : 0.6) * (apart < SOON ? 1 : 0.8)
      const words = readable(shared(own!, vectors[index]!))
        .filter((word) => fresh.body.includes(word) && matter.body.includes(word))
        .slice(0, 4)
        .join('、')
      const days = Math.round(apart / DAY_MS)
      const why = `${sameVillage ? '同一个村' : '别的村'}，${days ? `相隔${days}天` : '同一天'}，${words ? `都提到“${words}”` : '说法相近'}`
      return { matter, alike, why }
    })
    .filter(({ alike }) => alike >= LEAST)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, SHOWN)
}
