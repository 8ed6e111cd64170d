import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

const addFormats = formats as unknown as (ajv: Ajv) => Ajv
// 19.99 is a multiple of 0.01, whatever a division of binary fractions says.
const usual = { allErrors: false, strict: false, multipleOfPrecision: 6 }
const strict = addFormats(new Ajv({ ...usual, coerceTypes: false }))
const fromText = addFormats(new Ajv({ ...usual, coerceTypes: true }))

/** A body says what it means; the words of an address are text and become the numbers and truths they spell. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? strict : fromText).compile(schema)
