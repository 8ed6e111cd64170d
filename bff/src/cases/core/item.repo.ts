import { and, eq, sql } from 'drizzle-orm'
import type { ItemContent } from 'shared/items.ts'
import { answersOf } from 'shared/rules/situations.ts'
import type { CaseItem } from '../../catalogue/bundle.types.ts'
import { itemVersions } from '../../catalogue/catalogue.table.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { composeBundle } from '../bundles/compose.rules.ts'
import type { CaseRow } from './cases.table.ts'

const MOST_VERSIONS = 500

/** The content of an approved version, kept in memory: it never changes again. */
function contentReader(db: Db) {
  const prepared = db
    .select({ content: itemVersions.content })
    .from(itemVersions)
    .where(
      and(
        eq(itemVersions.tenantId, sql.placeholder('tenantId')),
        eq(itemVersions.itemId, sql.placeholder('itemId')),
        eq(itemVersions.version, sql.placeholder('version'))
      )
    )
    .prepare('case_item_version')
  const kept = new Map<string, ItemContent>()
  return async (tenantId: string, itemId: string, version: number): Promise<ItemContent> => {
    const name = `${tenantId}/${itemId}/${version}`
    const known = kept.get(name)
    if (known) return known
    const [row] = await prepared.execute({ tenantId, itemId, version })
    if (!row) throw new AppError('not_found')
    if (kept.size >= MOST_VERSIONS) kept.delete(kept.keys().next().value!)
    kept.set(name, row.content)
    return row.content
  }
}

type Kind = Pick<CaseRow, 'tenantId' | 'itemId' | 'itemVersion' | 'answers' | 'state'>

/**
 * What a case is handled by: its item's version, or its bundle put together from the versions it began under.
 */
export function itemReader(db: Db) {
  const contentOf = contentReader(db)
  return async ({ tenantId, itemId, itemVersion, answers, state }: Kind): Promise<CaseItem> => {
    const { bundle } = state
    if (!bundle) return contentOf(tenantId, itemId, itemVersion)
    const members = await Promise.all(
      bundle.members.map(async ({ department, ...member }) => ({
        department,
        content: await contentOf(tenantId, member.itemId, member.version)
      }))
    )
    return composeBundle(bundle, members, answersOf(answers))
  }
}
