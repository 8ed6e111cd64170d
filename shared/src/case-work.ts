import { type Static, Type } from 'typebox'
import { CaseLine } from './cases.ts'
import { Id, Page, Paged, Words } from './common.ts'
import type { Role } from './roles.ts'
import { CASE_WORKERS } from './rules/roles.ts'

/** And who oversees the county, or a township’s desks. */
export const caseReaders: readonly Role[] = [
  ...CASE_WORKERS,
  'leader',
  'supervisor',
  'townshipAdmin',
  'countyAdmin'
]

export const WorkLine = Type.Interface([CaseLine], { key: Type.String(), kind: Type.String() })
export type WorkLine = Static<typeof WorkLine>
const WorkKind = Type.Enum([
  'reception',
  'preReview',
  'push',
  'returned',
  'stage',
  'suspension',
  'extension',
  'quality',
  'output',
  'promise',
  'sample',
  'callback',
  'rectify',
  'ruling'
])
const Counts = Type.Array(Type.Object({ kind: Type.String(), words: Type.String(), count: Type.Integer() }))

export const caseWorkApi = {
  'GET /case-work': {
    by: CASE_WORKERS,
    querystring: Type.Interface([Paged], { kind: Type.Optional(WorkKind) }),
    response: { 200: Type.Interface([Page(WorkLine)], { counts: Counts }) }
  },
  'POST /case-work/consents': {
    by: CASE_WORKERS,
    body: Type.Object({
      cases: Type.Array(Type.Object({ id: Id, key: Id }), { minItems: 1, maxItems: 50 })
    }),
    response: {
      200: Type.Object({
        done: Type.Integer(),
        failed: Type.Array(Type.Object({ id: Id, why: Type.String() }))
      })
    }
  },
  'POST /case-search': {
    by: caseReaders,
    body: Type.Interface([Paged], { q: Words(2, 60) }),
    response: { 200: Page(CaseLine) }
  },
  'GET /red-list': {
    by: caseReaders,
    querystring: Paged,
    response: { 200: Page(WorkLine) }
  }
} as const
