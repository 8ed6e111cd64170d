import { gramsOf, readable } from '../../../kernel/lib/grams.ts'
import { cosine, type Vector, vectorOf, weigh } from '../../../kernel/lib/vectors.ts'
import { placeFactor, placesIn, timeFactor } from './nearness.rules.ts'

/** `place`, when it is known, counts instead of the places the text names. */
export type Message = Readonly<{ id: string; subject: string; detail: string; time: string; place?: string }>
export type Cluster = Readonly<{
  /** In the order they came. */
  members: readonly Message[]
  /** The member that stands for the group best. */
  typical: Message
  words: readonly string[]
}>

const DETAIL = 240 // characters: what a message is about stands at its beginning
const SUBJECT_WEIGHT = 1
const DETAIL_WEIGHT = 0.35
/** A pair is worth comparing when it shares one of each text's most telling grams. */
const TELLING = 14
const TOO_COMMON = 80
const ALIKE = 0.31

function weightedGrams({ subject, detail }: Message): Map<string, number> {
  const grams = new Map<string, number>()
  const add = (text: string, weight: number) => {
    for (const gram of gramsOf(text)) grams.set(gram, (grams.get(gram) ?? 0) + weight)
  }
  add(subject, SUBJECT_WEIGHT)
  add(detail.slice(0, DETAIL), DETAIL_WEIGHT)
  return grams
}

/** Pairs of messages that may be about the same, most alike first. */
function alikePairs(
  messages: readonly Message[],
  vectors: readonly Vector[]
): { a: number; b: number; alike: number }[] {
  const holders = new Map<string, number[]>()
  vectors.forEach((vector, index) => {
    for (const gram of vector.keys())
      holders.set(gram, [...(holders.get(gram)?.slice(0, TOO_COMMON) ?? []), index])
  })
  const places = messages.map(placesOf)
  const pairs = new Set<number>()
  vectors.forEach((vector, b) => {
    const telling = [...vector].sort(([, u], [, v]) => v - u).slice(0, TELLING)
    for (const [gram] of telling) {
      const others = holders.get(gram)!
      if (others.length > TOO_COMMON) continue
      for (const a of others) if (a !== b) pairs.add(Math.min(a, b) * vectors.length + Math.max(a, b))
    }
  })
  return [...pairs]
    .map((key) => {
      const [a, b] = [Math.floor(key / vectors.length), key % vectors.length]
      const near = placeFactor(places[a]!, places[b]!) * timeFactor(messages[a]!.time, messages[b]!.time)
      return { a, b, alike: cosine(vectors[a]!, vectors[b]!) * near }
    })
    .filter(({ alike }) => alike >= ALIKE)
    .sort((x, y) => y.alike - x.alike)
}

/**
 * Messages about the same matter, the largest group first, each message in one group at most. Groups grow
 * together only while their means stay alike, so that a chain of half-alike messages never becomes one
 * matter.
 */
export function clusterMessages(messages: readonly Message[]): Cluster[] {
  const grams = messages.map(weightedGrams)
  const weights = weigh(grams)
  const vectors = grams.map((gram) => vectorOf(gram, weights))
  const groups: { members: number[]; sum: Map<string, number> }[] = vectors.map((vector, index) => ({
    members: [index],
    sum: new Map(vector)
  }))
  const groupOf = messages.map((_, index) => index)
  for (const { a, b } of alikePairs(messages, vectors)) {
    const [x, y] = [groupOf[a]!, groupOf[b]!]
    if (x === y) continue
    const [into, from] = groups[x]!.members.length >= groups[y]!.members.length ? [x, y] : [y, x]
    if (cosine(mean(groups[into]!.sum), mean(groups[from]!.sum)) < ALIKE) continue
    for (const [gram, value] of groups[from]!.sum)
      groups[into]!.sum.set(gram, (groups[into]!.sum.get(gram) ?? 0) + value)
    for (const member of groups[from]!.members) groupOf[member] = into
    groups[into]!.members.push(...groups[from]!.members)
    groups[from] = { members: [], sum: new Map() }
  }
  return groups
    .filter(({ members }) => members.length > 1)
    .map(({ members, sum }) => {
      const centre = mean(sum)
      const nearest = members.toSorted((a, b) => cosine(vectors[b]!, centre) - cosine(vectors[a]!, centre))
      return {
        members: members.map((index) => messages[index]!).sort((a, b) => (a.time < b.time ? -1 : 1)),
        typical: messages[nearest[0]!]!,
        words: readable([...sum].sort(([, u], [, v]) => v - u).map(([gram]) => gram))
      }
    })
    .sort((a, b) => b.members.length - a.members.length)
}

const mean = (sum: Vector): Vector => {
  const length = Math.hypot(...sum.values()) || 1
  return new Map([...sum].map(([gram, value]) => [gram, value / length]))
}

const placesOf = ({ subject, detail, place }: Message): string[] =>
  place === undefined ? placesIn(`${subject}，${detail.slice(0, DETAIL)}`) : [place]
