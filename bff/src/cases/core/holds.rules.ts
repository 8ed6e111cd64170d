import type { Role } from 'shared/roles.ts'
import { overseesCounty, overseesTownship } from 'shared/rules/posts.ts'
import { DEPARTMENT, DESKS } from 'shared/rules/roles.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { CaseRow } from './cases.table.ts'
import type { CaseStage, Push } from './state.types.ts'

type Hold = (kase: CaseRow, actor: Actor) => boolean

const ofUnit = ({ post }: Actor, orgId: string, roles: readonly Role[]) =>
  post !== null && post.unitId === orgId && roles.includes(post.role)

/** The push this person's department has not answered yet. */
export const openPush = ({ state }: CaseRow, { post }: Actor): Push | undefined =>
  state.pushes.find(({ orgId, decision }) => decision === null && orgId === post?.unitId)

/**
 * May this person carry on with the stage: its own post, who stands in for it, or the head of the department?
 */
export const holdsStage = ({ orgId, postId }: CaseStage, actor: Actor): boolean =>
  ofUnit(actor, orgId, DEPARTMENT) &&
  (postId === null || actor.answersFor.includes(postId) || actor.post?.role === 'unitHead')

const live: readonly CaseStage['status'][] = ['running', 'paused']
export const holds = {
  applicant: (kase, { accountId }) => kase.accountId === accountId,
  desk: (kase, actor) => ofUnit(actor, kase.hallId, [...DESKS, 'unitHead']),
  hallHead: (kase, actor) => ofUnit(actor, kase.hallId, ['unitHead']),
  pushed: (kase, actor) => openPush(kase, actor) !== undefined && DEPARTMENT.includes(actor.post!.role),
  stage: ({ state }, actor) =>
    state.stages.some((stage) => live.includes(stage.status) && holdsStage(stage, actor)),
  head: (kase, actor) => ofUnit(actor, kase.departmentId, ['unitHead']),
  agent: ({ agentPostId }, { post, answersFor }) =>
    agentPostId !== null && post?.role === 'agent' && answersFor.includes(agentPostId),
  lead: (kase, actor) => ofUnit(actor, kase.departmentId, DEPARTMENT),
  /**
   * Nobody rules on a rating of their own unit: of the hall's own work only who oversees the county or its
   * township.
   */
  judge: (kase, actor) =>
    actor.post !== null &&
    kase.departmentId !== actor.post.unitId &&
    (ofUnit(actor, kase.hallId, ['unitHead']) ||
      overseesCounty(actor.post) ||
      (overseesTownship(actor.post) && kase.townshipId === actor.post.townshipId))
} satisfies Record<string, Hold>

/** Taken in across a counter, not gathered at home. */
export const atDesk = ({ channel }: CaseRow) => channel !== 'home'

/** Who has to do with the case itself: its applicant, its hall, its departments, its agent. */
export const isInsider = (kase: CaseRow, actor: Actor): boolean =>
  holds.applicant(kase, actor) ||
  holds.desk(kase, actor) ||
  holds.agent(kase, actor) ||
  kase.departments.includes(actor.post?.unitId ?? '')

/**
 * Who may read a case: its applicant, its hall, the departments it was pushed to, and who oversees the county
 * or its township.
 */
export function canRead(kase: CaseRow, actor: Actor): boolean {
  if (kase.accountId === actor.accountId) return true
  const { post } = actor
  if (!post) return false
  // What somebody gathers at home is their own until they hand it in.
  if (holds.desk(kase, actor)) return kase.no !== null || atDesk(kase)
  if (holds.agent(kase, actor)) return kase.no !== null
  if (overseesCounty(post)) return kase.no !== null
  if (overseesTownship(post) && kase.townshipId === post.townshipId) return kase.no !== null
  return kase.departments.includes(post.unitId) && DEPARTMENT.includes(post.role)
}
