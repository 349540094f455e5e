import type { ShoppersQuery } from '@nunchi/protocol'
import type { Sort } from '../table/column.ts'

export type ListState = { readonly q: string; readonly sort: Sort; readonly page: number }
export const pageSize = 25

const sortKeys = ['recent', 'orders', 'spent', 'events'] as const
type SortKey = (typeof sortKeys)[number]

/** What the address says of the list; what it says wrongly is taken as not said. */
export function listIn(search: URLSearchParams): ListState {
  const key = sortKeys.find((name) => name === search.get('sort')) ?? 'recent'
  const page = Number(search.get('page'))
  return {
    q: search.get('q') ?? '',
    sort: { key, isDown: search.get('order') !== 'up' },
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  }
}

/** The same as an address, so that the way back leads to the list as it was. */
export function addressOf({ q, sort, page }: ListState): URLSearchParams {
  const search = new URLSearchParams()
  if (q !== '') search.set('q', q)
  if (sort.key !== 'recent') search.set('sort', sort.key)
  if (!sort.isDown) search.set('order', 'up')
  if (page > 1) search.set('page', String(page))
  return search
}

/** The question for one page of the list. */
export function questionOf({ q, sort, page }: ListState, count = pageSize): ShoppersQuery {
  return {
    q: q === '' ? undefined : q,
    sort: sort.key as SortKey,
    order: sort.isDown ? 'down' : 'up',
    offset: (page - 1) * count,
    count,
  }
}
