import fc, { type Arbitrary } from 'fast-check'
import { NUMBERS } from '../security/corpus/numbers.ts'
import { TEXTS } from '../security/corpus/texts.ts'

/** A JSON schema as the API's own description holds it. */
export type Schema = Readonly<{
  type?: string
  enum?: readonly unknown[]
  const?: unknown
  anyOf?: readonly Schema[]
  allOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}>

const MOST_TEXT = 70_000
const texts = TEXTS.map(([, text]) => text).filter(({ length }) => length < MOST_TEXT)
const hostile = fc.oneof(
  fc.constantFrom(...texts),
  fc.constantFrom(...NUMBERS.map(([, value]) => value)),
  fc.constantFrom<unknown>('', null, [], {}, -1, 2 ** 53, '0', 'null')
)

/**
 * Values as a schema wants them, ids among them real ones now and then, and wrong ones of every kind in
 * between.
 */
export function generator(ids: readonly string[]) {
  const strings: Record<string, Arbitrary<string>> = {
    uuid: fc.oneof(fc.constantFrom(...ids), fc.uuid()),
    date: fc.constantFrom(
      '2026-03-02',
      '2026-03-09',
      '2026-02-30',
      '1900-01-01',
      '2099-12-31',
      '0001-01-01',
      '2026-02-28'
    ),
    'date-time': fc.constantFrom(
      '2026-03-02T09:00:00+08:00',
      '2026-03-02T01:00:00.000Z',
      '9999-12-31T23:59:59Z',
      '0001-01-01T00:00:00Z'
    )
  }
  const wanted = (schema: Schema): Arbitrary<unknown> => {
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum) return fc.constantFrom(...schema.enum)
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map(any))
    if (schema.allOf)
      return fc.tuple(...schema.allOf.map(wanted)).map((parts) => Object.assign({}, ...(parts as object[])))
    switch (schema.type) {
      case 'string':
        return (
          strings[schema.format ?? ''] ??
          fc.oneof(
            fc.constantFrom(
              '高龄津贴怎么申请',
              '13812345678',
              'ABCD-EFGH',
              '370829198001011234',
              '2026-000001',
              '张三',
              '~',
              '1~2',
              'x'
            ),
            fc.constantFrom(...texts),
            fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 200) })
          )
        )
      case 'integer':
        return fc.oneof(
          fc.constantFrom(schema.minimum ?? -1, schema.maximum ?? 2_147_483_648, 0, 1, 2),
          fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 100, 10_000) })
        )
      case 'number':
        return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
      case 'boolean':
        return fc.boolean()
      case 'array':
        return fc.array(any(schema.items ?? {}), {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(schema.maxItems ?? 5, 12)
        })
      case 'null':
        return fc.constant(null)
      default: {
        const { properties = {}, required = [] } = schema
        const fields = Object.fromEntries(
          Object.entries(properties).map(([name, field]) => [name, any(field)])
        )
        return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
      }
    }
  }
  /** Mostly as it should be: what is wrong everywhere never gets past the first check. */
  const any = (schema: Schema): Arbitrary<unknown> =>
    fc.oneof({ weight: 12, arbitrary: wanted(schema) }, { weight: 1, arbitrary: hostile })
  return { any, wanted }
}
