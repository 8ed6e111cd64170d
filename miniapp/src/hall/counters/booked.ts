import type { Counter } from 'shared/hall.ts'
import { startOfDay } from 'shared/rules/beijing.ts'
import { call } from '../../lib/api.ts'

const MOST_PAGES = 10
type Span = Pick<Counter['closures'][number], 'day' | 'fromMinute' | 'untilMinute'>

/**
 * How many of a day's bookings begin in that time, in figures; empty for none. `affected`: only those that
 * are not served now.
 */
export async function bookedIn(
  counterId: string,
  { day, fromMinute, untilMinute }: Span,
  affected?: true
): Promise<string> {
  const start = startOfDay(day).getTime()
  let [hit, cursor] = [0, '']
  for (let page = 0; page < MOST_PAGES; page++) {
    const more = { ...(affected && { affected }), ...(cursor && { cursor }) }
    const { items, next } = await call('GET /hall/bookings', { querystring: { counterId, day, ...more } })
    hit += items.filter(({ startsAt, state }) => {
      const minute = (Date.parse(startsAt) - start) / 60_000
      return state === 'booked' && minute >= fromMinute && minute < untilMinute
    }).length
    if (!next) return hit ? `${hit}` : ''
    cursor = next
  }
  return `${hit}多`
}
