import { DEPARTMENT } from 'shared/rules/roles.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { CaseRow } from '../core/cases.table.ts'
import { canRead, holds } from '../core/holds.rules.ts'

type Told = Readonly<{ orgIds: readonly string[]; agentPostId: string | null }>

const ofDepartment = ({ departments }: CaseRow, { post }: Actor) =>
  post !== null && departments.includes(post.unitId) && DEPARTMENT.includes(post.role)

/**
 * Who talks: the desk, the departments the case was pushed to, its agent. The applicant is not part of it.
 */
export const mayTalk = (kase: CaseRow, actor: Actor): boolean =>
  !holds.applicant(kase, actor) &&
  ((holds.desk(kase, actor) && canRead(kase, actor)) || ofDepartment(kase, actor) || holds.agent(kase, actor))

/** Who listens: who talks, and who oversees the county. */
export const mayListen = (kase: CaseRow, actor: Actor): boolean =>
  mayTalk(kase, actor) || (kase.accountId !== actor.accountId && canRead(kase, actor))

/**
 * Whom a word reaches: from the desk or the agent every department, from a department the desk and the agent.
 */
export function toldBy(kase: CaseRow, { post }: Actor): Told {
  const { hallId, departments, agentPostId } = kase
  const department = post?.unitId !== hallId
  return {
    orgIds: department ? [hallId] : departments,
    agentPostId: agentPostId === post?.id ? null : agentPostId
  }
}
