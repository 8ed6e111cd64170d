import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { FastifyValidationResult } from 'fastify/types/schema.js'

const addFormats = formats as unknown as (ajv: Ajv) => Ajv
// 19.99 is a multiple of 0.01, whatever a division of binary fractions says.
const usual = { allErrors: false, strict: false, multipleOfPrecision: 6 }
const strict = addFormats(new Ajv({ ...usual, coerceTypes: false }))
const fromText = addFormats(new Ajv({ ...usual, coerceTypes: true }))

/** A body says what it means; the words of an address are text and become the numbers and truths they spell. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const ajv = httpPart === 'body' ? strict : fromText
  // Compiled when first asked: a restarted process answers half a second sooner.
  let compiled: ValidateFunction | undefined
  const validate = (data: unknown) => {
    compiled ??= ajv.compile(schema)
    const sound = compiled(data)
    validate.errors = compiled.errors ?? null
    return sound
  }
  validate.errors = null as ValidateFunction['errors']
  return validate as FastifyValidationResult
}
