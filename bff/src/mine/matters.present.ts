import type { Matter } from 'shared/mine.ts'
import { STATES } from 'shared/rules/bookings.ts'
import { STATUS_WORDS } from 'shared/rules/question-words.ts'
import type { LineRow } from '../assistant/questions/lists.repo.ts'
import { OPEN } from '../assistant/questions/moves.rules.ts'
import { presentLine } from '../assistant/questions/questions.present.ts'
import type { CaseRow } from '../cases/core/cases.table.ts'
import { caseLine } from '../cases/core/line.present.ts'
import { ownTurn } from '../cases/core/own-turn.rules.ts'
import type { County } from '../cases/core/people.repo.ts'
import { bookingLine } from '../hall/booking/booking.present.ts'
import type { BookingView } from '../hall/booking/bookings.repo.ts'
import type { WorkCalendar } from '../kernel/lib/worktime.ts'
import { questionAsks, seatAsks } from './waiting.rules.ts'

const OWN_TURN = { supplement: '请您补充情况', rate: '请您评价' } as const

/** A question among its asker’s matters. */
export function ofQuestion(row: LineRow, calendar: WorkCalendar, now: Date): Matter {
  const { id, no, status, summary, urgency, clockWords, handler, askedAt } = presentLine(
    row,
    calendar,
    now,
    true
  )
  const asks = questionAsks(row.question)
  const atWork = handler && OPEN.includes(status) ? `${handler}在办` : ''
  const turn = asks ? OWN_TURN[asks] : [atWork, clockWords].filter(Boolean).join('，')
  const waits = asks !== null
  const step = STATUS_WORDS[status]
  return { kind: 'question', id, no, title: summary, step, turn, waits, urgency, at: askedAt }
}

/** A case among its applicant’s matters; what waits for them is said to them. */
export function ofCase(kase: CaseRow, county: County, calendar: WorkCalendar, now: Date): Matter {
  const { id, no, item, statusWords, turn, urgency, createdAt } = caseLine(kase, county, calendar, now)
  const own = kase.closedAt ? null : ownTurn(kase, now)
  return {
    kind: 'case',
    id,
    no,
    title: item,
    step: statusWords,
    turn: own?.words ?? turn,
    waits: own !== null,
    urgency,
    at: createdAt
  }
}

/** A booking among its person’s matters. */
export function ofBooking(row: BookingView, now: Date): Matter {
  const { id, item, state, whenWords, affected } = bookingLine(row)
  const waits = seatAsks({ ...row.booking, closed: row.closed }, undefined, now) !== null
  return {
    kind: 'booking',
    id,
    no: null,
    title: item,
    step: affected ? '停办，请改时间' : STATES[state][0],
    turn: whenWords,
    waits,
    urgency: waits ? 'yellow' : 'grey',
    at: row.booking.createdAt.toISOString()
  }
}
