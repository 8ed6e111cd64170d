import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

const addFormats = formats as unknown as (ajv: Ajv) => Ajv
const strict = addFormats(new Ajv({ coerceTypes: false, allErrors: false, strict: false }))
const fromText = addFormats(new Ajv({ coerceTypes: true, allErrors: false, strict: false }))

/** A body says what it means; the words of an address are text and become the numbers and truths they spell. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? strict : fromText).compile(schema)
