import { beijingDay } from 'shared/rules/beijing.ts'
import { STATUS_WORDS } from 'shared/rules/question-words.ts'
import { noticeNo } from '../notices/notices.repo.ts'
import { questionNo } from '../questions/messages.rules.ts'
import type { RequestRow } from './requests.repo.ts'
import { type Service, UNSORTED } from './requests.rules.ts'

/** A question as GeoReport v2 writes it; `expected_datetime` is its deadline. */
export const presentRequest = ({
  question,
  village,
  service,
  topic,
  mediaUrl,
  unit,
  notice,
  shown,
  updatedAt
}: RequestRow) => ({
  service_request_id: questionNo(question),
  status: question.answeredAt || question.closedAt ? 'closed' : 'open',
  status_notes: STATUS_WORDS[question.status],
  service_name: topic ?? UNSORTED.name,
  service_code: service,
  description: shown,
  agency_responsible: unit,
  service_notice: notice && noticeNo(notice),
  requested_datetime: question.askedAt.toISOString(),
  updated_datetime: new Date(updatedAt).toISOString(),
  expected_datetime: question.dueAt?.toISOString() ?? null,
  address: village,
  address_id: question.villageId,
  zipcode: null,
  lat: null,
  long: null,
  media_url: mediaUrl
})

const dayOf = (at: string) => `${beijingDay(new Date(at))}T00:00:00+08:00`

/**
 * What somebody without a key sees of a published one: days instead of moments, no paper's number, nobody's
 * desk.
 */
export const presentPublic = (row: RequestRow) => {
  const { requested_datetime, updated_datetime, expected_datetime, ...request } = presentRequest(row)
  return {
    ...request,
    media_url: null,
    agency_responsible: null,
    service_notice: null,
    requested_datetime: dayOf(requested_datetime),
    updated_datetime: dayOf(updated_datetime),
    expected_datetime: expected_datetime && dayOf(expected_datetime)
  }
}

/** A topic as the standard's service. */
export const presentService = ({ id, name, keywords, active }: Service) => ({
  service_code: id,
  service_name: name,
  description: keywords.join('、'),
  metadata: false,
  type: 'realtime',
  keywords: keywords.join(','),
  group: active ? '在用' : '停用'
})
