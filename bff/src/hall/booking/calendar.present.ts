import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import { windowWords } from '../../catalogue/counters/words.rules.ts'
import { papersFor } from './booking.present.ts'
import type { BookingView } from './bookings.repo.ts'

const HOUR = 3600

/**
 * The booking as an iCalendar file (RFC 5545) with alarms a day and an hour before; no name, no number of the
 * person.
 */
export function bookingCalendar(view: BookingView, now: Date): string {
  const { booking, content, counter, windows } = view
  const calendar = ical({
    name: '帮办预约',
    method: ICalCalendarMethod.PUBLISH,
    prodId: '//bangban//booking//ZH'
  })
  const event = calendar.createEvent({
    id: booking.id,
    sequence: booking.lock,
    stamp: now,
    start: booking.startsAt,
    end: booking.endsAt,
    summary: `${content.name}（${counter}）`,
    location: `${counter} ${windowWords(windows)}`,
    description: `请带：${papersFor(view).join('、') || '不用带材料'}`
  })
  for (const before of [24 * HOUR, HOUR])
    event.createAlarm({ type: ICalAlarmType.display, triggerBefore: before })
  return calendar.toString()
}
