import type { VersionAction, VersionCommand, VersionState } from 'shared/catalogue.ts'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import type { Actor } from '../kernel/lib/actor.ts'
import { AppError } from '../kernel/lib/errors.ts'
import type { VersionRow } from './catalogue.table.ts'

/** A version with the department its item belongs to. */
export type Matter = Readonly<{
  departmentId: string
  version: Pick<VersionRow, 'state' | 'lock' | 'errors' | 'authorIds' | 'version'>
}>
type Hold = (matter: Matter, actor: Actor) => boolean

/** A department's own people, and the county's administrator for all. */
export const keepsCatalogue = (departmentId: string, { post }: Actor): boolean =>
  post !== null && (post.role === 'countyAdmin' || post.unitId === departmentId)
const editor: Hold = ({ departmentId }, actor) => keepsCatalogue(departmentId, actor)
/** A second person: never one who wrote in it. */
const second: Hold = (matter, actor) =>
  editor(matter, actor) && !matter.version.authorIds.includes(actor.accountId)

const MOVES: Record<VersionAction, { from: readonly VersionState[]; by: Hold }> = {
  submit: { from: ['draft', 'returned'], by: editor },
  approve: { from: ['review'], by: second },
  sendBack: { from: ['review'], by: second },
  discard: { from: ['draft', 'returned'], by: editor }
}
const ACTIONS = Object.keys(MOVES) as VersionAction[]

export const versionActions = (matter: Matter, actor: Actor): VersionAction[] =>
  ACTIONS.filter(
    (action) =>
      MOVES[action].from.includes(matter.version.state) &&
      MOVES[action].by(matter, actor) &&
      // What was never in force has nothing to fall back to.
      (action !== 'discard' || matter.version.version > 1)
  )

/** Who may write in it now; what is approved is changed by drawing up the next version. */
export const mayEdit = (matter: Matter, actor: Actor): boolean =>
  matter.version.state !== 'review' && editor(matter, actor)

export type Decided = Readonly<{
  state: VersionState
  reviewer?: string
  reason: string | null
  effectiveFrom?: Date
}>

/**
 * What a command makes of a version; null when it is thrown away. An error in it stops submit and approve.
 */
export function decideVersion(
  command: VersionCommand,
  matter: Matter,
  actor: Actor,
  now: Date
): Decided | null {
  const { lock, errors, state } = matter.version
  if (command.lock !== lock || !MOVES[command.action].from.includes(state))
    throw new AppError('record_changed')
  if (!versionActions(matter, actor).includes(command.action)) throw new AppError('not_allowed')
  switch (command.action) {
    case 'submit':
      if (errors > 0) throw new AppError('findings_block', `${errors}`)
      return { state: 'review', reason: null }
    case 'approve':
      if (errors > 0) throw new AppError('findings_block', `${errors}`)
      if (command.effectiveFrom < beijingDay(now)) throw new AppError('effective_past')
      return {
        state: 'approved',
        reviewer: actor.post?.name ?? '',
        reason: null,
        effectiveFrom: startOfDay(command.effectiveFrom)
      }
    case 'sendBack':
      return { state: 'returned', reason: command.reason }
    case 'discard':
      return null
  }
}
