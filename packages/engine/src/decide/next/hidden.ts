import type { Views } from '../../state/views.ts'

/** What a shopper has hidden: it is named in no answer. */
export type Hidden = {
  readonly hasItem: (item: number) => boolean
  readonly hasTag: (tag: number) => boolean
}

/** The products, brands and categories (with what lies below them) that the shopper in `row` has hidden. */
export function hiddenFrom({ shoppers, catalog }: Views, row: number): Hidden {
  const things = catalog.thingsOf(row < 0 ? [] : shoppers.hiddenBy(row))
  return {
    hasItem: (item) => catalog.isAmong(things, item),
    hasTag: (tag) => things.names.some((name) => isWithin(catalog.tagName(tag), name)),
  }
}

function isWithin(tag: string, name: string): boolean {
  return tag === name || (name.startsWith('category:') && tag.startsWith(`${name}>`))
}
