import type { TownProduct } from '../town/town.ts'
import { dayMs } from './calendar.ts'
import type { Draws } from './draws.ts'
import type { Shelf } from './shelf.ts'

// How the people of the town go about a shop, in numbers. docs/simulation.md says them in words.

/** Names of draws: what a number is drawn for. */
export const of = {
  looks: 1,
  home: 2,
  category: 3,
  notice: 4,
  open: 5,
  dwell: 6,
  word: 7,
  cart: 8,
  pause: 9,
  errand: 10,
  which: 11,
  browse: 12,
  search: 13,
  order: 14,
  checkout: 15,
  refund: 16,
  liked: 17,
  query: 18,
} as const

/** Products opened in a visit, beside the first. */
export const looksMean = 3
export const homeMs = 6_000
export const checkoutMs = 45_000
/** Of the visits on which something has run out: they go and look for it. Of all others: they browse. */
export const errandShare = 0.6
export const browseShare = 0.35
/** Of these, by words typed into the search. */
export const searchShare = 0.5
/** Of the searches: with a brand before the category's name. */
export const brandNamed = 0.35
/** Of the visits that end with something wanted in the cart. */
export const checkoutShare = 0.6
export const refundShare = 0.03
export const refundDays = 4
/** What lay in the cart for longer is forgotten. */
export const cartDays = 10

/** How likely they notice a place of a page, from 0 at the top: the 5th place half as much as the first. */
export function noticing(place: number): number {
  return 1 / (1 + place / 4)
}

/** How likely they open what they notice. */
export function opening(worth: number): number {
  return logistic(1.2 * (worth - 2))
}

/** How likely they put in the cart what they look at. */
export function carting(worth: number): number {
  return 0.45 * logistic(1.5 * (worth - 2.8))
}

/** How likely they still want what is in the cart. */
export function ordering(worth: number): number {
  return logistic(1.5 * (worth - 1.5))
}

/** How long they look: what they like longer, 4 s to 4 minutes. */
export function dwelling(worth: number, draw: number): number {
  const ms = 12_000 * Math.exp(0.35 * worth + 1.2 * (draw - 0.5))
  return Math.round(Math.min(240_000, Math.max(4_000, ms)))
}

/** Between one product and the next: 2 to 20 s. */
export function pausing(draw: number): number {
  return Math.round(2_000 + 18_000 * draw * draw)
}

/** What they say of a product in passing, rarely. */
export function wordOn(worth: number, draw: number) {
  if (draw < 0.05 * logistic(worth - 2)) return 'product.wished'
  if (draw > 1 - 0.02 * logistic(worth - 2)) return 'product.liked'
  if (draw > 0.5 && draw < 0.5 + 0.015 * logistic(-worth)) return 'product.disliked'
  return undefined
}

/** Whether what was bought so long ago is running out. */
export function isRunningOut({ consumableDays }: TownProduct, agoMs: number): boolean {
  return consumableDays !== undefined && agoMs > 0.85 * consumableDays * dayMs
}

/** A category, drawn by how good its best products are to them. */
export function likedCategory(shelf: Shelf, utilities: Float32Array, draws: Draws): number {
  const weights = shelf.categories.map(({ products }) => {
    let best = Number.NEGATIVE_INFINITY
    for (const number of products) if (utilities[number]! > best) best = utilities[number]!
    return Math.exp(1.5 * best)
  })
  return draws.weighted(weights, of.liked)
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
