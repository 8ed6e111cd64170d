import type { Deps } from '../../../kernel/lib/deps.ts'
import { scopeIdOf } from '../../../platform/tenants/scopes.rules.ts'
import { listTenants } from '../../../platform/tenants/tenants.repo.ts'
import { keepDraft, keptFigures, listScopes } from './bulletins.repo.ts'
import { countBulletin } from './counting.acts.ts'
import { lastPeriod } from './periods.rules.ts'
import { tellOf } from './tell.repo.ts'

/**
 * Every hour: the week and the month that are over get their draft, once, and the leaders are told. Safe to
 * run again.
 */
export async function draftBulletins(deps: Pick<Deps, 'db' | 'now' | 'newId'>): Promise<void> {
  const failures: unknown[] = []
  // One township's trouble is not the next one's.
  for (const { tenantId } of await listTenants(deps.db))
    for (const scope of await listScopes(deps.db, tenantId))
      for (const kind of ['week', 'month'] as const)
        await draftOne(deps, tenantId, scope, kind).catch((error: unknown) => failures.push(error))
  if (failures.length) throw new AggregateError(failures, 'bulletins not drafted')
}

async function draftOne(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  tenantId: string,
  { townshipId, name }: { townshipId: string | null; name: string },
  kind: 'week' | 'month'
): Promise<void> {
  const period = lastPeriod(kind, now())
  const key = { tenantId, scopeId: scopeIdOf(townshipId), period: kind, from: period.from }
  if (await keptFigures(db, key)) return
  const figures = await countBulletin(db, tenantId, townshipId, period)
  if (!figures) return
  const id = newId()
  const row = { ...key, id, scope: name, until: period.until, figures, countedAt: now() }
  await db.transaction(async (tx) => {
    if (!(await keepDraft(tx, { ...row, status: 'draft' }))) return
    const news = {
      townshipId,
      leaders: true,
      template: 'task',
      words: '已统计好，请审签',
      step: 'draft'
    } as const
    await tellOf(tx, { bulletin: row, ...news }, { now, newId })
  })
}
