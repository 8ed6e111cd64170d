import type { Board } from 'shared/boards.ts'

/** How often a topic came from a village. */
export type Spot = Readonly<{
  topicId: string
  topic: string
  villageId: string
  village: string
  count: number
}>
type Named = Readonly<{ id: string; name: string; count: number }>

const TOPICS = 14
const VILLAGES = 24

function most(spots: readonly Spot[], nameOf: (spot: Spot) => Omit<Named, 'count'>, shown: number) {
  const sums = new Map<string, Named>()
  for (const spot of spots) {
    const { id, name } = nameOf(spot)
    sums.set(id, { id, name, count: (sums.get(id)?.count ?? 0) + spot.count })
  }
  return [...sums.values()]
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, shown)
    .map(({ id, name }) => ({ id, name }))
}

/**
 * The commonest topics by the villages that ask most, as a grid; what falls outside is left to the ledger.
 */
export function heatOf(spots: readonly Spot[]): Pick<Board, 'topics' | 'villages' | 'heat'> {
  const topics = most(spots, ({ topicId, topic }) => ({ id: topicId, name: topic }), TOPICS)
  const villages = most(spots, ({ villageId, village }) => ({ id: villageId, name: village }), VILLAGES)
  const [rows, columns] = [topics, villages].map(
    (items) => new Map(items.map(({ id }, index) => [id, index]))
  )
  return {
    topics,
    villages,
    heat: spots.flatMap(({ topicId, villageId, count }) => {
      const [topic, village] = [rows!.get(topicId), columns!.get(villageId)]
      return topic === undefined || village === undefined ? [] : [{ topic, village, count }]
    })
  }
}
