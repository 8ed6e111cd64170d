import { XMLBuilder } from 'fast-xml-parser'

export type Format = 'json' | 'xml'
/** Fields of a form or an address, as they come. */
export type Fields = Readonly<Record<string, unknown>>
/** The one value of a field; undefined when it is empty or given twice. */
export const one = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined

/** A refusal in the standard's own form: a code and what the caller should do. */
export class Refusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** What GeoReport v2 calls a thing: the list, its items, and lists inside them. */
export type Shape = Readonly<{ list: string; item: string }>

export const SERVICES: Shape = { list: 'services', item: 'service' }
export const DEFINITION: Shape = { list: 'service_definition', item: '' }
export const REQUESTS: Shape = { list: 'service_requests', item: 'request' }
export const ERRORS: Shape = { list: 'errors', item: 'error' }

const builder = new XMLBuilder({ format: true, suppressEmptyNode: true })
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

/** What XML 1.0 allows no document to hold. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** XML has no null: what is not known is an empty element. Characters XML forbids fall away. */
const plain = (value: unknown): unknown => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
  return typeof value === 'string' ? value.replace(NO_XML, '') : value
}

/** A reply in the format asked for (GeoReport v2, "Response formats"). */
export function written(format: Format, { list, item }: Shape, items: readonly object[] | object): string {
  if (format === 'json') return JSON.stringify(items)
  const inner = Array.isArray(items) ? { [item]: items.map(plain) } : plain(items)
  return HEAD + builder.build({ [list]: inner })
}

export const TYPES: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8'
}
