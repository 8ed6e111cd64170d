import type { Band } from 'shared/booking.ts'
import { beijingDay } from '../lib/beijing.ts'
import { instantWords } from '../lib/worktime.words.ts'
import type { FreeBand } from './free.repo.ts'

const clock = (at: Date) => instantWords(at).split(' ')[1]!

/** How many people may still begin in a band when each needs so many in a row: the scarcest of them decides. */
function freeFrom(rows: readonly FreeBand[], at: number, bands: number): number {
  const line = rows.slice(at, at + bands)
  const joined = line.every(
    (row, index) =>
      row.closed === null && (index === 0 || row.startsAt.getTime() === line[index - 1]!.endsAt.getTime())
  )
  return line.length === bands && joined ? Math.min(...line.map(({ free }) => free)) : 0
}

/** Coming bands day by day, each in the state a citizen finds it. */
export function presentBands(rows: readonly FreeBand[], bands: number, now: Date) {
  const shown = rows.map((row, at) => {
    const free = freeFrom(rows, at, bands)
    const last = rows[at + bands - 1] ?? row
    const state: Band['state'] = row.closed
      ? 'closed'
      : row.startsAt <= now
        ? 'past'
        : row.releasesAt > now
          ? 'unreleased'
          : free > 0
            ? 'open'
            : 'full'
    return {
      day: beijingDay(row.startsAt),
      band: {
        startsAt: row.startsAt.toISOString(),
        endsAt: last.endsAt.toISOString(),
        words: `${clock(row.startsAt)}-${clock(last.endsAt)}`,
        free: state === 'open' ? free : 0,
        state,
        releaseWords: `${instantWords(row.releasesAt)}放号`
      }
    }
  })
  const days = Map.groupBy(shown, ({ day }) => day)
  return [...days].map(([day, list]) => ({
    day,
    words: instantWords(new Date(list[0]!.band.startsAt)).split(' ')[0]!,
    bands: list.map(({ band }) => band)
  }))
}
