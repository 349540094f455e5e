import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'

/**
 * Checks requests with compiled schemas. Bodies are taken as they are; queries and parameters, which are all text,
 * are turned into the numbers and flags that their schema names.
 */
export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema)
  return (input: unknown) => {
    const value = httpPart === 'body' ? input : Value.Default(schema, Value.Convert(schema, { ...(input as object) }))
    if (validator.Check(value)) return { value }
    const [first] = validator.Errors(value)
    const error = new Error('invalid') as Error & { validation: unknown[]; validationContext: string }
    error.validation = [{ instancePath: first?.instancePath ?? '', message: reasonOf(first?.message) }]
    error.validationContext = httpPart ?? 'body'
    return { error }
  }
}

/** For bodies whose entries each get their own verdict: the schema is documentation. */
export const checkedByHand: FastifySchemaCompiler<TSchema> = () => (value: unknown) => ({ value })

/** "schema is false" is how a checker says that a field has no business there. */
function reasonOf(message: string | undefined): string {
  return message === undefined || message.includes('schema is false') ? 'is not known here' : message
}
