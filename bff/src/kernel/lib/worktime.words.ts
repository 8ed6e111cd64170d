import {
  type Clock,
  DAY,
  dateOf,
  dayOf,
  hoursOf,
  type Limit,
  type LimitUnit,
  minuteOf,
  type WorkCalendar,
  weekdayOf
} from './worktime.ts'

const UNITS: Record<LimitUnit, string> = {
  wm: '个工作分钟',
  wh: '个工作小时',
  wd: '个工作日',
  d: '日（自然日）'
}
const WEEKDAYS = '日一二三四五六'

export const limitWords = ({ amount, unit }: Limit): string => `${amount}${UNITS[unit]}`

/** `10月9日（周五）17:00` in Beijing time. */
/** `14:45` today, else with its day. */
export const clockWords = (at: Date, now: Date): string => {
  const words = instantWords(at)
  return dayOf(minuteOf(at)) === dayOf(minuteOf(now)) ? words.split(' ').at(-1)! : words
}

export function instantWords(at: Date): string {
  const minute = minuteOf(new Date(at.getTime() - (at.getTime() % 60_000))) // a clock shows the minute that runs
  const clock = minute % DAY
  const two = (n: number) => String(n).padStart(2, '0')
  return `${dayWords(dayOf(minute))} ${two(Math.floor(clock / 60))}:${two(clock % 60)}`
}

const monthDay = (day: number) => {
  const date = new Date(day * DAY * 60_000)
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
}
const dayWords = (day: number) => `${monthDay(day)}（周${WEEKDAYS[weekdayOf(day)]}）`

type Note = { from: number; to: number; words: string }

/** Why a day between start and end does not look like an ordinary working day, or undefined when it does. */
function oddity(calendar: WorkCalendar, day: number): string | undefined {
  const rule = calendar.days.get(day)
  const open = hoursOf(calendar, day).length > 0
  const weekend = calendar.weekly[weekdayOf(day)]!.length === 0
  if (open) return rule && (weekend ? '调休上班，计入' : `${rule.name}，只计上班时段`)
  return weekend && !rule ? '周末，不计' : `${rule?.name ?? '休息'}放假，不计`
}

function oddDays(calendar: WorkCalendar, from: number, to: number): Note[] {
  const notes: Note[] = []
  for (let day = from; day <= to; day++) {
    const words = oddity(calendar, day)
    const last = notes.at(-1)
    if (!words) continue
    if (last?.words === words && last.to === day - 1) last.to = day
    else notes.push({ from: day, to: day, words })
  }
  return notes
}

/** How a deadline came about, one sentence a step, in words a citizen may check with a wall calendar. */
export function traceWords(calendar: WorkCalendar, clock: Clock, due: Date): string[] {
  const { start, limit, pauses = [], extensions = [] } = clock
  const countsDays = limit.unit === 'wd' || limit.unit === 'd'
  const days = oddDays(calendar, dayOf(minuteOf(start)), dayOf(minuteOf(due)))
  return [
    `${instantWords(start)}起算，时限${limitWords(limit)}${countsDays ? '，当天不计' : ''}`,
    ...days.map(({ from, to, words }) =>
      from === to ? `${dayWords(from)}${words}` : `${monthDay(from)}至${monthDay(to)}${words}`
    ),
    ...pauses.map(({ from, to, reason }) => `${instantWords(from)}至${instantWords(to)}暂停计时：${reason}`),
    ...extensions.map((extension) => `经批准延长${limitWords(extension)}`),
    `${instantWords(dateOf(minuteOf(due)))}到期`
  ]
}
