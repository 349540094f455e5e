import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { problemOf } from './problem.ts'

/**
 * Checks requests with compiled schemas. Bodies are taken as they are; queries and parameters, which are all text,
 * are turned into the numbers and flags that their schema names.
 */
export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema)
  return (input: unknown) => {
    const value = httpPart === 'body' ? input : Value.Default(schema, Value.Convert(schema, { ...(input as object) }))
    if (validator.Check(value)) return { value }
    const { path, reason } = problemOf(schema, value)
    const error = new Error('invalid') as Error & { validation: unknown[]; validationContext: string }
    error.validation = [{ instancePath: path, message: reason }]
    error.validationContext = httpPart ?? 'body'
    return { error }
  }
}

/** For bodies whose entries each get their own verdict: the schema is documentation. */
export const checkedByHand: FastifySchemaCompiler<TSchema> = () => (value: unknown) => ({ value })
