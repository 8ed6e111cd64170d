import type { BulletinAction, BulletinCommand, BulletinStatus } from 'shared/bulletins.ts'
import type { Role } from 'shared/roles.ts'
import { OVERSEERS } from 'shared/rules/roles.ts'
import { AppError } from '../../../kernel/lib/errors.ts'

type Bulletin = Readonly<{ status: BulletinStatus; version: number; scopeId: string }>
type Reader = Readonly<{ role: Role; name: string; title: string; scopeId: string }>

const MOVES: Record<BulletinAction, { from: BulletinStatus; by: readonly Role[] }> = {
  write: { from: 'draft', by: OVERSEERS },
  recount: { from: 'draft', by: OVERSEERS },
  publish: { from: 'draft', by: ['leader'] },
  recall: { from: 'published', by: ['leader'] }
}

/** What this post may do with it now; only with its own scope's. */
export const bulletinActions = ({ status, scopeId }: Bulletin, reader: Reader): BulletinAction[] =>
  scopeId !== reader.scopeId
    ? []
    : (Object.keys(MOVES) as BulletinAction[]).filter(
        (action) => MOVES[action].from === status && MOVES[action].by.includes(reader.role)
      )

type Change = Readonly<{
  status?: BulletinStatus
  remark?: string
  publishedAt?: Date | null
  publishedBy?: string | null
  recallReason?: string | null
}>

/** What a command writes over the bulletin; counting anew is the caller's. */
export function decideBulletin(
  command: BulletinCommand,
  bulletin: Bulletin,
  reader: Reader,
  now: Date
): Change {
  const { from, by } = MOVES[command.action]
  if (command.version !== bulletin.version || bulletin.status !== from) throw new AppError('record_changed')
  if (!by.includes(reader.role) || bulletin.scopeId !== reader.scopeId) throw new AppError('not_allowed')
  switch (command.action) {
    case 'write':
      return { remark: command.remark.trim() }
    case 'recount':
      return {}
    case 'publish':
      return {
        status: 'published',
        publishedAt: now,
        publishedBy: `${reader.title} ${reader.name}`,
        recallReason: null
      }
    case 'recall':
      return { status: 'draft', publishedAt: null, publishedBy: null, recallReason: command.reason.trim() }
  }
}
