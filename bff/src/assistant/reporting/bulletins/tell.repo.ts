import type { Db, Deps } from '../../../kernel/lib/deps.ts'
import { enqueueMessages } from '../../../platform/notifications/notifications.repo.ts'
import type { Template } from '../../../platform/notifications/notifications.table.ts'
import { titleOf } from './bulletins.present.ts'
import { accountsIn } from './bulletins.repo.ts'
import type { BulletinRow } from './bulletins.table.ts'

type News = Readonly<{
  bulletin: Pick<BulletinRow, 'tenantId' | 'id' | 'scope' | 'period' | 'from' | 'until'>
  townshipId: string | null
  /** To the leaders of just that scope, or to whoever may read it. */
  leaders: boolean
  template: Template
  words: string
  /** With the bulletin's id what makes a message unique. */
  step: string | number
}>

/** Tells of a bulletin, in the caller's transaction; without text message or call. */
export async function tellOf(
  tx: Db,
  { bulletin, townshipId, leaders, template, words, step }: News,
  { now, newId }: Pick<Deps, 'now' | 'newId'>
): Promise<void> {
  const { tenantId, id } = bulletin
  const told = (await accountsIn(tx, tenantId, townshipId, leaders)).map(({ accountId }) => ({
    accountId,
    template,
    text: `通报：${words}（${titleOf(bulletin)}）`,
    quiet: true,
    key: `${id}:${step}:${accountId}`
  }))
  await enqueueMessages(tx, tenantId, null, told, now(), newId)
}
