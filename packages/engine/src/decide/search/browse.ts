import type { Catalog } from '../../state/catalog.ts'
import type { Views } from '../../state/views.ts'
import { isNothing, type KeepAsk, type Kept, keep } from './keep.ts'

/** Results hold together at most so many times as many products as the catalogue: 8 bytes a product. */
const catalogueShare = 2
const resultsMax = 64

/** What was found without words in a catalogue that has not changed since, by filters, asked last at the end. */
type Browsed = { readonly changes: number; readonly results: Map<string, Kept>; held: number }
const browsed = new WeakMap<Catalog, Browsed>()

// Scratch, as one question is answered at a time: every item that is sold.
let all: Uint32Array = new Uint32Array(0)

/**
 * What there is without words, within the filters, with its facets. It is the same for all who have hidden nothing, so it is
 * kept until a product is listed, delisted, described anew or gets another price. O(1) while it is kept, else O(catalogue).
 */
export function browse(views: Views, ask: KeepAsk): Kept {
  const { catalog } = views
  if (!isNothing(ask.things)) return keep(views, everything(catalog), ask)
  const known = browsed.get(catalog)
  const own = known?.changes === catalog.changes ? known : { changes: catalog.changes, results: new Map(), held: 0 }
  if (own !== known) browsed.set(catalog, own)
  const { category, brand, minPriceMinor, maxPriceMinor } = ask.filters
  const name = JSON.stringify([category, brand, minPriceMinor, maxPriceMinor])
  const result = own.results.get(name) ?? copyOf(keep(views, everything(catalog), ask))
  if (!own.results.delete(name)) own.held += result.items.length
  own.results.set(name, result)
  for (const [oldest, { items }] of own.results) {
    if (own.held <= catalogueShare * catalog.size && own.results.size <= resultsMax) break
    own.results.delete(oldest)
    own.held -= items.length
  }
  return result
}

function copyOf({ items, facets }: Kept): Kept {
  return { items: items.slice(), facets }
}

function everything(catalog: Catalog): { items: Uint32Array; count: number } {
  if (all.length < catalog.size) all = new Uint32Array(Math.ceil(catalog.size * 1.2))
  let count = 0
  for (let item = 0; item < catalog.size; item++) if (catalog.isListed(item)) all[count++] = item
  return { items: all, count }
}
