import type { Bulletin, BulletinAction, BulletinLine } from 'shared/bulletins.ts'
import type { BulletinLineRow } from './bulletins.repo.ts'
import type { BulletinRow } from './bulletins.table.ts'
import { periodWords } from './periods.rules.ts'

export const titleOf = ({
  scope,
  period,
  from,
  until
}: Pick<BulletinRow, 'scope' | 'period' | 'from' | 'until'>) =>
  `${scope}诉求办理通报（${periodWords({ kind: period, from, until })}）`

export const presentLine = (row: BulletinLineRow): BulletinLine => ({
  id: row.id,
  period: row.period,
  title: titleOf(row),
  from: row.from,
  until: row.until,
  status: row.status,
  total: row.total
})

export const presentBulletin = (row: BulletinRow, actions: BulletinAction[]): Bulletin => ({
  ...presentLine({ ...row, total: row.figures.total.now }),
  version: row.version,
  figures: row.figures,
  remark: row.remark,
  countedAt: row.countedAt.toISOString(),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  publishedBy: row.publishedBy,
  recallReason: row.recallReason,
  actions
})
