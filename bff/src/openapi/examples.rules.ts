type Schema = Readonly<Record<string, unknown>>

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

function text({ format, pattern, minLength }: Schema, name: string): string {
  if (NAMED[name] && format === undefined) return NAMED[name]
  if (typeof format === 'string' && FORMATS[format]) return FORMATS[format]
  if (pattern === '^https?://') return 'https://example.org/hook'
  if (typeof pattern === 'string' && pattern.startsWith('^20')) return '2026-11'
  const words = '村里主街路灯坏了一个多月，晚上看不见路'
  return words.slice(0, Math.min(Math.max(Number(minLength ?? 4), 4), LONGEST))
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
      return Object.fromEntries(properties.map(([inner, of]) => [inner, exampleOf(of, inner)]))
    }
    case 'array':
      return schema.items ? [exampleOf(schema.items as Schema)] : []
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
