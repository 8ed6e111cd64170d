import { windowWords } from '../../catalogue/counters/words.rules.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import type { BookingRow } from './booking.table.ts'

export type About = Readonly<{ counter: string; item: string; windows: string }>
type Timed = Pick<BookingRow, 'startsAt'>

/**
 * What a person is told about their booking; no name, no number. Days are named, for a message may be late.
 */
export const bookingWords = {
  dayBefore: ({ startsAt }: Timed, { counter, item }: About) =>
    `您有预约：${item}，${instantWords(startsAt)}，${counter}。不能来请先取消，让给别人`,
  leave: ({ startsAt }: Timed, { counter }: About) =>
    `该出门了：${instantWords(startsAt)}到${counter}，记得带材料`,
  hourBefore: ({ startsAt }: Timed, { counter, windows }: About) =>
    `快到时间了：${instantWords(startsAt)}，${counter}${windowWords(windows)}`,
  lapsed: ({ startsAt }: Timed, { item }: About) => `没有确认，${item} ${instantWords(startsAt)}的号已经放掉`,
  missed: ({ startsAt }: Timed, { item }: About) =>
    `您没有来办${item}（${instantWords(startsAt)}），记爽约一次`,
  barred: (until: Date) =>
    `90天内三次预约没来，${instantWords(until)}前只能到大厅现场取号。有特殊原因可以申诉`,
  closed: ({ startsAt }: Timed, { counter }: About, why: string) =>
    `${counter} ${instantWords(startsAt)}停办（${why}）。您的预约还在，窗口会联系您改时间，也可以自己改`,
  reopened: ({ startsAt }: Timed, { counter }: About) =>
    `${counter} ${instantWords(startsAt)}照常办理，您约的时间不变，不用改`,
  moved: ({ startsAt }: Timed, { counter, item }: About) =>
    `您的预约改到了${instantWords(startsAt)}：${item}，${counter}`,
  cancelled: ({ startsAt }: Timed, { item }: About, why: string) =>
    `您的预约已取消：${item}，${instantWords(startsAt)}。原因：${why}`
} as const
