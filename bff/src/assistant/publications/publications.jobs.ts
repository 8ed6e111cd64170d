import { and, asc, eq, gt } from 'drizzle-orm'
import type { Deps } from '../../kernel/lib/deps.ts'
import { enqueueMessages } from '../../platform/notifications/notifications.repo.ts'
import { publicationChanges, publicationFollows, publications } from './publications.table.ts'

type Told = { tenantId: string; publicationId: string; version: number }
const BATCH = 500
/** What was taken down is not named again: the title may be why. */
const TAKEN_DOWN = /^已撤下/

/**
 * Tells whoever follows a page what changed, five hundred at a time; a message already written is left alone.
 */
export async function tellFollowers(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  { tenantId, publicationId, version }: Told
): Promise<void> {
  const [found] = await db
    .select({ title: publications.title, words: publicationChanges.words })
    .from(publicationChanges)
    .innerJoin(
      publications,
      and(
        eq(publications.tenantId, publicationChanges.tenantId),
        eq(publications.id, publicationChanges.publicationId)
      )
    )
    .where(
      and(
        eq(publicationChanges.tenantId, tenantId),
        eq(publicationChanges.publicationId, publicationId),
        eq(publicationChanges.version, version)
      )
    )
  if (!found) return
  for (let after: string | undefined; ; ) {
    const rows = await db
      .select({ accountId: publicationFollows.accountId })
      .from(publicationFollows)
      .where(
        and(
          eq(publicationFollows.tenantId, tenantId),
          eq(publicationFollows.publicationId, publicationId),
          after ? gt(publicationFollows.accountId, after) : undefined
        )
      )
      .orderBy(asc(publicationFollows.accountId))
      .limit(BATCH)
    const addressed = rows.map(({ accountId }) => ({
      accountId,
      template: 'progress' as const,
      text: TAKEN_DOWN.test(found.words)
        ? '公开答复：您关注的一条答复已撤下'
        : `公开答复：您关注的“${found.title}”${found.words}`,
      quiet: true,
      key: `${publicationId}:${version}:${accountId}`
    }))
    await db.transaction((tx) => enqueueMessages(tx, tenantId, null, addressed, now(), newId))
    if (rows.length < BATCH) return
    after = rows.at(-1)!.accountId
  }
}
