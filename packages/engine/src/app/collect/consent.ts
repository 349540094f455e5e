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

/** Told of every field that says something of consent and is neither true nor false. */
type Unreadable = (field: string) => void

/**
 * What an event says of consent: false when any of our categories is refused or the sender routes around us, true when
 * one is granted and none refused, undefined when it says nothing. A consent object without a single category is a
 * refusal, as in the consent rules of the Segment protocol. What is neither true nor false, as the text "no", is taken
 * for a refusal: of the two mistakes it is the one that does no harm.
 */
export function consentOf(message: Json, properties: Json, unreadable: Unreadable = () => {}): boolean | undefined {
  const { integrations, context } = message
  if (isJson(integrations)) {
    if (integrations.Nunchi === false) return false
    if (integrations.All === false && !integrations.Nunchi) return false
  }
  const consent = isJson(context) ? context.consent : undefined
  const said = [flagAt(message.consent, 'consent', unreadable)]
  if (properties !== message) said.push(flagAt(properties.consent, 'properties.consent', unreadable))
  if (isJson(consent)) said.push(byCategory(consent.categoryPreferences, unreadable))
  return said.includes(false) ? false : said.includes(true) ? true : undefined
}

function flagAt(value: unknown, field: string, unreadable: Unreadable): boolean | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'boolean') return value
  unreadable(field)
  return false
}

function byCategory(preferences: unknown, unreadable: Unreadable): boolean | undefined {
  if (!isJson(preferences)) return undefined
  let stated: boolean | undefined
  let count = 0
  for (const category in preferences) {
    count++
    if (!isOurs(category)) continue
    const flag = flagAt(preferences[category], `context.consent.categoryPreferences.${category}`, unreadable)
    if (flag === false) return false
    stated ??= flag
  }
  return count === 0 ? false : stated
}
