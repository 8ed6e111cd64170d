import { readdirSync, readFileSync } from 'node:fs'
import { bundles } from 'bff/catalogue/catalogue.table.ts'
import { blocks } from 'bff/catalogue/check/check.rules.ts'
import { checkerOf, getItem } from 'bff/catalogue/items.repo.ts'
import { addItem, saveDecision } from 'bff/catalogue/versions.repo.ts'
import type { ItemContent } from 'shared/items.ts'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import type { Tools } from './county.ts'
import { BUNDLES } from './data/bundles.ts'
import { expand, type LightItem } from './light.ts'

type Named<T> = Readonly<{ department: string; items: readonly T[] }>
const ITEMS = new URL('./data/items/', import.meta.url)
const read = <T>(folder: string): Named<T>[] =>
  readdirSync(new URL(folder, ITEMS))
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(new URL(`${folder}${file}`, ITEMS), 'utf8')) as Named<T>[])

/** The catalogue as data: 43 departments with their items, those worked out fully first. */
export function demoCatalogue(): Map<string, ItemContent[]> {
  const full = read<Omit<ItemContent, 'baseCode' | 'implCode'>>('full/')
  const light = read<LightItem>('light/')
  const departments = [...new Set([...full, ...light].map(({ department }) => department))]
  const ofDepartment = <T>(list: readonly Named<T>[], name: string) =>
    list.filter(({ department }) => department === name).flatMap(({ items }) => items)
  return new Map(
    departments.map((name, at) => {
      const two = (n: number) => String(n).padStart(2, '0')
      const codes = (index: number) => {
        const baseCode = `370Z${two(at + 1)}${two(index + 1)}0000`
        return { baseCode, implCode: `${baseCode}-370829000000-001` }
      }
      const phone = (index: number) => `0537-68${two(at + 10)}${String(index + 100)}`
      const worked = ofDepartment(full, name)
      const noted = ofDepartment(light, name)
      return [
        name,
        [
          ...worked.map((item, index) => ({ ...item, ...codes(index) })),
          ...noted.map((item, index) => {
            const no = worked.length + index
            return expand(item, codes(no), phone(no))
          })
        ]
      ]
    })
  )
}

type Place = Readonly<{ tenantId: string; departmentId: (name: string) => string; author: string }>

/**
 * Writes the catalogue into a county: what the check passes is in force, the rest are drafts with work to do.
 */
export async function buildCatalogue(
  { db, newId, now }: Tools,
  catalogue: ReadonlyMap<string, readonly ItemContent[]>,
  { tenantId, departmentId, author }: Place
): Promise<void> {
  for (const [department, items] of catalogue) {
    const place = { tenantId, departmentId: departmentId(department) }
    const check = await checkerOf(
      db,
      place,
      items.map(({ name }) => name)
    )
    for (const content of items) {
      const item = { ...place, id: newId() }
      const findings = check(item.id, content)
      await addItem(db, item, { content, findings }, { authorId: null, author }, now)
      if (blocks(findings)) continue
      const view = await getItem(db, tenantId, item.id)
      const decided = {
        state: 'approved',
        reviewer: '县管理员',
        reason: null,
        effectiveFrom: startOfDay(beijingDay(now))
      } as const
      await saveDecision(db, view, decided, now)
    }
  }
  const codes = new Map([...catalogue.values()].flat().map(({ name, implCode }) => [name, implCode]))
  const code = (name: string) => codes.get(name) ?? name
  for (const [position, { name, items, ...rest }] of BUNDLES.entries()) {
    const steps = items.map(({ name: step, after = [], answers }) => ({
      implCode: code(step),
      after: after.map(code),
      ...(answers && { answers })
    }))
    await db
      .insert(bundles)
      .values({ tenantId, id: newId(), name, position, content: { ...rest, items: steps } })
  }
}
