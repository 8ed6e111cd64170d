import { createHmac } from 'node:crypto'

export type Link = Readonly<{
  id: string
  at: string
  actorId: string | null
  act: string
  subject: string
  detail: unknown
}>

export const GENESIS = '0'.repeat(64)

/** Keys in a fixed order at every depth, so that the same entry always hashes the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

/** The key of a county's chain, which lies nowhere in the database. */
export type ChainKey = Readonly<{ secret: Buffer; tenantId: string }>

/**
 * The HMAC-SHA256 (RFC 2104) of an entry on top of the one before it: whoever has the database alone cannot
 * make it.
 */
export const chain = (
  { secret, tenantId }: ChainKey,
  previous: string,
  position: number,
  link: Link
): string =>
  createHmac('sha256', secret)
    .update(`${tenantId}\n${previous}\n${position}\n${canonical(link)}`)
    .digest('hex')

export type Sealed = Link & Readonly<{ position: number; hash: string }>
/** How far a chain was at some moment, kept where whoever changes the database does not reach. */
export type Mark = Readonly<{ position: number; hash: string }>

/**
 * Walks a chain entry by entry. `next` gives the first position whose entry does not follow, `end` the
 * position at which a mark is missing: entries were cut off, or the whole chain was made anew.
 */
export function walkChain(key: ChainKey, marks: readonly Mark[]) {
  const wanted = Map.groupBy(marks, ({ position }) => position)
  let previous = GENESIS
  let position = 0
  return {
    next({ position: given, hash, ...link }: Sealed): number | undefined {
      position += 1
      if (given !== position || hash !== chain(key, previous, position, link)) return position
      if (wanted.get(position)?.some((mark) => mark.hash !== hash)) return position
      previous = hash
      return undefined
    },
    end: (): number | undefined =>
      marks.some((mark) => mark.position > position) ? position + 1 : undefined,
    at: (): Mark => ({ position, hash: previous })
  }
}
