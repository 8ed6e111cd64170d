import { type Static, Type } from 'typebox'
import { ById, DateTime, Day, Id, Nullable, Page, Paged, Version, Words } from './common.ts'
import { Finding } from './findings.ts'
import { ItemContent } from './items.ts'
import { BOOK } from './limits.ts'
import type { Role } from './roles.ts'

/**
 * Who keeps the catalogue: a department's own people, and the county's administrator for all; who wrote in a
 * version never approves it.
 */
export const cataloguers: readonly Role[] = ['unitHead', 'unitDeputy', 'hallClerk', 'countyAdmin']

/** approved: published from its day on, until a later one's day comes. */
export const VersionState = Type.Enum(['draft', 'review', 'returned', 'approved'])
export type VersionState = Static<typeof VersionState>
export const VersionAction = Type.Enum(['submit', 'approve', 'sendBack', 'discard'])
export type VersionAction = Static<typeof VersionAction>

const seen = { lock: Version }
export const VersionCommand = Type.Union([
  Type.Object({ action: Type.Literal('submit'), ...seen }),
  Type.Object({ action: Type.Literal('approve'), ...seen, effectiveFrom: Day }),
  Type.Object({ action: Type.Literal('sendBack'), ...seen, reason: Words(2, 200) }),
  Type.Object({ action: Type.Literal('discard'), ...seen })
])
export type VersionCommand = Static<typeof VersionCommand>

export const CatalogueLine = Type.Object({
  id: Id,
  name: Type.String(),
  department: Type.String(),
  /** Of the draft, or of what is in force when nobody drafts. */
  state: VersionState,
  version: Type.Integer(),
  errors: Type.Integer(),
  warnings: Type.Integer(),
  inForce: Nullable(Type.Integer()),
  changedAt: DateTime
})
export type CatalogueLine = Static<typeof CatalogueLine>

const VersionLine = Type.Object({
  version: Type.Integer(),
  state: VersionState,
  effectiveFrom: Nullable(Day),
  author: Type.String(),
  reviewer: Nullable(Type.String()),
  reason: Nullable(Type.String())
})
export type VersionLine = Static<typeof VersionLine>

/** The editor's desk: the newest version, what the check says, and what this reader may do with it. */
export const CatalogueItem = Type.Interface([CatalogueLine], {
  lock: Type.Integer(),
  content: ItemContent,
  findings: Type.Array(Finding),
  versions: Type.Array(VersionLine),
  actions: Type.Array(VersionAction),
  mayEdit: Type.Boolean(),
  /** The first day it may come into force, in Beijing. */
  today: Day
})
export type CatalogueItem = Static<typeof CatalogueItem>

/** One changed element: null where it was not, or is no more. */
export const Difference = Type.Object({
  place: Type.String(),
  before: Nullable(Type.String()),
  after: Nullable(Type.String())
})
export type Difference = Static<typeof Difference>

/** A workbook's complaint: sheet, row and column as the spreadsheet shows them. */
export const RowError = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: Type.String(),
  why: Type.String()
})
export type RowError = Static<typeof RowError>

const VersionNo = Type.Integer({ minimum: 1, maximum: 100_000 })
const Department = Type.Object({ id: Id, name: Type.String(), items: Type.Integer() })
/**
 * How much less than the law or earlier practice asks, each as a share, below 0 where more is asked now; null
 * without anything to compare.
 */
const Saved = Type.Object({
  items: Type.Integer(),
  days: Nullable(Type.Number()),
  materials: Nullable(Type.Number()),
  visits: Nullable(Type.Number())
})
export type Saved = Static<typeof Saved>

export const catalogueApi = {
  'GET /catalogue/items': {
    by: cataloguers,
    querystring: Type.Interface([Paged], {
      departmentId: Type.Optional(Id),
      state: Type.Optional(VersionState),
      faulty: Type.Optional(Type.Boolean()),
      q: Type.Optional(Words(1, 30))
    }),
    response: { 200: Page(CatalogueLine) }
  },
  'GET /catalogue/departments': {
    by: cataloguers,
    response: {
      200: Type.Object({
        items: Type.Array(Type.Interface([Department], { mine: Type.Boolean() })),
        total: Saved
      })
    }
  },
  'POST /catalogue/items': {
    by: cataloguers,
    body: Type.Object({ departmentId: Id, content: ItemContent }),
    response: { 200: CatalogueItem }
  },
  'GET /catalogue/items/:id': { by: cataloguers, params: ById, response: { 200: CatalogueItem } },
  'POST /catalogue/items/:id/draft': {
    by: cataloguers,
    params: ById,
    body: Type.Object({ ...seen, content: ItemContent }),
    response: { 200: CatalogueItem }
  },
  'POST /catalogue/items/:id/commands': {
    by: cataloguers,
    params: ById,
    body: VersionCommand,
    response: { 200: CatalogueItem }
  },
  'GET /catalogue/items/:id/differences': {
    by: cataloguers,
    params: ById,
    querystring: Type.Object({ from: VersionNo, to: VersionNo }),
    response: { 200: Type.Object({ items: Type.Array(Difference) }) }
  },
  'POST /catalogue/check': {
    by: cataloguers,
    limit: { frequent: true },
    body: Type.Object({ itemId: Id, content: ItemContent }),
    response: { 200: Type.Object({ items: Type.Array(Finding) }) }
  },
  'GET /catalogue/departments/:id/xlsx': {
    by: cataloguers,
    limit: { cost: BOOK },
    params: ById,
    response: { 200: Type.Unsafe<ArrayBuffer>({}) }
  },
  'POST /catalogue/departments/:id/xlsx': {
    by: cataloguers,
    limit: { cost: BOOK },
    params: ById,
    response: {
      200: Type.Object({
        added: Type.Integer(),
        changed: Type.Integer(),
        same: Type.Integer(),
        errors: Type.Array(RowError)
      })
    }
  },
  'GET /catalogue/savings': {
    by: 'anyone',
    response: {
      200: Type.Object({
        total: Saved,
        departments: Type.Array(Type.Interface([Saved], { id: Id, name: Type.String() }))
      })
    }
  }
} as const
