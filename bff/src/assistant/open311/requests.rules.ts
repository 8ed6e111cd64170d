import { createHmac } from 'node:crypto'
import type { Topic } from 'shared/directory.ts'
import type { Village } from 'shared/places.ts'
import { beijingDay } from 'shared/rules/beijing.ts'

/** A topic, or none yet, as far as the standard shows it. */
export type Service = Pick<Topic, 'id' | 'name' | 'active'> & Readonly<{ keywords: readonly string[] }>

/** What a question is listed under that nobody has sorted yet: the standard wants a code for each. */
export const UNSORTED: Service = {
  id: 'unsorted',
  name: '待分类',
  keywords: ['其他', '说不清归哪一类'],
  active: true
}

const DAY_MS = 86_400_000
/** The standard's own bound: 90 days when no span is given, and never a longer one. */
export const SPAN_MS = 90 * DAY_MS
const EARLIEST = new Date('2000-01-01T00:00:00Z')
const LATEST = new Date('2100-01-01T00:00:00Z')

export type RequestNumber = Readonly<{ year: number; no: number }>
/** `2026-000123` → year and number; undefined for what names no question. */
export function numberOf(id: string): RequestNumber | undefined {
  const [, year, no] = /^(20\d\d)-(\d{6,12})$/.exec(id.trim()) ?? []
  return no ? { year: Number(year), no: Number(no) } : undefined
}

/** Which states are asked for, in any order and any letters; undefined when there is another among them. */
export function openOf(status: string | undefined): 'open' | 'closed' | 'both' | undefined {
  const states = new Set(
    (status ?? 'open,closed')
      .toLowerCase()
      .split(',')
      .map((state) => state.trim())
  )
  const [open, closed] = [states.delete('open'), states.delete('closed')]
  if (states.size > 0) return undefined
  return open && closed ? 'both' : open ? 'open' : 'closed'
}

/**
 * An id made of a text under our key: the same text, the same id (RFC 9562, version 8), from which nobody
 * learns the text.
 */
export function uuidOf(secret: Buffer, text: string): string {
  const bytes = createHmac('sha256', secret).update(`open311/${text}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const OVER_MIDNIGHT_MS = 10 * 60_000
/** The Beijing days a form sent now may first have been sent on: yesterday's until ten past midnight. */
export const daysOf = (at: Date): string[] => [
  ...new Set([beijingDay(new Date(at.getTime() - OVER_MIDNIGHT_MS)), beijingDay(at)])
]

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

/** The same for a form that names nobody: two people may well say the same of one lamp on one day. */
export const slotsOf = (at: Date): string[] => {
  const slot = Math.floor(at.getTime() / OVER_MIDNIGHT_MS)
  return [String(slot - 1), String(slot)]
}
