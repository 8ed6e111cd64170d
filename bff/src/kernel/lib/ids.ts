import { randomBytes } from 'node:crypto'

const COUNTS = 4096 // 12 bits beside the milliseconds
/** A clock that runs back further was set anew: ids follow it, for lists of a day are found by them. */
const STEP_MS = 60_000

/**
 * Makes UUIDv7 (RFC 9562): 48 bits of milliseconds, a count within the millisecond (method 1 of its section
 * 6.2), then random bits. Ids of one process sort in the order they were made: while the clock runs back by
 * up to a minute the last millisecond stays, and a millisecond that is used up lends from the next.
 */
export function createIds(now: () => Date): () => string {
  let last = -1
  let count = 0
  return () => {
    const at = now().getTime()
    if (at > last || last - at > STEP_MS) [last, count] = [at, 0]
    else if (++count === COUNTS) [last, count] = [last + 1, 0]
    const bytes = randomBytes(16)
    bytes.writeUIntBE(last, 0, 6)
    bytes.writeUInt16BE(0x7000 | count, 6)
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
}

/**
 * The smallest id made at or after an instant: rows since then are found by their key, without an index on
 * time.
 */
export const firstIdAt = (at: Date): string =>
  at
    .getTime()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2-7000-8000-000000000000')

/** When an id was made, to the millisecond. */
export const instantOf = (id: string): Date => new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
