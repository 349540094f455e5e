import type { Views } from '../../state/views.ts'

/** What a shopper has hidden: it is named in no answer. */
export type Hidden = {
  readonly hasItem: (item: number) => boolean
  readonly hasTag: (tag: number) => boolean
}

const nothing: Hidden = { hasItem: () => false, hasTag: () => false }

/** The products, brands and categories (with what lies below them) that the shopper in `row` has hidden. */
export function hiddenFrom({ shoppers, catalog }: Views, row: number): Hidden {
  const all = row < 0 ? [] : shoppers.hiddenBy(row)
  if (all.length === 0) return nothing
  const items = new Set(all.flatMap((one) => (one.what === 'product' ? [catalog.find(one.product)] : [])))
  const names = all.flatMap((one) =>
    one.what === 'product' ? [] : [one.what === 'brand' ? `brand:${one.brand}` : `category:${one.category}`],
  )
  const tags = names.map((name) => catalog.findTag(name)).filter((tag) => tag >= 0)
  return {
    hasItem: (item) => items.has(item) || tags.some((tag) => catalog.hasTag(item, tag)),
    hasTag: (tag) => names.some((name) => isWithin(catalog.tagName(tag), name)),
  }
}

function isWithin(tag: string, name: string): boolean {
  return tag === name || (name.startsWith('category:') && tag.startsWith(`${name}>`))
}
