import { type Static, Type } from 'typebox'
import { ById, DateTime, Day, Done, Id, Nullable, Page, Paged, Words } from './common.ts'
import { MaterialNeed, MaterialSource, Question, Whens } from './items.ts'
import { BOOK, DRAWN, SEARCH } from './limits.ts'

/** Answers to the situation questions as they stand in a link: `方式.买卖~抵押.无`. */
export const AnswersText = Type.String({
  maxLength: 600,
  pattern: '^([^.~\\s]+\\.[^.~\\s]+(~[^.~\\s]+\\.[^.~\\s]+)*)?$'
})
const VersionNo = Type.Integer({ minimum: 1, maximum: 100_000 })

export const ItemLine = Type.Object({
  id: Id,
  name: Type.String(),
  department: Type.String(),
  promised: Type.String(),
  free: Type.Boolean(),
  visits: Type.Integer()
})
export type ItemLine = Static<typeof ItemLine>

/** An item as citizens read it, in words: the version in force, or the one a list was issued under. */
export const GuideItem = Type.Object({
  id: Id,
  version: Type.Integer(),
  inForce: Type.Boolean(),
  effectiveFrom: Day,
  department: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  conditions: Type.Array(Type.String()),
  questions: Type.Array(Question),
  materials: Type.Array(
    Type.Object({
      name: Type.String(),
      /** `原件1份`, `自备`. */
      copies: Type.String(),
      from: Type.String(),
      need: MaterialNeed,
      note: Type.Optional(Type.String()),
      source: Type.Optional(MaterialSource),
      issuer: Type.Optional(Type.String()),
      when: Whens,
      hasForm: Type.Boolean()
    })
  ),
  fees: Type.Array(Type.Object({ words: Type.String(), basis: Type.String(), when: Whens })),
  promised: Type.String(),
  statutory: Nullable(Type.String()),
  visits: Type.Integer(),
  consult: Type.Object({ number: Type.String(), duty: Type.String() }),
  supervise: Type.Object({ number: Type.String(), duty: Type.String() }),
  /** Every element in words, for who wants to read it all. */
  elements: Type.Array(Type.Object({ place: Type.String(), value: Type.String() })),
  /** When it would be done if it were taken in now. */
  doneBy: Nullable(Type.Object({ at: DateTime, words: Type.String(), trace: Type.Array(Type.String()) })),
  counter: Nullable(
    Type.Object({ id: Id, name: Type.String(), windows: Type.String(), bookable: Type.Boolean() })
  )
})
export type GuideItem = Static<typeof GuideItem>

const Department = Type.Object({ id: Id, name: Type.String(), items: Type.Integer() })
const EventLine = Type.Object({ name: Type.String(), items: Type.Integer() })
const BundleLine = Type.Object({ id: Id, name: Type.String(), about: Type.String() })

/** 一件事: its items in order, which wait for which, and the papers they share. */
export const Bundle = Type.Interface([BundleLine], {
  promised: Type.String(),
  items: Type.Array(
    Type.Object({ item: ItemLine, after: Type.Array(Type.String()), papers: Type.Array(Type.String()) })
  ),
  /** Papers two or more of the items ask for: they are given once. */
  /** How often one must come for all of it together. */
  visits: Type.Integer(),
  shared: Type.Array(Type.String())
})
export type Bundle = Static<typeof Bundle>

const SavedList = Type.Object({
  id: Id,
  itemId: Id,
  name: Type.String(),
  version: Type.Integer(),
  answers: AnswersText,
  /** The item was changed since: the papers may differ. */
  changed: Type.Boolean(),
  savedAt: DateTime
})
export type SavedList = Static<typeof SavedList>

const Pdf = { 200: Type.Unsafe<ArrayBuffer>({}) }
const OfVersion = Type.Object({ version: Type.Optional(VersionNo) })

export const guideApi = {
  'GET /items': {
    by: 'anyone',
    limit: { cost: SEARCH },
    querystring: Type.Interface([Paged], {
      q: Type.Optional(Words(1, 40)),
      departmentId: Type.Optional(Id),
      event: Type.Optional(Words(1, 20))
    }),
    response: { 200: Page(ItemLine) }
  },
  'GET /items/entries': {
    by: 'anyone',
    response: {
      200: Type.Object({
        departments: Type.Array(Department),
        events: Type.Array(EventLine),
        /** With the words people say for it. */
        bundles: Type.Array(Type.Interface([BundleLine], { words: Type.Array(Type.String()) }))
      })
    }
  },
  'GET /bundles/:id': { by: 'anyone', params: ById, response: { 200: Bundle } },
  'GET /items/:id': { by: 'anyone', params: ById, querystring: OfVersion, response: { 200: GuideItem } },
  'GET /items/:id/sheet': {
    by: 'anyone',
    limit: { cost: DRAWN },
    params: ById,
    querystring: Type.Interface([OfVersion], { answers: Type.Optional(AnswersText) }),
    response: Pdf
  },
  'GET /items/:id/forms/:index': {
    by: 'anyone',
    limit: { cost: DRAWN },
    params: Type.Object({ id: Id, index: Type.Integer({ minimum: 0, maximum: 60 }) }),
    querystring: Type.Interface([OfVersion], { filled: Type.Optional(Type.Boolean()) }),
    response: Pdf
  },
  'GET /handbook': {
    by: 'anyone',
    limit: { cost: BOOK },
    querystring: Type.Object({ departmentId: Type.Optional(Id) }),
    response: Pdf
  },
  'GET /lists': { by: 'citizen', response: { 200: Type.Object({ items: Type.Array(SavedList) }) } },
  'POST /lists': {
    by: 'consented',
    body: Type.Object({ itemId: Id, version: VersionNo, answers: AnswersText }),
    response: { 200: Type.Object({ id: Id }) }
  },
  'POST /lists/:id/forget': { by: 'citizen', params: ById, response: { 200: Done } }
} as const
