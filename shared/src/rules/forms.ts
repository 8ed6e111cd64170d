import { dayParts } from './days.ts'

/** A field as far as its entry is judged by it. */
type Field = Readonly<{
  label: string
  input?: 'text' | 'number' | 'date' | 'pastDate' | 'comingDate' | 'choice'
  unit?: string
  options?: readonly string[]
}>

/** A signature is given with the whole application, not in a field of a form. */
export const signsLater = (label: string): boolean => /签字|签名|盖章/.test(label)

const DAYS: readonly Field['input'][] = ['date', 'pastDate', 'comingDate']
/** Is it filled in with a day? */
export const asksDay = ({ input }: Pick<Field, 'input'>): boolean => DAYS.includes(input)

/**
 * What is wrong with an entry on a day (`today`, as 2026-11-28), in words; null when it may be handed in. A
 * field one signs later is never wrong.
 */
export function entryProblem({ label, input, options }: Field, entry: string, today: string): string | null {
  if (signsLater(label)) return null
  const value = entry.trim()
  if (value === '') return `“${label}”还没有填`
  if (input === 'number' && !/^\d{1,12}(\.\d{1,4})?$/.test(value))
    return `“${label}”要填数字，只写数，不写单位`
  if (asksDay({ input }) && !dayParts(value)) return `“${label}”要选日期`
  if (input === 'pastDate' && value > today) return `“${label}”不能晚于今天`
  if (input === 'comingDate' && value < today) return `“${label}”不能早于今天`
  if (input === 'choice' && options?.length && !options.includes(value))
    return `“${label}”只能选：${options.join('、')}`
  return null
}

/** An entry as it is read and printed: a day in words, a number with its unit. */
export function entryWords({ input, unit = '' }: Field, value: string): string {
  const day = asksDay({ input }) ? dayParts(value) : undefined
  if (day) return `${day[0]}年${day[1]}月${day[2]}日`
  return input === 'number' && value ? `${value}${unit}` : value
}
