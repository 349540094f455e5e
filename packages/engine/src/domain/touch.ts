/**
 * The ways in which a shopper touches a product, and how much each says about their interest. A view is the unit.
 * The weights follow the effort an act costs; they are where learning starts, not where it ends.
 */
export const touchWeights = {
  search: 1,
  view: 1,
  click: 1,
  dwell: 1,
  wish: 3,
  unwish: -3,
  like: 3,
  dislike: -6,
  share: 3,
  review: 2,
  cart: 4,
  uncart: -2,
  checkout: 2,
  order: 8,
  refund: -6,
} as const

export type TouchName = keyof typeof touchWeights

/** Name -> the small number under which views keep it. Append only: snapshots hold these numbers. */
export const touchNames = Object.keys(touchWeights) as readonly TouchName[]
export const touchKinds = Object.fromEntries(touchNames.map((name, kind) => [name, kind])) as Readonly<
  Record<TouchName, number>
>

/** One touch in the views' own numbers. One object is reused for all: read it, never keep it. */
export type Touch = {
  /** Row of the shopper; -1 for a guest. */
  row: number
  /** Index of the product in the catalogue view. */
  item: number
  kind: number
  weight: number
  /** Pieces ordered or returned; 1 for every other touch. */
  pieces: number
  /** Whole seconds since 1970. */
  at: number
}

/** Dwelling counts by its logarithm: 10 s is half a view more, two minutes one, ten minutes no more than two. */
export function dwellWeight(dwellMs: number): number {
  return Math.min(2, Math.log2(1 + dwellMs / 10_000) / 3.7 + 0.2)
}

/** A review of 5 is worth as much as a wish, one of 1 as little as a dislike; without stars it is interest alone. */
export function reviewWeight(rating: number | undefined): number {
  return rating === undefined ? touchWeights.review : (rating - 3) * 2 + (rating >= 3 ? 1 : 0)
}

/** Events that are one touch of one product at that touch's usual weight. */
export const simpleTouches = {
  'product.clicked': 'click',
  'product.viewed': 'view',
  'product.wished': 'wish',
  'product.unwished': 'unwish',
  'product.liked': 'like',
  'product.disliked': 'dislike',
  'product.shared': 'share',
  'cart.added': 'cart',
  'cart.removed': 'uncart',
} as const satisfies Readonly<Record<string, TouchName>>
