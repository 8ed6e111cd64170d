import type { ItemContent } from 'shared/items.ts'
import type { Limit } from '../kernel/lib/worktime.ts'

/** What belongs together in life (一件事), as the catalogue keeps it: bundles are data. */
export type BundleContent = Readonly<{
  about: string
  promised: Limit
  words: readonly string[]
  /**
   * Items by their code, each with the codes it waits for and the answers the bundle itself gives to its
   * questions.
   */
  items: readonly Readonly<{
    implCode: string
    after: readonly string[]
    answers?: Readonly<Record<string, string>>
  }>[]
  applicants?: ItemContent['applicants']
  /** Visits before acceptance; 0: everything is taken in from home. */
  visits?: number
  /** Papers that one of the steps makes for a later one. */
  made?: readonly string[]
  /** Other names of one paper or of one field of a form. */
  same?: Readonly<Record<string, string>>
}>

/** One of its items: done by one department, when those it waits for are done, with a result of its own. */
export type Part = Readonly<{
  name: string
  department: string
  stages: ItemContent['stages']
  promised: Limit | undefined
  result: ItemContent['result']
  /** The parts it waits for, by their place. */
  after: readonly number[]
}>

/** What a case is handled by: an item's version, or a bundle put together from several. */
export type CaseItem = ItemContent & Readonly<{ parts?: readonly Part[] }>
