import type { TSchema } from 'typebox'
import type { TLocalizedValidationError } from 'typebox/error'
import { Pointer, Value } from 'typebox/value'

/** What is wrong with a value, in words for its sender. `path` is a JSON pointer. */
export type Problem = { readonly path: string; readonly reason: string }

type Union = { readonly anyOf: readonly TSchema[] }
type ObjectSchema = { readonly properties?: Readonly<Record<string, { readonly const?: unknown }>> }

/**
 * Finds what a value that breaks its schema has to be told first. A choice is told with all its values; of a choice
 * between objects, what is wrong with the one that was meant.
 * @param path  where `value` stands in the request
 */
export function problemOf(schema: TSchema, value: unknown, path = ''): Problem {
  const [first] = Value.Errors(schema, value) as TLocalizedValidationError[]
  if (first === undefined) return { path, reason: 'is not as described' }
  const union = /^#(.*?)\/anyOf\/\d+/.exec(first.schemaPath)?.[1]
  if (union === undefined) return plainProblem(first, schema, path)
  const { anyOf } = Pointer.Get(schema, union) as Union
  const place = first.instancePath.split('/', depthOf(union) + 1).join('/')
  if (anyOf.every((branch) => 'const' in branch)) return { path: path + place, reason: choice(anyOf) }
  return problemOfBranch(anyOf, place === '' ? value : Pointer.Get(value as object, place), path + place)
}

/** Branches that are objects and differ by one constant, as in { what: 'brand', brand } and { what: 'product', product }. */
function problemOfBranch(anyOf: readonly TSchema[], value: unknown, path: string): Problem {
  const key = Object.entries((anyOf[0] as ObjectSchema).properties ?? {}).find(([, one]) => 'const' in one)?.[0]
  if (typeof value !== 'object' || value === null) return problemOf(anyOf[0]!, value, path)
  if (key === undefined) return problemOf(likest(anyOf, value), value, path)
  const constants = anyOf.map((branch) => (branch as ObjectSchema).properties?.[key] ?? {})
  const meant = constants.findIndex((one) => 'const' in one && one.const === (value as Record<string, unknown>)[key])
  return meant < 0 ? { path: `${path}/${key}`, reason: choice(constants) } : problemOf(anyOf[meant]!, value, path)
}

/** Of objects without such a constant, the one that has most of the value's fields. */
function likest(anyOf: readonly TSchema[], value: object): TSchema {
  const shared = anyOf.map((branch) => {
    const { properties = {} } = branch as ObjectSchema
    return Object.keys(value).filter((name) => Object.hasOwn(properties, name)).length
  })
  return anyOf[shared.indexOf(Math.max(...shared))]!
}

const choice = (of: readonly { readonly const?: unknown }[]): string =>
  `is not one of: ${of.map((one) => String(one.const)).join(', ')}`

/** Levels of the value that a path through its schema goes down: one for each "properties/NAME" and each "items". */
function depthOf(schemaPath: string): number {
  return schemaPath.match(/\/properties\/[^/]+|\/items\b/g)?.length ?? 0
}

function plainProblem(error: TLocalizedValidationError, schema: TSchema, path: string): Problem {
  const place = path + error.instancePath
  if (error.keyword === 'required')
    return { path: `${place}/${error.params.requiredProperties[0]}`, reason: 'is missing' }
  if (error.keyword === 'const') return { path: place, reason: choice([{ const: error.params.allowedValue }]) }
  if (error.keyword !== 'boolean') return { path: place, reason: error.message }
  const owner = error.schemaPath.replace(/^#|\/additionalProperties$/g, '')
  const known = Object.keys(((owner === '' ? schema : Pointer.Get(schema, owner)) as ObjectSchema).properties ?? {})
  return { path: place, reason: `is not known here; known are: ${known.join(', ')}` }
}
