import { parseArgs } from 'node:util'
import { dueAt, type Limit, type LimitUnit } from '../src/kernel/lib/worktime.ts'
import { traceWords } from '../src/kernel/lib/worktime.words.ts'
import { compileCalendar, OFFICE_HOURS, statutoryCalendar } from '../src/platform/tenants/calendar.rules.ts'

const USAGE = 'deadline --start 2026-09-30T16:50+08:00 --limit 10wm|4wh|5wd|15d [--pause FROM/TO]…'

function instant(text: string | undefined): Date {
  const at = new Date(text ?? '')
  if (!/[zZ]|[+-]\d\d:?\d\d$/.test(text ?? '') || Number.isNaN(at.getTime()))
    throw new Error(`an instant needs its offset, as in 2026-09-30T16:50+08:00: ${text}`)
  return at
}

function limitOf(text: string | undefined): Limit {
  const [, amount, unit] = /^([1-9]\d{0,4})(wm|wh|wd|d)$/.exec(text ?? '') ?? []
  if (!unit) throw new Error(`unknown limit: ${text}`)
  return { amount: Number(amount), unit: unit as LimitUnit }
}

try {
  const { values } = parseArgs({
    options: {
      start: { type: 'string' },
      limit: { type: 'string' },
      pause: { type: 'string', multiple: true }
    }
  })
  const pauses = (values.pause ?? []).map((text) => {
    const [from, to] = text.split('/')
    return { from: instant(from), to: instant(to), reason: '暂停' }
  })
  const clock = { start: instant(values.start), limit: limitOf(values.limit), pauses }
  const calendar = compileCalendar(statutoryCalendar(OFFICE_HOURS))
  const due = dueAt(calendar, clock)
  console.log(JSON.stringify({ dueAt: due.toISOString(), trace: traceWords(calendar, clock, due) }, null, 2))
} catch (error) {
  console.error(`${(error as Error).message}\n${USAGE}`)
  process.exitCode = 2
}
