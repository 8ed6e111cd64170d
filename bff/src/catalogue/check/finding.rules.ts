import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'

/** What the check must know beside the item itself. */
export type Surroundings = Readonly<{
  department: string
  /** Every department of the county: what one of them issues, no citizen carries to another. */
  departments: readonly string[]
  /** Names of the county's other items. */
  otherNames: readonly string[]
}>
export type Rule = (item: ItemContent, surroundings: Surroundings) => Finding[]

export const error = (at: string, place: string, rule: Finding['rule'], why: string, proposal: string) =>
  ({ at, place, rule, level: 'error', why, proposal }) as const satisfies Finding
export const warning = (at: string, place: string, rule: Finding['rule'], why: string, proposal: string) =>
  ({ at, place, rule, level: 'warning', why, proposal }) as const satisfies Finding

/** A list's entries as places: `materials/2`, 材料3“身份证”. */
export const placesOf = <T extends { name: string }>(list: readonly T[], field: string, word: string) =>
  list.map((one, index) => ({ one, at: `${field}/${index}`, place: `${word}${index + 1}“${one.name}”` }))
