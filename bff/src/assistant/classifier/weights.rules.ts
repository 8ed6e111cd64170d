import { BLOCK_WEIGHTS, type Block, BUCKETS } from './features.rules.ts'

/** Features that stand in too few texts say nothing of the next one. */
const LEAST_TEXTS = 2
const PRIOR = 3
const FLOOR = 0.15

/** The buckets in use, numbered densely, and how much each says. */
export type Features = Readonly<{ slotOf: Int32Array; buckets: Uint32Array; weights: Float32Array }>
/** A text as the classifier sees it: slots and values, of length one. */
export type Sparse = Readonly<{ slots: Int32Array; values: Float32Array }>

export function numberBuckets(buckets: Uint32Array, weights: Float32Array): Features {
  const slotOf = new Int32Array(BUCKETS).fill(-1)
  buckets.forEach((bucket, slot) => {
    slotOf[bucket] = slot
  })
  return { slotOf, buckets, weights }
}

/**
 * Weighs each bucket by how rare it is (idf) and how much it tells the topics apart: 1 less its entropy over
 * the topics, each topic counted as equally large. What stands in every topic alike weighs little, however
 * rare.
 */
export function weighFeatures(
  texts: readonly Block[][],
  labels: readonly number[],
  topics: number
): Features {
  const seen = new Uint32Array(BUCKETS)
  for (const blocks of texts) for (const { buckets } of blocks) for (const bucket of buckets) seen[bucket]!++
  const kept = Uint32Array.from([...seen.keys()].filter((bucket) => seen[bucket]! >= LEAST_TEXTS))
  const { slotOf } = numberBuckets(kept, new Float32Array())
  const sizes = new Float64Array(topics)
  const byTopic = new Uint16Array(kept.length * topics)
  texts.forEach((blocks, index) => {
    const label = labels[index]!
    sizes[label]!++
    for (const { buckets } of blocks)
      for (const bucket of buckets) if (slotOf[bucket]! >= 0) byTopic[slotOf[bucket]! * topics + label]!++
  })
  const weights = Float32Array.from(kept, (bucket, slot) => {
    const shares = Array.from(
      sizes,
      (size, topic) => byTopic[slot * topics + topic]! / Math.max(size, 1) + PRIOR / texts.length
    )
    const whole = shares.reduce((sum, share) => sum + share, 0)
    const entropy = shares.reduce((sum, share) => sum - (share / whole) * Math.log(share / whole), 0)
    const telling = FLOOR + 1 - (topics > 1 ? entropy / Math.log(topics) : 0)
    return (Math.log((1 + texts.length) / (1 + seen[bucket]!)) + 1) * Math.sqrt(telling)
  })
  return { slotOf, buckets: kept, weights }
}

const WHOLE = Math.hypot(...BLOCK_WEIGHTS)

/** A text's blocks as one sparse vector: each block brought to its share of the length. */
export function sparseOf(blocks: readonly Block[], { slotOf, weights }: Features): Sparse {
  const most = blocks.reduce((sum, { buckets }) => sum + buckets.length, 0)
  const slots = new Int32Array(most)
  const values = new Float32Array(most)
  let filled = 0
  blocks.forEach(({ buckets, values: counts }, block) => {
    const from = filled
    let squares = 0
    for (let at = 0; at < buckets.length; at++) {
      const slot = slotOf[buckets[at]!]!
      if (slot < 0) continue
      const value = counts[at]! * weights[slot]!
      slots[filled] = slot
      values[filled++] = value
      squares += value * value
    }
    const share = BLOCK_WEIGHTS[block]! / WHOLE / (Math.sqrt(squares) || 1)
    for (let at = from; at < filled; at++) values[at]! *= share
  })
  return { slots: slots.subarray(0, filled), values: values.subarray(0, filled) }
}
