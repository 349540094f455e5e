import { hash } from 'node:crypto'

/**
 * A message id for an event that came without one, from what it says, so that sending it again is no second event.
 * An event that does not even say when it happened cannot be told from a true repetition: pass `place` (moment of
 * receipt and index) to count it as new. Costs about 3 us.
 */
export function contentId(parts: readonly unknown[], place?: string): string {
  return `~${hash('sha256', JSON.stringify(place === undefined ? parts : [...parts, place]), 'base64url').slice(0, 27)}`
}
