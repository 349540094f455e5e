import type { HomeBody, ShownItem } from '@nunchi/protocol'

type Shown = Pick<HomeBody, 'modules'>

/** How one home differs from the one before. */
export type HomeDifference = {
  /** Places, counted over all modules, that hold another product than before. */
  readonly places: number
  /** Products that stood nowhere on the home before, in the order in which they stand now. */
  readonly fresh: readonly Pick<ShownItem, 'product' | 'title'>[]
  /** How many products went. */
  readonly gone: number
}

/** Compares two homes place by place. A module that came or went counts with all its places. */
export function differenceOf(before: Shown, after: Shown): HomeDifference {
  const had = productsOf(before)
  const has = productsOf(after)
  return {
    places: placesChanged(before, after),
    fresh: [...has.values()].filter(({ product }) => !had.has(product)),
    gone: [...had.keys()].filter((product) => !has.has(product)).length,
  }
}

/** How many products two lists have in common. */
export function overlapOf(one: readonly { product: string }[], other: readonly { product: string }[]): number {
  const products = new Set(one.map(({ product }) => product))
  return other.filter(({ product }) => products.has(product)).length
}

function placesChanged(before: Shown, after: Shown): number {
  const names = new Set([...before.modules, ...after.modules].map(({ module }) => module))
  let changed = 0
  for (const name of names) {
    const old = itemsOf(before, name)
    const now = itemsOf(after, name)
    for (let place = 0; place < Math.max(old.length, now.length); place++)
      if (old[place]?.product !== now[place]?.product) changed += 1
  }
  return changed
}

function itemsOf({ modules }: Shown, name: string): readonly ShownItem[] {
  return modules.find(({ module }) => module === name)?.items ?? []
}

function productsOf({ modules }: Shown): Map<string, ShownItem> {
  return new Map(modules.flatMap(({ items }) => items).map((item) => [item.product, item]))
}
