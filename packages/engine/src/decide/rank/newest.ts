import type { Views } from '../../state/views.ts'

/** So far back it is looked for something that can be bought: in a big shop that is delisted from its end, no further. */
const lookedAtMax = 2_000

/**
 * The products heard of last, the latest first: what a page falls back on where nothing has been done yet, as in a shop that has
 * just imported its catalogue.
 */
export function* newestListed({ catalog }: Views): Generator<number> {
  const oldest = Math.max(0, catalog.size - lookedAtMax)
  for (let item = catalog.size - 1; item >= oldest; item--) if (catalog.shown[item]) yield item
}
