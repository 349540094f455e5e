import { limits } from '../../domain/limits.ts'
import type { Traits } from '../../ports/vault.ts'
import { isJson, type Json } from './read.ts'
import { invalid } from './rejection.ts'

/** Names that reach an object's prototype when a careless reader assigns them. */
const poisoned = new Set(['__proto__', 'constructor', 'prototype'])

/** Copies what is told of a person, within bounds; for the vault. */
export function traitsOf(value: unknown, field: string): Traits | undefined {
  if (value === undefined || value === null) return undefined
  if (!isJson(value)) return invalid(field, 'is not an object')
  const budget = { left: limits.traitsMax }
  const traits = copied(value, field, limits.traitDepthMax, budget) as Traits
  return budget.left === limits.traitsMax ? undefined : traits
}

function copied(value: unknown, field: string, levelsLeft: number, budget: { left: number }): unknown {
  if (typeof value === 'string') {
    if (value.length <= limits.traitLengthMax) return value
    return invalid(field, `is longer than ${limits.traitLengthMax} characters`)
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : invalid(field, 'is not a finite number')
  if (typeof value !== 'object' || value === null) return value
  if (levelsLeft === 0) return invalid(field, `is nested more than ${limits.traitDepthMax} levels deep`)
  if (Array.isArray(value)) {
    budget.left -= value.length
    if (budget.left < 0) return invalid(field, `holds more than ${limits.traitsMax} values`)
    return value.map((entry, index) => copied(entry, `${field}.${index}`, levelsLeft - 1, budget))
  }
  const copy: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries(value as Json)) {
    if (--budget.left < 0) return invalid(field, `holds more than ${limits.traitsMax} values`)
    if (key.length > limits.keyNameLengthMax || poisoned.has(key))
      return invalid(field, 'has a name that is not allowed')
    copy[key] = copied(entry, `${field}.${key}`, levelsLeft - 1, budget)
  }
  return copy
}
