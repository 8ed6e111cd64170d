export type Schema = Readonly<Record<string, unknown>>

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '019cac0f-2680-71bb-bef2-ba9bbd5e121e',
  date: '2026-11-23',
  'date-time': '2026-11-23T01:00:00.000Z'
}
const LONGEST = 24

/** What stands in fields of these names; people are invented. */
const NAMED: Readonly<Record<string, string>> = {
  phone: '13800138000',
  name: '张三',
  idNumber: '37082919900101123X',
  placeText: '村东头第二排',
  relation: '母亲',
  title: '村镇建设办公室主任',
  code: 'A001',
  no: '2026-000143',
  receipt: '7KQM-3XWP-9RTD-2HVN-6YCF',
  q: '路灯'
}

/** A text of each pattern of the contract whose words would not do. */
const PATTERNED: Readonly<Record<string, string>> = {
  '^https?://': 'https://example.org/hook',
  '^[0-9A-Za-z_-]+$': 'k3J9xQ2mVb7LrT5wZc8N1a-_',
  '^[\\w.~:-]*$': '019cac0f',
  '^[0-9A-Z]{12}$': '000111002000',
  '^[0-9A-Z-]{12,60}$': '11370829MB2857833R-000111002000',
  '^([^.~\\s]+\\.[^.~\\s]+(~[^.~\\s]+\\.[^.~\\s]+)*)?$': 'q1.yes~q2.flat',
  '^[A-Z]$': 'F',
  '^[0-9a-f]{64}$': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '^[0-9A-Za-z -]{12,20}$': '7KQM 3XWP 9RTD'
}

function text({ format, pattern, minLength, maxLength }: Schema, name: string): string {
  const named = NAMED[name]
  const fits = named && format === undefined && named.length <= Number(maxLength ?? named.length)
  if (typeof pattern === 'string' && PATTERNED[pattern]) return PATTERNED[pattern]
  if (fits && named.length >= Number(minLength ?? 0)) return named
  if (typeof format === 'string' && FORMATS[format]) return FORMATS[format]
  if (typeof pattern === 'string' && pattern.startsWith('^20')) return '2026-11'
  const words = '村里主街路灯坏了一个多月，晚上看不见路'.repeat(3)
  const least = Math.max(Number(minLength ?? 4), 4)
  return words.slice(0, Math.min(least, Number(maxLength ?? LONGEST)))
}

/** So many items as the list must have at least; of a closed set each another. */
function listed({ items, minItems }: Schema): unknown[] {
  if (!items) return []
  if (Array.isArray(items)) return items.map((item) => exampleOf(item as Schema))
  const item = items as Schema
  const least = Math.max(1, Number(minItems ?? 1))
  return Array.from({ length: least }, (_, at) =>
    Array.isArray(item.enum) ? item.enum[at % item.enum.length] : exampleOf(item)
  )
}

/** A small value that fits a schema: what a reader of the reference may start from. */
export function exampleOf(schema: Schema, name = ''): unknown {
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (Array.isArray(schema.anyOf)) return exampleOf(schema.anyOf[0] as Schema, name)
  if (Array.isArray(schema.allOf))
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part as Schema)))
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
      const anyName = Object.values((schema.patternProperties ?? {}) as Record<string, Schema>)
      return Object.fromEntries([
        ...properties.map(([inner, of]) => [inner, exampleOf(of, inner)]),
        ...anyName.map((of) => ['q1', exampleOf(of)])
      ])
    }
    case 'array':
      return listed(schema)
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'string':
      return text(schema, name)
    case 'null':
      return null
    default:
      return {}
  }
}
