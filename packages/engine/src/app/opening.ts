import type { ProductHint } from '../domain/product.ts'
import { tagsOf } from '../domain/tags.ts'
import type { ProductId } from '../domain/units.ts'
import type { Catalog } from '../state/catalog.ts'
import type { ReportedEvent, WishedEvent } from './report.ts'

type Mention = { readonly product: ProductId; readonly hint?: ProductHint }

/** The products that folding the event looks up, with what it says of them. */
function mentionsIn(event: ReportedEvent | WishedEvent): readonly Mention[] {
  if ('lines' in event) return event.lines
  if (event.kind === 'checkout.started') return event.products.map((product) => ({ product }))
  return 'product' in event ? [event] : []
}

/** The names that the catalogue would have from this event first: ids of products, and tags of those it knows nothing of. */
export function openedBy(event: ReportedEvent | WishedEvent, catalog: Catalog) {
  const products = new Set<ProductId>()
  const tags = new Set<string>()
  for (const { product, hint } of mentionsIn(event)) {
    const item = catalog.find(product)
    if (item < 0) products.add(product)
    if (hint === undefined || (item >= 0 && catalog.isDescribed(item))) continue
    for (const tag of tagsOf(hint)) if (catalog.findTag(tag) < 0) tags.add(tag)
  }
  return { products, tags }
}
