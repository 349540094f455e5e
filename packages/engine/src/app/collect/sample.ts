import { factNamed } from './names.ts'
import { catalogKinds } from './plain-catalog.ts'
import { plainKinds } from './plain-facts.ts'
import { isJson, type Json } from './read.ts'

/** The shape of what stood at a field; never its value. */
export type Sample = {
  /** Name, kind or call of the event, where it is one that is known: others may hold anything. */
  readonly event?: string
  readonly type: 'missing' | 'null' | 'text' | 'number' | 'flag' | 'list' | 'object'
  /** Characters of a text, entries of a list. */
  readonly length?: number
}

const calls = ['track', 'identify', 'page', 'screen', 'group', 'alias']
const kinds: ReadonlySet<unknown> = new Set(['identify', ...plainKinds, ...catalogKinds])

/** Tells the shape of an event that was refused. @param field the path of what was wrong: 'properties.products.2.price' */
export function sampleOf(entry: unknown, field: string): Sample {
  const value = field === '' ? entry : field.split('.').reduce(below, entry)
  const event = isJson(entry) ? knownNameOf(entry) : undefined
  const length = typeof value === 'string' || Array.isArray(value) ? value.length : undefined
  return { ...(event === undefined ? {} : { event }), type: typeOf(value), ...(length === undefined ? {} : { length }) }
}

function knownNameOf({ event, kind, type }: Json): string | undefined {
  if (typeof event === 'string' && factNamed(event) !== undefined) return event
  if (kinds.has(kind)) return kind as string
  return calls.find((call) => call === type)
}

function below(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value[Number(name)]
  return isJson(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function typeOf(value: unknown): Sample['type'] {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  const types = { string: 'text', number: 'number', boolean: 'flag' } as const
  return types[typeof value as keyof typeof types] ?? 'object'
}
