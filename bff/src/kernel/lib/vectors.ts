/** A text as weighted grams of length one: the cosine of two is the sum of products over what they share. */
export type Vector = ReadonlyMap<string, number>

/**
 * How much each gram says among these texts: the rarer the more, but half of that when it stands in one
 * alone.
 */
export function weigh(texts: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>()
  for (const grams of texts) for (const gram of grams.keys()) seen.set(gram, (seen.get(gram) ?? 0) + 1)
  return new Map(
    [...seen].map(([gram, count]) => [gram, Math.log(1 + texts.length / count) * (count === 1 ? 0.5 : 1)])
  )
}

export function vectorOf(grams: ReadonlyMap<string, number>, weights: ReadonlyMap<string, number>): Vector {
  const entries = [...grams].map(([gram, times]) => [gram, times * (weights.get(gram) ?? 0)] as const)
  const length = Math.hypot(...entries.map(([, value]) => value)) || 1
  return new Map(entries.map(([gram, value]) => [gram, value / length]))
}

export function cosine(a: Vector, b: Vector): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [gram, value] of few) sum += value * (many.get(gram) ?? 0)
  return sum
}
