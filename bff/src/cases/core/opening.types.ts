import type { CaseItem } from '../../catalogue/bundle.types.ts'
import type { CaseState } from './state.types.ts'

/** What is begun: an item's version in force, or a bundle with its agent. */
export type Subject = Readonly<{
  itemId: string
  version: number
  content: CaseItem
  departmentId: string
  /** The hall whose counter takes it in; null: none does. */
  hallId: string | null
  bundle?: Readonly<{ id: string; agentPostId: string | null; state: NonNullable<CaseState['bundle']> }>
}>
