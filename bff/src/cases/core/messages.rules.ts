import type { CaseRow } from './cases.table.ts'
import type { CaseMessage, CaseTarget } from './outcome.types.ts'

type Named = Pick<CaseRow, 'no' | 'itemName'>
const named = ({ no, itemName }: Named, text: string) => `${itemName}${no ? `（${no}）` : ''}：${text}`
const message =
  (target: CaseTarget, template: CaseMessage['template']) =>
  (kase: Named, text: string): CaseMessage => ({ target, template, text: named(kase, text) })

export const applicant = message({ to: 'applicant' }, 'progress')
export const applicantDeadline = message({ to: 'applicant' }, 'deadline')
export const leaders = message({ to: 'leaders' }, 'deadline')
export const orgTask = (orgId: string, postId?: string | null) =>
  message({ to: 'org', orgId, postId: postId ?? null }, 'task')
export const orgDeadline = (orgId: string, postId?: string | null) =>
  message({ to: 'org', orgId, postId: postId ?? null }, 'deadline')
export const headTask = (orgId: string) => message({ to: 'head', orgId }, 'task')
export const headDeadline = (orgId: string) => message({ to: 'head', orgId }, 'deadline')

/** What the agent of a bundle is told; a case without one tells nobody. */
export const agent = (
  { agentPostId, hallId, ...kase }: Named & Pick<CaseRow, 'agentPostId' | 'hallId'>,
  text: string
): CaseMessage[] => (agentPostId ? [orgTask(hallId, agentPostId)(kase, text)] : [])

/** The agent hears of a bundle when it is first handed in, at home or across the counter. */
export const newToAgent = (kase: Named & Pick<CaseRow, 'agentPostId' | 'hallId'>): CaseMessage[] =>
  kase.no === null ? agent(kase, '新的一件事申请，由您全程代办') : []
