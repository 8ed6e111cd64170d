import { type Cluster, clusterMessages, type Message } from './clusters.rules.ts'
import { placesIn } from './nearness.rules.ts'

export type Hotspot = Readonly<{
  title: string
  count: number
  ids: readonly string[]
  places: readonly string[]
  words: readonly string[]
  first: string
  last: string
  /** How many came in the last period, and in the one before it. */
  trend: Readonly<{ lately: number; before: number }>
}>

const DAY_MS = 86_400_000
const PLACES = 3

/** The places most members name, the commonest first. */
function placesOf({ members }: Cluster): string[] {
  const seen = new Map<string, number>()
  for (const { subject, detail, place } of members)
    for (const name of place === undefined ? placesIn(`${subject}，${detail}`) : [place])
      seen.set(name, (seen.get(name) ?? 0) + 1)
  return [...seen]
    .sort(([, u], [, v]) => v - u)
    .slice(0, PLACES)
    .map(([name]) => name)
}

/**
 * What many people write about, the largest first; the trend compares the last `days` before `until` with
 * those before.
 */
export function findHotspots(messages: readonly Message[], until: Date, days: number): Hotspot[] {
  const since = (periods: number) => new Date(until.getTime() - periods * days * DAY_MS).getTime()
  return clusterMessages(messages).map((cluster) => {
    const times = cluster.members.map(({ time }) => Date.parse(time))
    return {
      title: cluster.typical.subject,
      count: cluster.members.length,
      ids: cluster.members.map(({ id }) => id),
      places: placesOf(cluster),
      words: cluster.words,
      first: cluster.members[0]!.time,
      last: cluster.members.at(-1)!.time,
      trend: {
        lately: times.filter((time) => time >= since(1)).length,
        before: times.filter((time) => time >= since(2) && time < since(1)).length
      }
    }
  })
}
