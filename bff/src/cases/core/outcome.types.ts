import type { CaseAction, CaseStatus, Signature } from 'shared/case-commands.ts'
import type { CaseItem } from '../../catalogue/bundle.types.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import type { Template } from '../../platform/notifications/notifications.table.ts'
import type { DocumentData, DocumentKind } from '../documents/documents.table.ts'
import type { Held } from '../papers/held.rules.ts'
import type { CaseMachineAction, CaseRow } from './cases.table.ts'
import type { PostFor } from './stages.rules.ts'
import type { CaseState } from './state.types.ts'

/**
 * Whom a message is for: the applicant, a post, the people of a department or hall, its head, the county's
 * leaders.
 */
export type CaseTarget =
  | { to: 'applicant' }
  | { to: 'org'; orgId: string; postId?: string | null }
  | { to: 'head'; orgId: string }
  | { to: 'leaders' }
export type CaseMessage = Readonly<{ target: CaseTarget; template: Template; text: string }>
export type NewDocument = Readonly<{ kind: DocumentKind; data: DocumentData }>

/** Everything one decision writes. All of it, or nothing, is stored. */
export type CaseOutcome = Readonly<{
  status: CaseStatus
  state: CaseState
  row?: Partial<
    Pick<
      CaseRow,
      | 'departments'
      | 'submittedAt'
      | 'acceptedAt'
      | 'decidedAt'
      | 'closedAt'
      | 'lateSince'
      | 'usedDays'
      | 'savedDays'
      | 'savedVisits'
    >
  >
  /** Papers are handed in: the case gets its number. */
  numbered?: boolean
  event: Readonly<{
    action: CaseAction | CaseMachineAction
    words: string
    note?: string
    fileIds?: readonly string[]
    internal?: boolean
  }>
  messages?: readonly CaseMessage[]
  documents?: readonly NewDocument[]
  /** Papers found good that may serve in another case. */
  held?: readonly Held[]
  signed?: Readonly<{ purpose: string; strokes: Signature }>
}>

type Org = Readonly<{ id: string; name: string }>
/** What a decision is made from. */
export type CaseDeciding = Readonly<{
  kase: CaseRow
  item: CaseItem
  lead: Org
  hall: Org
  /** Departments named in the plan or by the command. */
  orgs: readonly Org[]
  postFor: PostFor
  /**
   * A number only the server can tell from the case's id: nobody sees beforehand what is drawn for a second
   * look.
   */
  lot: number
  /** What a person fills in is kept sealed. */
  seal: (plain: string) => string
  open: (sealed: string) => string
  calendar: WorkCalendar
  now: Date
}>
