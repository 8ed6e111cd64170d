import { type Static, Type } from 'typebox'
import { ById, DateTime, Id, Nullable, Page, Paged, Words } from './common.ts'
import { BOOK } from './limits.ts'
import { ADMINS } from './rules/roles.ts'

/** A short id and its signature, at most 32 characters as WeChat's scene allows. */
export const Scene = Type.String({ minLength: 4, maxLength: 32, pattern: '^[0-9A-Za-z_-]+$' })

export const County = Type.Object({
  code: Type.String(),
  name: Type.String(),
  appName: Type.String(),
  sponsor: Type.String(),
  filingNo: Type.String(),
  servicePhone: Type.String(),
  officeHours: Type.String()
})
export type County = Static<typeof County>

export const Village = Type.Object({
  id: Id,
  name: Type.String(),
  township: Type.String(),
  serviceArea: Nullable(Type.String())
})
export type Village = Static<typeof Village>

export const Place = Type.Object({
  villageId: Id,
  village: Type.String(),
  township: Type.String(),
  household: Nullable(Type.String())
})
export type Place = Static<typeof Place>

export const PlaceCode = Type.Object({
  id: Id,
  scene: Scene,
  village: Type.String(),
  household: Nullable(Type.String()),
  createdAt: DateTime,
  revokedAt: Nullable(DateTime),
  /** When its poster was brought to the door, and when somebody there was shown how it works. */
  handedAt: Nullable(DateTime),
  taughtAt: Nullable(DateTime),
  scans: Type.Integer()
})
export type PlaceCode = Static<typeof PlaceCode>

export const VillageScans = Type.Object({
  villageId: Id,
  village: Type.String(),
  codes: Type.Integer(),
  handed: Type.Integer(),
  taught: Type.Integer(),
  scans: Type.Integer(),
  scansThisWeek: Type.Integer()
})
export type VillageScans = Static<typeof VillageScans>

/** A sheet each, four to a sheet, or stickers of 8 cm, six to a sheet. */
export const PosterFormat = Type.Enum(['a4', 'four', 'sticker'])
export type PosterFormat = Static<typeof PosterFormat>

export const placesApi = {
  'GET /county': { by: 'anyone', response: { 200: County } },
  'GET /villages': { by: 'anyone', response: { 200: Type.Object({ items: Type.Array(Village) }) } },
  'GET /places/:scene': { by: 'anyone', params: Type.Object({ scene: Scene }), response: { 200: Place } },
  'GET /place-codes': {
    by: ADMINS,
    querystring: Type.Interface([Paged], { villageId: Type.Optional(Id) }),
    response: { 200: Page(PlaceCode) }
  },
  'POST /place-codes': {
    by: ADMINS,
    body: Type.Object({ villageId: Id, household: Type.Optional(Words(1, 20)) }),
    response: { 200: PlaceCode }
  },
  'POST /place-codes/households': {
    by: ADMINS,
    body: Type.Object({
      villageId: Id,
      households: Type.Array(Words(1, 20), { minItems: 1, maxItems: 1000 })
    }),
    response: { 200: Type.Object({ made: Type.Integer(), kept: Type.Integer() }) }
  },
  'GET /place-codes/villages': {
    by: ADMINS,
    response: { 200: Type.Object({ items: Type.Array(VillageScans) }) }
  },
  'GET /posters': {
    by: ADMINS,
    limit: { cost: BOOK },
    querystring: Type.Object({
      format: PosterFormat,
      villageId: Type.Optional(Id),
      codeId: Type.Optional(Id)
    }),
    response: { 200: Type.Any() }
  },
  'POST /place-codes/:id/handed': {
    by: ADMINS,
    params: ById,
    body: Type.Object({ taught: Type.Boolean() }),
    response: { 200: PlaceCode }
  },
  'POST /place-codes/:id/revoke': { by: ADMINS, params: ById, response: { 200: PlaceCode } },
  'GET /place-codes/:id/image': {
    by: ADMINS,
    params: ById,
    response: { 200: Type.Object({ png: Type.String({ description: 'data URL' }) }) }
  }
} as const
