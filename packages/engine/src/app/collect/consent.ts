import { isJson, type Json } from './read.ts'

/** Consent categories, by whatever name a consent manager gives them, without which nothing is collected here. */
const ours = new Set([
  'analytics',
  'personalisation',
  'personalization',
  'performance',
  'statistics',
  'c0002',
  'nunchi',
])
const cased = new Map<string, boolean>()

function isOurs(category: string): boolean {
  let known = cased.get(category)
  if (known === undefined) {
    known = ours.has(category.toLowerCase())
    if (cased.size < 1_000) cased.set(category, known)
  }
  return known
}

/**
 * What an event says of consent: false when any of our categories is refused or the sender routes around us, true when
 * one is granted and none refused, undefined when it says nothing. A consent object without a single category is a
 * refusal, as in the consent rules of the Segment protocol.
 */
export function consentOf(message: Json, properties: Json): boolean | undefined {
  const { integrations, context } = message
  if (isJson(integrations)) {
    if (integrations.Nunchi === false) return false
    if (integrations.All === false && !integrations.Nunchi) return false
  }
  if (message.consent === false || properties.consent === false) return false
  const consent = isJson(context) ? context.consent : undefined
  const stated = isJson(consent) ? byCategory(consent.categoryPreferences) : undefined
  if (stated === false) return false
  return stated ?? (message.consent === true || properties.consent === true ? true : undefined)
}

function byCategory(preferences: unknown): boolean | undefined {
  if (!isJson(preferences)) return undefined
  let stated: boolean | undefined
  let count = 0
  for (const category in preferences) {
    count++
    if (!isOurs(category)) continue
    if (preferences[category] === false) return false
    if (preferences[category] === true) stated = true
  }
  return count === 0 ? false : stated
}
