import type { Sparse } from './weights.rules.ts'

const COST = 2.5
const ROUNDS = 10

const random = (seed: number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * One topic against all others: a linear support vector machine with squared hinge loss, by dual coordinate
 * descent (Hsieh et al., ICML 2008). Returns a weight a feature and, last, the bias. Deterministic.
 */
export function trainOne(
  texts: readonly Sparse[],
  isTopic: readonly boolean[],
  features: number
): Float32Array {
  const weights = new Float32Array(features + 1)
  const alphas = new Float64Array(texts.length)
  const slack = 1 / (2 * COST)
  const lengths = texts.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1 + slack))
  const order = texts.map((_, index) => index)
  const draw = random(3)
  for (let round = 0; round < ROUNDS; round++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(draw() * (at + 1))
      ;[order[at], order[other]] = [order[other]!, order[at]!]
    }
    for (const index of order) {
      const { slots, values } = texts[index]!
      const side = isTopic[index] ? 1 : -1
      let score = weights[features]!
      for (let at = 0; at < slots.length; at++) score += weights[slots[at]!]! * values[at]!
      const alpha = Math.max(
        0,
        alphas[index]! - (score * side - 1 + slack * alphas[index]!) / lengths[index]!
      )
      const step = (alpha - alphas[index]!) * side
      if (step === 0) continue
      alphas[index] = alpha
      for (let at = 0; at < slots.length; at++) weights[slots[at]!]! += step * values[at]!
      weights[features]! += step
    }
  }
  return weights
}
