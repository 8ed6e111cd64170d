import { hotListReader } from '../hotspots/hot-list.ts'
import type { Deps } from '../lib/deps.ts'
import { enqueueMessages } from '../notifications/notifications.repo.ts'
import { scopeIdOf } from '../tenants/scopes.ts'
import { listTenants } from '../tenants/tenants.repo.ts'
import { accountsIn, hasBulletin, keepDraft, listScopes } from './bulletins.repo.ts'
import { countBulletin } from './counting.ts'
import { nothingHappened } from './figures.rules.ts'
import { lastPeriod } from './periods.rules.ts'
import { titleOf } from './present.ts'

/** Every hour: the week and the month that are over get their draft, once, and the leaders are told. Safe to run again. */
export async function draftBulletins(deps: Pick<Deps, 'db' | 'now' | 'newId'>): Promise<void> {
  const hotList = hotListReader(deps)
  for (const { tenantId } of await listTenants(deps.db))
    for (const scope of await listScopes(deps.db, tenantId))
      for (const kind of ['week', 'month'] as const) await draftOne(deps, hotList, tenantId, scope, kind)
}

async function draftOne(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  hotList: ReturnType<typeof hotListReader>,
  tenantId: string,
  { townshipId, name }: { townshipId: string | null; name: string },
  kind: 'week' | 'month'
): Promise<void> {
  const period = lastPeriod(kind, now())
  const key = { tenantId, scopeId: scopeIdOf(townshipId), period: kind, from: period.from }
  if (await hasBulletin(db, key)) return
  const figures = await countBulletin(db, hotList, tenantId, townshipId, period)
  if (nothingHappened(figures.total)) return
  const id = newId()
  const row = { ...key, id, scope: name, until: period.until, figures, countedAt: now() }
  const text = `${titleOf(row)}已统计好，请审签`
  await db.transaction(async (tx) => {
    if (!(await keepDraft(tx, { ...row, status: 'draft' }))) return
    const told = (await accountsIn(tx, tenantId, townshipId, true)).map(({ accountId }) => ({
      accountId,
      template: 'task' as const,
      text,
      quiet: true,
      key: `${id}:draft:${accountId}`
    }))
    await enqueueMessages(tx, tenantId, null, told, now(), newId)
  })
}
