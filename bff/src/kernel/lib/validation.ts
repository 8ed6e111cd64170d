import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import fastJson from 'fast-json-stringify'
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import type { FastifyValidationResult } from 'fastify/types/schema.js'

const addFormats = formats as unknown as (ajv: Ajv) => Ajv
// 19.99 is a multiple of 0.01, whatever a division of binary fractions says.
const usual = { allErrors: false, strict: false, multipleOfPrecision: 6 }
const strict = addFormats(new Ajv({ ...usual, coerceTypes: false }))
const fromText = addFormats(new Ajv({ ...usual, coerceTypes: true }))

type Node = Record<string, unknown>

/**
 * The same schema, every object of which refuses what it does not name: nothing undeclared reaches a handler.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (schema === null || typeof schema !== 'object') return schema
  const node = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)])) as Node
  const isObject = node.type === 'object' && node.properties !== undefined
  return isObject && !('additionalProperties' in node) ? { ...node, additionalProperties: false } : node
}

/**
 * A reply's writer, made when the first reply is written: most endpoints of a fresh process wait long for
 * theirs.
 */
export const compileSerializer: FastifySerializerCompiler<object> = ({ schema }) => {
  let write: ((data: unknown) => string) | undefined
  return (data) => {
    write ??= fastJson(schema)
    return write(data)
  }
}

/**
 * A body says what it means; the words of an address are text and become the numbers and truths they spell.
 */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const ajv = httpPart === 'body' ? strict : fromText
  // Compiled when first asked: a restarted process answers half a second sooner.
  let compiled: ValidateFunction | undefined
  const validate = (data: unknown) => {
    compiled ??= ajv.compile(httpPart === 'body' ? (closed(schema) as object) : schema)
    const sound = compiled(data)
    validate.errors = compiled.errors ?? null
    return sound
  }
  validate.errors = null as ValidateFunction['errors']
  return validate as FastifyValidationResult
}
