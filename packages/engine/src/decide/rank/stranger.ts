import type { Views } from '../../state/views.ts'

/**
 * Whether nothing is known of a shopper that tells them from everybody. The weights of the individual policy are learned
 * from shoppers with a past, where what everybody wants counts for little beside it, or even against a product; to who has
 * none they would show the least wanted first. A stranger gets what is wanted most.
 */
export function isStranger({ history, profile }: Views, row: number): boolean {
  if (row < 0) return true
  return history.recent.countOf(row) + history.owned.countOf(row) + profile.lists.countOf(row) === 0
}
