import { meetingTimer } from './assistant/forums/forums.jobs.ts'
import { questionTimer } from './assistant/questions/questions.jobs.ts'
import { callbackTimer } from './assistant/ratings/ratings.jobs.ts'
import { bagTimer } from './cases/bags/bags.jobs.ts'
import { createCaseCommands } from './cases/core/cases.acts.ts'
import { caseTimer } from './cases/core/cases.jobs.ts'
import { itemTimer } from './catalogue/catalogue.jobs.ts'
import { bookingTimer } from './hall/booking/booking.jobs.ts'
import type { Deps } from './kernel/lib/deps.ts'
import { absenceTimer } from './platform/officials/absences.jobs.ts'
import type { TimerHandler } from './platform/timers/timers.jobs.ts'
import type { TimerSubject } from './platform/timers/timers.table.ts'

/** What the clock does to each kind of subject. */
export const timerHandlers = (deps: Deps): Record<TimerSubject, TimerHandler> => {
  const caseDeps = { ...deps, commands: createCaseCommands(deps) }
  return {
    question: questionTimer(deps),
    callback: callbackTimer(deps),
    serviceItem: itemTimer(deps),
    booking: bookingTimer(deps),
    case: caseTimer(caseDeps),
    bag: bagTimer(caseDeps),
    absence: absenceTimer(deps),
    meeting: meetingTimer(deps)
  }
}
