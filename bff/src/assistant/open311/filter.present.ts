import type { RequestFilter } from './requests.repo.ts'
import { numberOf, openOf, spanOf, UNSORTED } from './requests.rules.ts'
import { type Fields, one, Refusal } from './wire.present.ts'

const MOST_ASKED = 1000
const TOPIC = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const listed = (value: unknown): string[] | undefined => one(value)?.split(',').slice(0, MOST_ASKED)

/** What a query for requests asks for; numbers come before everything else, as the standard has it. */
export function filterOf(query: Fields, published: boolean, now: Date): RequestFilter {
  const { service_request_id, service_code, start_date, end_date, status } = query
  const ids = listed(service_request_id)
  if (ids) return { published, numbers: ids.flatMap((id) => numberOf(id) ?? []) }
  const span = spanOf(one(start_date), one(end_date), now)
  if (!span)
    throw new Refusal(400, 'start_date or end_date is not a W3C datetime, or they are the wrong way round')
  const topicIds = listed(service_code)
  if (topicIds?.some((code) => code !== UNSORTED.id && !TOPIC.test(code)))
    throw new Refusal(404, 'service_code provided was not found')
  const states = openOf(one(status))
  if (!states) throw new Refusal(400, 'status must be open, closed or both')
  return {
    published,
    ...span,
    ...(topicIds && { topicIds }),
    ...(states !== 'both' && { open: states === 'open' })
  }
}
