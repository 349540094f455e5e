import type { Views } from '../state/views.ts'

/** For metrics: name -> count of what a shop has. O(1). */
export function countsOf(views: Views): Readonly<Record<string, number>> {
  const { shoppers, catalog, position, sessions, erasures, watched, market } = views
  return {
    events: position,
    shoppers: shoppers.people,
    products: catalog.size,
    tags: catalog.tagCount,
    sessions: sessions.index.opened,
    erasures_open: erasures.open().length,
    letters_waiting: watched.outgoing.count,
    letters_dead: watched.outgoing.deadCount,
    prices_held: watched.held.count + market.checks.held.count,
  }
}
