import type { SearchIndex } from '../../state/search-index.ts'
import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'
import type { SearchAnswer, SearchQuestion } from './answer.ts'
import { browse } from './browse.ts'
import { keep } from './keep.ts'
import { matchesOf } from './matches.ts'
import { pageOf } from './order.ts'

/**
 * Finds products by words, or all of them, and puts them in the order of one person. What they have hidden does not come,
 * and what cannot be bought comes last. Nothing follows: what was searched for is told by the page.
 *
 * At 100,000 products: see docs/search.md.
 */
export function search<Told>(
  views: Views,
  index: SearchIndex,
  { query, ...ask }: SearchQuestion<Told>,
): Decision<SearchAnswer<Told>> {
  const things = views.catalog.thingsOf(ask.row < 0 ? [] : views.shoppers.hiddenBy(ask.row))
  const matches = query.trim() === '' ? undefined : matchesOf(index, query)
  const asked = { things, filters: ask.filters }
  const { items: kept, facets } = matches ? keep(views, matches, asked) : browse(views, asked)
  const page = pageOf(views, { kept, fits: matches?.fits }, ask)
  const items = page.map(({ item, score }) => ({
    told: ask.judge.tell(item, score),
    inStock: views.catalog.shown[item] === 1,
  }))
  const { corrected, relaxed = false } = matches ?? {}
  return { answer: { position: views.position, total: kept.length, items, facets, corrected, relaxed }, events: [] }
}
