import { type Static, Type } from 'typebox'
import { ById, DateTime, Day, Id, Nullable, Page, Paged, Version, Words } from './common.ts'
import { DRAWN } from './limits.ts'
import { OVERSEERS, ROLES } from './rules/roles.ts'

export const BulletinPeriod = Type.Enum(['week', 'month'])
export type BulletinPeriod = Static<typeof BulletinPeriod>
export const BulletinStatus = Type.Enum(['draft', 'published'])
export type BulletinStatus = Static<typeof BulletinStatus>

/** What happened in a period, and what stood open at its end. */
export const Score = Type.Object({
  received: Type.Integer(),
  answered: Type.Integer(),
  onTime: Type.Integer(),
  rated: Type.Integer(),
  satisfied: Type.Integer(),
  open: Type.Integer(),
  overdue: Type.Integer()
})
export type Score = Static<typeof Score>

/** The period beside the one before it. */
export const Compared = Type.Object({ now: Score, before: Score })
export type Compared = Static<typeof Compared>
export const ComparedRow = Type.Interface([Compared], { name: Type.String() })
export type ComparedRow = Static<typeof ComparedRow>

/** A matter that was late at the end of the period, and why. */
export const LateMatter = Type.Object({
  id: Id,
  no: Type.String(),
  village: Type.String(),
  topic: Type.String(),
  unit: Type.String(),
  lateSince: DateTime,
  reason: Nullable(Type.String())
})
export type LateMatter = Static<typeof LateMatter>

const HotMatter = Type.Object({
  title: Type.String(),
  count: Type.Integer(),
  places: Type.Array(Type.String()),
  lately: Type.Integer(),
  before: Type.Integer()
})

export const BulletinFigures = Type.Object({
  total: Compared,
  units: Type.Array(ComparedRow),
  villages: Type.Array(ComparedRow),
  topics: Type.Array(ComparedRow),
  late: Type.Array(LateMatter),
  hot: Type.Array(HotMatter)
})
export type BulletinFigures = Static<typeof BulletinFigures>

export const BulletinLine = Type.Object({
  id: Id,
  period: BulletinPeriod,
  title: Type.String(),
  from: Day,
  until: Day,
  status: BulletinStatus,
  total: Score
})
export type BulletinLine = Static<typeof BulletinLine>

export const BulletinAction = Type.Enum(['write', 'recount', 'publish', 'recall'])
export type BulletinAction = Static<typeof BulletinAction>

export const Bulletin = Type.Interface([BulletinLine], {
  version: Version,
  figures: BulletinFigures,
  remark: Type.String(),
  countedAt: DateTime,
  publishedAt: Nullable(DateTime),
  publishedBy: Nullable(Type.String()),
  recallReason: Nullable(Type.String()),
  actions: Type.Array(BulletinAction)
})
export type Bulletin = Static<typeof Bulletin>

export const BulletinCommand = Type.Union([
  Type.Object({ action: Type.Literal('write'), version: Version, remark: Words(0, 1000) }),
  Type.Object({ action: Type.Literal('recount'), version: Version }),
  Type.Object({ action: Type.Literal('publish'), version: Version }),
  Type.Object({ action: Type.Literal('recall'), version: Version, reason: Words(2, 200) })
])
export type BulletinCommand = Static<typeof BulletinCommand>

export const bulletinApi = {
  'GET /bulletins': { by: ROLES, querystring: Paged, response: { 200: Page(BulletinLine) } },
  'GET /bulletins/:id': { by: ROLES, params: ById, response: { 200: Bulletin } },
  'POST /bulletins/:id/commands': {
    by: OVERSEERS,
    params: ById,
    body: BulletinCommand,
    response: { 200: Bulletin }
  },
  'GET /bulletins/:id/pdf': {
    by: ROLES,
    limit: { cost: DRAWN },
    params: ById,
    response: { 200: Type.String() }
  },
  'GET /bulletins/:id/xlsx': {
    by: ROLES,
    limit: { cost: DRAWN },
    params: ById,
    response: { 200: Type.String() }
  }
} as const
