import { blocksOf, gramsIn, type Text } from './features.rules.ts'
import { trainOne } from './svm.rules.ts'
import { type Features, sparseOf, weighFeatures } from './weights.rules.ts'

export type Labelled = Text & Readonly<{ topic: string }>
/** Topics, features, and a weight of one byte for each pair, with a scale and a bias a topic. */
export type Model = Readonly<{
  topics: readonly string[]
  features: Features
  table: Int8Array
  scales: readonly number[]
  biases: readonly number[]
}>
export type Ranked = Readonly<{ topic: string; score: number }>
export type Prediction = Readonly<{
  topic: string
  /** How far the best lies before the second. */
  margin: number
  sure: boolean
  ranked: readonly Ranked[]
}>

/**
 * With less lead over the second, or less of a yes of its own, the answer is “not sure”; half of what is
 * doubted is wrong.
 */
const LEAD = 0.25
const YES = -0.4
const BYTE = 127

/** Learns topics from labelled texts. */
export function train(rows: readonly Labelled[]): Model {
  const topics = [...new Set(rows.map(({ topic }) => topic))].sort()
  const labels = rows.map(({ topic }) => topics.indexOf(topic))
  const blocks = rows.map(blocksOf)
  const features = weighFeatures(blocks, labels, topics.length)
  const texts = blocks.map((text) => sparseOf(text, features))
  const size = features.buckets.length
  const table = new Int8Array(size * topics.length)
  const [scales, biases]: [number[], number[]] = [[], []]
  topics.forEach((_, topic) => {
    const weights = trainOne(
      texts,
      labels.map((label) => label === topic),
      size
    )
    const largest =
      weights.subarray(0, size).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1
    scales.push(largest / BYTE)
    biases.push(weights[size]!)
    for (let slot = 0; slot < size; slot++)
      table[slot * topics.length + topic] = Math.round((weights[slot]! / largest) * BYTE)
  })
  return { topics, features, table, scales, biases }
}

function scoresOf({ topics, features, table, scales, biases }: Model, text: Text): Float64Array {
  const { slots, values } = sparseOf(blocksOf(text), features)
  const scores = new Float64Array(topics.length)
  for (let at = 0; at < slots.length; at++) {
    const row = slots[at]! * topics.length
    for (let topic = 0; topic < topics.length; topic++) scores[topic]! += table[row + topic]! * values[at]!
  }
  return scores.map((score, topic) => score * scales[topic]! + biases[topic]!)
}

/**
 * The likeliest topic and how sure that is; total: an empty or foreign text is answered too, and not sure.
 */
export function predict(model: Model, text: Text): Prediction {
  const scores = scoresOf(model, text)
  const ranked = model.topics
    .map((topic, index) => ({ topic, score: scores[index]! }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
  const [best, second] = ranked
  const margin = best!.score - (second?.score ?? -1)
  return { topic: best!.topic, margin, sure: margin >= LEAD && best!.score >= YES, ranked }
}

const SHOWN = 3

/** The words of this text that spoke most for a topic, the strongest first; none inside another. */
export function explain({ topics, features, table }: Model, text: Text, topic: string): string[] {
  const column = topics.indexOf(topic)
  const spoken = new Map<string, number>()
  for (const { bucket, text: gram } of gramsIn(text)) {
    const slot = features.slotOf[bucket]!
    const weight = slot < 0 ? 0 : table[slot * topics.length + column]! * features.weights[slot]!
    if (weight > 0) spoken.set(gram, (spoken.get(gram) ?? 0) + weight)
  }
  const words: string[] = []
  for (const [gram] of [...spoken].sort(([, a], [, b]) => b - a)) {
    if (words.length === SHOWN) break
    if (!words.some((word) => word.includes(gram) || gram.includes(word))) words.push(gram)
  }
  return words
}
