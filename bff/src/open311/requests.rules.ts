import type { Village } from 'shared/places.ts'

const DAY_MS = 86_400_000
/** The standard's own bound: 90 days when no span is given, and never a longer one. */
export const SPAN_MS = 90 * DAY_MS
const EARLIEST = new Date('2000-01-01T00:00:00Z')
const LATEST = new Date('2100-01-01T00:00:00Z')

/** `2026-000123` → 123; anything else names no question. */
export const numberOf = (id: string): number => Number(/^20\d\d-(\d{6,15})$/.exec(id.trim())?.[1] ?? 0)

/** The span asked for, at most 90 days; its end stands, its beginning moves up. */
export function spanOf(
  start: string | undefined,
  end: string | undefined,
  now: Date
): { from: Date; until: Date } | undefined {
  const until = end ? new Date(end) : now
  const from = start ? new Date(start) : new Date(until.getTime() - SPAN_MS)
  const sound = [from, until].every((at) => at >= EARLIEST && at < LATEST) // false for no date at all
  if (!sound || from > until) return undefined
  return { from: new Date(Math.max(from.getTime(), until.getTime() - SPAN_MS)), until }
}

/** The village an address lies in, by id or by the longest village name standing in it. */
export function villageIn(
  villages: readonly Village[],
  addressId: string | undefined,
  address: string | undefined
): Village | undefined {
  if (addressId) return villages.find(({ id }) => id === addressId)
  return villages
    .filter(({ name }) => address?.includes(name))
    .toSorted((a, b) => b.name.length - a.name.length)[0]
}
