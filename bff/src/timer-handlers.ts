import { bagTimer } from './bags/bags.jobs.ts'
import { bookingTimer } from './booking/booking.jobs.ts'
import { caseTimer } from './cases/cases.jobs.ts'
import { itemTimer } from './catalogue/catalogue.jobs.ts'
import { meetingTimer } from './forums/forums.jobs.ts'
import type { Deps } from './lib/deps.ts'
import { absenceTimer } from './officials/absences.jobs.ts'
import { questionTimer } from './questions/questions.jobs.ts'
import { callbackTimer } from './ratings/ratings.jobs.ts'
import type { TimerHandler } from './timers/timers.jobs.ts'
import type { TimerSubject } from './timers/timers.table.ts'

/** What the clock does to each kind of subject. */
export const timerHandlers = (deps: Deps): Record<TimerSubject, TimerHandler> => ({
  question: questionTimer(deps),
  callback: callbackTimer(deps),
  serviceItem: itemTimer(deps),
  booking: bookingTimer(deps),
  case: caseTimer(deps),
  bag: bagTimer(deps),
  absence: absenceTimer(deps),
  meeting: meetingTimer(deps)
})
