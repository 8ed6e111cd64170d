import type { ItemContent, Material } from 'shared/items.ts'

type LightMaterial = Pick<Material, 'name' | 'form' | 'copies' | 'need'> & Partial<Material>
/** An item as its department first wrote it down: enough to find it by, not yet worked out. */
export type LightItem = Pick<
  ItemContent,
  | 'name'
  | 'mainItem'
  | 'itemType'
  | 'applicants'
  | 'kind'
  | 'legalBasis'
  | 'conditions'
  | 'counter'
  | 'minutes'
> &
  Pick<Partial<ItemContent>, 'statutory' | 'promised' | 'words' | 'lifeEvents'> & {
    materials: LightMaterial[]
    result: string
  }
type Codes = Pick<ItemContent, 'baseCode' | 'implCode'>

const TRUST = { own: 'C', form: 'D', issued: 'C', shared: 'A' } as const

/** The whole form of such an item: usual values for what it leaves out, faults and all. */
export function expand(light: LightItem, codes: Codes, phone: string): ItemContent {
  const { name, materials, result, words = [name.slice(0, 20)], lifeEvents = [], promised, kind } = light
  return {
    ...light,
    ...codes,
    exerciseLevel: 'county',
    questions: [],
    materials: materials.map((one) => ({ ...one, trust: one.source ? TRUST[one.source] : 'D' })),
    fees: [],
    stages:
      promised && kind === 'promised'
        ? [{ name: '受理审核', kind: 'review', limit: promised, counted: true }]
        : [],
    visits: 1,
    visitsBefore: 2,
    materialsBefore: materials.filter(({ source }) => source !== 'shared').length * 2,
    crossArea: 'none',
    result: { name: result, form: 'paper' },
    consult: { number: phone, duty: `${name}咨询` },
    supervise: { number: '0537-6812345', duty: '县行政审批服务局投诉监督' },
    words,
    lifeEvents
  }
}
