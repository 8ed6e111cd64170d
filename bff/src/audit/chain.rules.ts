import { createHash } from 'node:crypto'

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

/** The SHA-256 of an entry on top of the one before it. */
export const chain = (previous: string, position: number, link: Link): string =>
  createHash('sha256')
    .update(`${previous}\n${position}\n${canonical(link)}`)
    .digest('hex')

/** The first position whose hash does not follow from its entry, or undefined when the chain holds. */
export function firstBreak(
  entries: readonly (Link & { position: number; hash: string })[],
  before = GENESIS,
  from = 1
) {
  let previous = before
  let expected = from
  for (const { position, hash, ...link } of entries) {
    if (position !== expected || hash !== chain(previous, position, link)) return expected
    previous = hash
    expected++
  }
  return undefined
}
