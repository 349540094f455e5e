import { SparseScores } from '@nunchi/kernel'

/** So many places in a row are what somebody sees of a module at a time. */
const windowLength = 6

/** At most so many of `places` places are of one brand as long as there is something else to show. */
export function brandMax(places: number): number {
  return Math.max(2, Math.ceil(places * 0.3))
}

/** The same for a narrowest category. */
export function categoryMax(places: number): number {
  return Math.max(3, Math.ceil(places * 0.5))
}

/** By item of the catalogue: the tag of its brand and of its narrowest category; 0 for none. */
export type SpreadTags = { readonly brandTags: ArrayLike<number>; readonly categoryTags: ArrayLike<number> }

/** How many of each stand in the window; scratch, as one module is spread at a time. */
const brands = new SparseScores()
const categories = new SparseScores()
const [brandLimit, categoryLimit] = [brandMax(windowLength), categoryMax(windowLength)]

/**
 * Puts a module's items in an order in which what belongs together does not stand in one heap: of any six in a row at most
 * three are of one category and two of one brand. Each place goes to the first that still fits, so that what
 * fits stays where it was; where nothing fits the first goes on. The same items come out, none is lost.
 *
 * O(n) where little has to wait, O(n^2) at worst: 20 items 2 us.
 */
export function spread<T extends { readonly item: number }>(items: readonly T[], tags: SpreadTags): T[] {
  brands.reset()
  categories.reset()
  const waiting = [...items]
  const placed: T[] = []
  while (waiting.length > 0) {
    const next = Math.max(
      0,
      waiting.findIndex(({ item }) => fits(tags, item)),
    )
    const [one] = waiting.splice(next, 1)
    placed.push(one!)
    note(tags, one!.item, 1)
    if (placed.length >= windowLength) note(tags, placed[placed.length - windowLength]!.item, -1)
  }
  return placed
}

function fits({ brandTags, categoryTags }: SpreadTags, item: number): boolean {
  const [brand, category] = [brandTags[item]!, categoryTags[item]!]
  return (
    (brand === 0 || brands.scoreOf(brand) < brandLimit) &&
    (category === 0 || categories.scoreOf(category) < categoryLimit)
  )
}

function note({ brandTags, categoryTags }: SpreadTags, item: number, amount: 1 | -1): void {
  brands.add(brandTags[item]!, amount)
  categories.add(categoryTags[item]!, amount)
}
