import { noticeNo } from '../notices/notices.repo.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { STATUS_WORDS } from '../supervision/words.ts'
import type { RequestRow } from './requests.repo.ts'

/** A question as GeoReport v2 writes it; `expected_datetime` is its deadline. */
export const presentRequest = ({ question, village, topic, unit, notice, shown, updatedAt }: RequestRow) => ({
  service_request_id: questionNo(question),
  status: question.answeredAt || question.closedAt ? 'closed' : 'open',
  status_notes: STATUS_WORDS[question.status],
  service_name: topic,
  service_code: question.topicId,
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
  media_url: null
})
