import type { SearchQuery, SearchSort } from '@nunchi/protocol'
import type { WantedQuery } from '../watch/wish.ts'

/** What the address of a results page says. Pages count from 1. */
export type Wanted = {
  readonly q: string
  readonly category: string
  readonly brand: string
  readonly minPrice?: number
  readonly maxPrice?: number
  readonly sort: SearchSort
  readonly page: number
}
export const pageSize = 24
/** The server gives nothing further on than product 10,000 of what it found. */
export const pagesMax = Math.floor(10_000 / pageSize) + 1
export const sorts: readonly SearchSort[] = ['best', 'price-up', 'price-down', 'new']

/** Signs that turn the direction of what follows: a search must not rewrite the page that tells of it. */
const turningMarks = /[\u202a-\u202e\u2066-\u2069]/g

/** Reads an address; what makes no sense in it is passed over. */
export function wantedIn(parameters: URLSearchParams): Wanted {
  const sort = parameters.get('sort') as SearchSort
  return {
    q: (parameters.get('q') ?? '').replace(turningMarks, '').slice(0, 200),
    category: parameters.get('category') ?? '',
    brand: parameters.get('brand') ?? '',
    minPrice: wholeIn(parameters.get('min')),
    maxPrice: wholeIn(parameters.get('max')),
    sort: sorts.includes(sort) ? sort : 'best',
    page: Math.min(pagesMax, Math.max(1, wholeIn(parameters.get('page')) ?? 1)),
  }
}

/** The parameters that say so; what is as always is left out. */
export function parametersOf({ q, category, brand, minPrice, maxPrice, sort, page }: Wanted): Record<string, string> {
  const all = {
    q,
    category,
    brand,
    min: minPrice === undefined ? '' : String(minPrice),
    max: maxPrice === undefined ? '' : String(maxPrice),
    sort: sort === 'best' ? '' : sort,
    page: page === 1 ? '' : String(page),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** What to ask the server. */
export function queryOf({ q, category, brand, minPrice, maxPrice, sort, page }: Wanted): SearchQuery {
  return {
    q: q || undefined,
    category: category || undefined,
    brand: brand || undefined,
    minPrice,
    maxPrice,
    sort,
    offset: (page - 1) * pageSize,
    count: pageSize,
  }
}

/** What is looked for, as it can be waited for: `words` as they were understood. */
export function waitedFor({ category, brand, minPrice, maxPrice }: Wanted, words: string): WantedQuery {
  return {
    what: 'query',
    words: words || undefined,
    brand: brand || undefined,
    categoryPath: category === '' ? undefined : category.split('>'),
    fromMinor: minPrice || undefined,
    toMinor: maxPrice,
  }
}

function wholeIn(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}
