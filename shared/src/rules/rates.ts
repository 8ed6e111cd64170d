/**
 * `83%`, or a dash when there is nothing to divide by; not quite all never reads as all, nor hardly any as
 * none.
 */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return '—'
  const rounded = Math.round((part / whole) * 100)
  if (rounded === 100 && part < whole) return '99%'
  if (rounded === 0 && part > 0) return '1%'
  return `${rounded}%`
}

/** 按时答复率: of what was answered in time, late, or is late and still open. */
export const onTimeRate = ({ answered, onTime, overdue }: Timed): string =>
  percent(onTime, answered + overdue)
type Timed = Readonly<{ answered: number; onTime: number; overdue: number }>

/** 满意率: of what was rated. */
export const satisfiedRate = ({ rated, satisfied }: Rated): string => percent(satisfied, rated)
type Rated = Readonly<{ rated: number; satisfied: number }>

/** `比上周多3件`, `比上周少2件`, `与上周持平`. */
export function changeWords(now: number, before: number, then: string): string {
  if (now === before) return `与${then}持平`
  return `比${then}${now > before ? `多${now - before}` : `少${before - now}`}件`
}
