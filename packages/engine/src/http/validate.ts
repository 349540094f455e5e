import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { type Problem, problemOf } from './problem.ts'

/** By the schema of a request: schemas are constants, and a process may have several servers. */
const compiled = new WeakMap<TSchema, ReturnType<typeof Compile>>()

/**
 * Checks requests with compiled schemas. Bodies are taken as they are; queries and parameters, which are all text,
 * are turned into the numbers and flags that their schema names.
 */
export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = compiled.get(schema) ?? Compile(schema)
  compiled.set(schema, validator)
  const converted = httpPart === 'body' ? (input: unknown) => input : converterOf(schema)
  return (input: unknown) => {
    const value = converted(input)
    if (validator.Check(value)) return { value }
    const { path, reason } = problemOf(schema, value)
    const error = new Error('invalid') as Error & { validation: unknown[]; validationContext: string }
    error.validation = [{ instancePath: path, message: reason }]
    error.validationContext = httpPart ?? 'body'
    return { error }
  }
}

/** What is wrong with one entry of a batch, by the schema that every entry has; undefined: nothing. */
export function entryProblem(schema: TSchema, value: unknown): Problem | undefined {
  const validator = compiled.get(schema) ?? Compile(schema)
  compiled.set(schema, validator)
  return validator.Check(value) ? undefined : problemOf(schema, value)
}

/** Fills in what a flat schema has defaults for, and turns text into what each named field is. 1 us a field that is no text. */
function converterOf(schema: TSchema): (input: unknown) => unknown {
  const { properties = {} } = schema as { readonly properties?: Readonly<Record<string, TSchema>> }
  const fields = Object.entries(properties) as [
    string,
    TSchema & { readonly default?: unknown; readonly type?: string },
  ][]
  const defaults = Object.fromEntries(fields.flatMap(([name, one]) => ('default' in one ? [[name, one.default]] : [])))
  const notText = fields.filter(([, { type }]) => type !== 'string')
  return (input) => {
    const value: Record<string, unknown> = { ...defaults, ...(input as object) }
    for (const [name, one] of notText) if (name in value) value[name] = Value.Convert(one, value[name])
    return value
  }
}

/** For bodies whose entries each get their own verdict: the schema is documentation. */
export const checkedByHand: FastifySchemaCompiler<TSchema> = () => (value: unknown) => ({ value })
