import type { WorkCalendar } from '../../kernel/lib/worktime.ts'

/**
 * Who did it and under which id the event is kept: a citizen's or official's key, or a machine's fresh id.
 */
export type Doer = Readonly<{ accountId: string | null; who: string; eventId: string }>
export type Tools = Readonly<{ calendar: WorkCalendar; now: Date; newId: () => string }>
