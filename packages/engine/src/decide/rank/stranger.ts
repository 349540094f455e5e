import type { Views } from '../../state/views.ts'

/**
 * Whether nothing is known of a shopper that tells them from everybody. There is nothing to weigh then: a stranger gets
 * what is wanted most.
 */
export function isStranger({ history, profile }: Views, row: number): boolean {
  if (row < 0) return true
  return history.recent.countOf(row) + history.owned.countOf(row) + profile.lists.countOf(row) === 0
}
