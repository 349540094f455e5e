import type { Town } from '../town/town.ts'
import type { Draws } from './draws.ts'
import * as habits from './habits.ts'
import type { Shelf } from './shelf.ts'

type Sought = { readonly category: number; readonly utilities: Float32Array; readonly draws: Draws }

/** What somebody types who looks for something of a category: its name, often with a brand that they like before it. */
export function queryFor(town: Town, shelf: Shelf, { category, utilities, draws }: Sought): string {
  const { path, products } = shelf.categories[category]!
  const name = path.at(-1) ?? ''
  if (draws.unit(habits.of.query) >= habits.brandNamed) return name
  const liked = draws.weighted(
    products.map((number) => Math.exp(2 * utilities[number]!)),
    habits.of.query,
    1,
  )
  const { brand } = town.products[products[liked]!]!.product
  return brand === undefined ? name : `${brand} ${name}`
}
