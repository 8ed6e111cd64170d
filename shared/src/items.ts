import { type Static, Type } from 'typebox'

/** The elements of a handling item after GB/T 39554 (implementation list, 实施清单), as one document. */
/** One line of text: a spreadsheet's cell holds several of them, one below the other. */
const Words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' })
/** Short names of questions and answers; what joins them in rules and links may not stand in them. */
const Key = Type.String({ minLength: 1, maxLength: 20, pattern: '^[^=;&；.~\\s]+$' })
export const Whens = Type.Optional(
  Type.Array(Type.Record(Key, Key, { minProperties: 1 }), { minItems: 1, maxItems: 12 })
)
const Amount = Type.Integer({ minimum: 1, maximum: 3650 })
export const ItemLimit = Type.Object({ amount: Amount, unit: Type.Enum(['wm', 'wh', 'wd', 'd']) })

export const ItemType = Type.Enum([
  'license',
  'payment',
  'confirmation',
  'adjudication',
  'reward',
  'filing',
  'otherPower',
  'publicService'
])
export const Applicant = Type.Enum(['person', 'company', 'institution', 'organisation'])
export const MaterialForm = Type.Enum(['original', 'copy', 'originalAndCopy', 'electronic'])
/**
 * own: they have or write it; form: a form of the office; issued: another body issues it; shared: the window
 * looks it up.
 */
export const MaterialSource = Type.Enum(['own', 'form', 'issued', 'shared'])
export const MaterialNeed = Type.Enum(['required', 'optional', 'deferrable'])
/** A: verified by data exchange … D: only what the applicant says. */
export const TrustLevel = Type.Enum(['A', 'B', 'C', 'D'])

export const Question = Type.Object({
  key: Key,
  ask: Words(2, 60),
  help: Type.Optional(Words(2, 200)),
  answers: Type.Array(
    Type.Object({
      key: Key,
      text: Words(1, 40),
      next: Type.Optional(Key),
      stop: Type.Optional(Words(4, 200))
    }),
    { maxItems: 12 }
  )
})

/** How a field is filled in; text where nothing is said. */
/** What becomes of an original: looked at and given back, or kept with the case it was given for. */
export const Handling = Type.Enum(['shown', 'kept'])
export const FieldInput = Type.Enum(['text', 'number', 'date', 'pastDate', 'comingDate', 'choice'])
/** What the applicant has said of themselves already. */
export const FieldSource = Type.Enum(['name', 'idNumber', 'phone'])
export const FormField = Type.Object({
  label: Words(1, 40),
  sample: Words(0, 100),
  input: Type.Optional(FieldInput),
  /** Of a number. */
  unit: Type.Optional(Words(1, 10)),
  /** Of a choice. */
  options: Type.Optional(Type.Array(Words(1, 40), { minItems: 2, maxItems: 20 })),
  from: Type.Optional(FieldSource),
  /** The question whose answer is entered. */
  ask: Type.Optional(Key)
})
export type FormField = Static<typeof FormField>

export const Material = Type.Object({
  name: Words(1, 100),
  form: MaterialForm,
  copies: Type.Integer({ minimum: 0, maximum: 20 }),
  source: Type.Optional(MaterialSource),
  /** Who issues it; a department of the county must not have citizens carry it. */
  issuer: Type.Optional(Words(2, 60)),
  need: MaterialNeed,
  trust: TrustLevel,
  handling: Type.Optional(Handling),
  note: Type.Optional(Words(1, 300)),
  /** The fields of a blank form, each with a sample entry. */
  fields: Type.Optional(Type.Array(FormField, { minItems: 1, maxItems: 30 })),
  when: Whens
})
export type Material = Static<typeof Material>

export const StageKind = Type.Enum([
  'accept',
  'siteInspection',
  'hearing',
  'inspectionTest',
  'expertReview',
  'publicNotice',
  'review',
  'decision',
  'certificate',
  'output'
])
/** counted false: a special procedure, whose time the law does not count; `reason` says by which. */
export const Stage = Type.Object({
  name: Words(1, 30),
  kind: StageKind,
  limit: Type.Optional(ItemLimit),
  counted: Type.Boolean(),
  reason: Type.Optional(Words(2, 200)),
  /** The department that does it, side by side with other departments' stages next to it (并联审批). */
  branch: Type.Optional(Words(2, 60))
})
export const Fee = Type.Object({
  name: Words(1, 60),
  yuan: Type.Number({ minimum: 0, maximum: 10_000_000, multipleOf: 0.01 }),
  per: Words(1, 20),
  basis: Type.Optional(Words(2, 200)),
  when: Whens
})
const Phone = Type.Object({ number: Words(0, 30), duty: Words(0, 60) })

export const ItemContent = Type.Object({
  mainItem: Words(1, 80),
  subItem: Type.Optional(Words(1, 80)),
  name: Words(1, 80),
  baseCode: Type.String({ pattern: '^[0-9A-Z]{12}$' }),
  implCode: Type.String({ pattern: '^[0-9A-Z-]{12,60}$' }),
  itemType: ItemType,
  exerciseLevel: Type.Enum(['county', 'township', 'village']),
  applicants: Type.Array(Applicant, { maxItems: 4 }),
  conditions: Type.Array(Words(1, 300), { maxItems: 30 }),
  questions: Type.Array(Question, { maxItems: 20 }),
  materials: Type.Array(Material, { maxItems: 60 }),
  legalBasis: Type.Array(Type.Object({ name: Words(2, 100), article: Type.Optional(Words(1, 60)) }), {
    maxItems: 20
  }),
  fees: Type.Array(Fee, { maxItems: 20 }),
  statutory: Type.Optional(ItemLimit),
  promised: Type.Optional(ItemLimit),
  kind: Type.Enum(['instant', 'promised']),
  stages: Type.Array(Stage, { maxItems: 20 }),
  /** Visits to the hall: now, and what the law or the earlier practice asked for. */
  visits: Type.Integer({ minimum: 0, maximum: 20 }),
  visitsBefore: Type.Integer({ minimum: 0, maximum: 20 }),
  materialsBefore: Type.Integer({ minimum: 0, maximum: 60 }),
  crossArea: Type.Enum(['none', 'county', 'city', 'province', 'nation']),
  result: Type.Object({ name: Words(0, 60), form: Type.Enum(['paper', 'electronic', 'both', 'none']) }),
  consult: Phone,
  supervise: Phone,
  /** Letter of the counter whose windows take it, and how many minutes one matter takes there. */
  counter: Type.String({ pattern: '^[A-Z]$' }),
  minutes: Type.Integer({ minimum: 1, maximum: 240 }),
  words: Type.Array(Words(1, 20), { maxItems: 20 }),
  lifeEvents: Type.Array(Words(1, 20), { maxItems: 10 })
})
export type ItemContent = Static<typeof ItemContent>
