import { isDeepStrictEqual } from 'node:util'
import { and, eq, sql } from 'drizzle-orm'
import type { RowError } from 'shared/catalogue.ts'
import type { ItemContent } from 'shared/items.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { itemVersions, serviceItems, type VersionRow } from '../catalogue.table.ts'
import { checkerOf, type ItemView } from '../items.repo.ts'
import { addItem, saveDraft } from '../versions.repo.ts'
import { ITEM_SHEET } from './columns.rules.ts'
import type { Read, Source } from './read.types.ts'

type Target = Readonly<{ tenantId: string; departmentId: string; department: string }>
type Author = Readonly<{ authorId: string | null; author: string }>
type Tools = Readonly<{ newId: () => string; now: Date }>
export type Imported = Readonly<{ added: number; changed: number; same: number; errors: RowError[] }>

/** As which version an item goes out into a book. */
export const stampOf = ({ version, lock }: Pick<VersionRow, 'version' | 'lock'>): string =>
  `${version}.${lock}`
const plain = (content: ItemContent) => JSON.parse(JSON.stringify(content)) as unknown
const isSame = (view: ItemView, content: ItemContent): boolean =>
  isDeepStrictEqual(plain(view.version.content), plain(content))

/** Items of these codes with their newest version, wherever in the county they are. */
async function known(
  db: Db,
  { tenantId, department }: Target,
  codes: readonly string[]
): Promise<Map<string, ItemView>> {
  const rows = await db
    .select({ item: serviceItems, version: itemVersions })
    .from(serviceItems)
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, serviceItems.tenantId),
        eq(itemVersions.itemId, serviceItems.id),
        eq(itemVersions.version, serviceItems.newest)
      )
    )
    .where(
      and(
        eq(serviceItems.tenantId, tenantId),
        sql`${serviceItems.implCode} = any(${sql.param(codes)}::text[])`
      )
    )
    .limit(codes.length)
  return new Map(rows.map((row) => [row.item.implCode, { ...row, department }]))
}

/** Items that may not be written, each with its row. */
const refused = (
  items: readonly ItemContent[],
  sources: readonly Source[],
  before: Map<string, ItemView>,
  departmentId: string
): RowError[] =>
  items.flatMap((content, index) => {
    const { row: line, stamp } = sources[index]!
    const row = { sheet: ITEM_SHEET.name, row: line, column: '实施编码' }
    const old = before.get(content.implCode)
    if (old && old.item.departmentId !== departmentId) return [{ ...row, why: '这个编码是别的部门的事项' }]
    if (old?.version.state === 'review' && !isSame(old, content))
      return [{ ...row, why: '这个事项正在审核，审核后才能再改' }]
    if (old && !isSame(old, content) && stamp !== stampOf(old.version))
      return [{ ...row, why: '这张表导出以后有人改过这个事项，请重新导出，在新表上改' }]
    return []
  })

/**
 * Writes a workbook's items as drafts, all of them or none; what is the same stays untouched. Run in a
 * transaction.
 */
export async function importItems(
  tx: Db,
  target: Target,
  { items, sources }: Pick<Read, 'items' | 'sources'>,
  author: Author,
  { newId, now }: Tools
): Promise<Imported> {
  const { tenantId, departmentId } = target
  const before = await known(
    tx,
    target,
    items.map(({ implCode }) => implCode)
  )
  const errors = refused(items, sources, before, departmentId)
  const done = { added: 0, changed: 0, same: 0 }
  if (errors.length) return { ...done, errors }
  const names = items.map(({ name }) => name)
  const check = await checkerOf(tx, { tenantId, departmentId }, names)
  for (const content of items) {
    const view = before.get(content.implCode)
    if (view && isSame(view, content)) {
      done.same += 1
      continue
    }
    const item = view?.item ?? { tenantId, id: newId(), departmentId }
    const findings = check(item.id, content)
    if (view) await saveDraft(tx, view, { lock: view.version.lock, content, findings }, author, now)
    else await addItem(tx, item, { content, findings }, author, now)
    done[view ? 'changed' : 'added'] += 1
  }
  return { ...done, errors }
}
