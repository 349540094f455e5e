import type { Shop } from '../../app/shop.ts'
import type { PolicyName } from '../../decide/rank/answer.ts'
import type { ProductId } from '../../domain/units.ts'
import type { Town } from '../town/town.ts'
import type { Shelf } from './shelf.ts'
import type { Visit } from './visits.ts'

/** How many places of a page anybody ever sees, and how many of them a row of the home may have. */
const placesShown = 24
const perModule = 12
/** So many products of a category are put in order; what lies behind is not looked at. */
const rankedMax = 300

/** What the shop shows: product numbers of the town, from the top. */
export type Pages = {
  home(visit: Visit, at: number): readonly number[]
  category(visit: Visit, category: number, at: number): readonly number[]
}

/** The pages of a real shop, in order of the policy. */
export function pagesOf({ shop, town, shelf, policy }: PagesFrom): Pages {
  const asking = ({ shopper }: Visit) => {
    const drawnBy = town.shoppers[shopper]!.id
    return { shopper: shop.shopperOf({ type: 'user', id: drawnBy }), drawnBy, policy }
  }
  const numbers = (products: readonly { readonly product: ProductId }[]) =>
    products.map(({ product }) => shelf.numberOf(product)!).slice(0, placesShown)
  return {
    home: (visit) => {
      const { modules } = shop.home({ ...asking(visit), itemsPerModule: perModule })
      return numbers(modules.flatMap(({ items }) => items))
    },
    category: (visit, category) => {
      const ids = shelf.categories[category]!.products.slice(0, rankedMax).map((n) => town.products[n]!.product.id)
      return numbers(shop.rank({ ...asking(visit), products: ids }).items)
    },
  }
}

type PagesFrom = {
  readonly shop: Pick<Shop, 'home' | 'rank' | 'shopperOf'>
  readonly town: Town
  readonly shelf: Shelf
  /** Everybody's own lot when absent. */
  readonly policy?: PolicyName
}

/**
 * The pages of a shop that knows nobody: what sells is drawn more often than what does not, and a category stands in an
 * order of its own. What the town's past happened on.
 */
export function pagesByChance(town: Town, shelf: Shelf): Pages {
  const appeal = Float64Array.from(town.products, ({ quality }) => Math.exp(quality))
  const sums = new Float64Array(appeal.length)
  let sum = 0
  appeal.forEach((weight, number) => {
    sum += weight
    sums[number] = sum
  })
  return {
    home: ({ draws }) => {
      const shown = new Set<number>()
      for (let n = 0; shown.size < placesShown && n < 10 * placesShown; n++) {
        const number = firstAbove(sums, draws.unit(chance, n) * sum)
        if (shelf.inStock[number]) shown.add(number)
      }
      return [...shown]
    },
    category: ({ draws }, category) => {
      const keys = new Map(
        shelf.categories[category]!.products.filter((number) => shelf.inStock[number]).map((number) => {
          return [number, Math.log(draws.unit(chance + 1, number)) / appeal[number]!]
        }),
      )
      return [...keys.keys()].sort((a, b) => keys.get(b)! - keys.get(a)! || a - b).slice(0, placesShown)
    },
  }
}

const chance = 900

/** The first index whose sum is above `value`. */
function firstAbove(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
