import type { Slot } from 'shared/booking.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import type { FreeSlot } from './free.repo.ts'

const clock = (at: Date) => instantWords(at).split(' ')[1]!

/** So many slots in a row from one on; null where the office closes or pauses before they are over. */
function lineFrom(rows: readonly FreeSlot[], at: number, slots: number): readonly FreeSlot[] | null {
  const line = rows.slice(at, at + slots)
  const joined = line.every(
    (row, index) => index === 0 || row.startsAt.getTime() === line[index - 1]!.endsAt.getTime()
  )
  return line.length === slots && joined ? line : null
}

type Reader = 'citizen' | 'staff'
/**
 * How many may still begin a line: the scarcest slot decides; the hall has its own seats too, and need not
 * wait for the release.
 */
function freeOf(line: readonly FreeSlot[], reader: Reader, now: Date): number {
  if (line.some(({ closed }) => closed !== null)) return 0
  const released = line[0]!.releasesAt <= now
  const anybody = released ? Math.min(...line.map(({ free }) => free)) : 0
  return reader === 'staff' ? anybody + Math.min(...line.map(({ staffFree }) => staffFree)) : anybody
}

function stateOf({ closed, startsAt, releasesAt }: FreeSlot, free: number, now: Date): Slot['state'] {
  if (closed) return 'closed'
  if (startsAt <= now) return 'past'
  if (free > 0) return 'open'
  return releasesAt > now ? 'unreleased' : 'full'
}

/**
 * Coming slots day by day, each in the state its reader finds it; a start too late for the whole of the
 * matter is left out.
 */
export function presentSlots(
  rows: readonly FreeSlot[],
  slots: number,
  now: Date,
  reader: Reader = 'citizen'
) {
  const shown = rows.flatMap((row, at) => {
    const line = lineFrom(rows, at, slots)
    if (!line) return []
    const free = freeOf(line, reader, now)
    const state = stateOf(row, free, now)
    const { endsAt } = line.at(-1)!
    return {
      day: beijingDay(row.startsAt),
      slot: {
        startsAt: row.startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        words: `${clock(row.startsAt)}-${clock(endsAt)}`,
        free: state === 'open' ? free : 0,
        state,
        releaseWords: `${instantWords(row.releasesAt)}放号`
      }
    }
  })
  const days = Map.groupBy(shown, ({ day }) => day)
  return [...days].map(([day, list]) => ({
    day,
    words: instantWords(new Date(list[0]!.slot.startsAt)).split(' ')[0]!,
    slots: list.map(({ slot }) => slot)
  }))
}
