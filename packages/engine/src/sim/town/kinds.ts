import { beautyKinds } from './kinds-beauty.ts'
import { deviceKinds } from './kinds-devices.ts'
import { fashionKinds } from './kinds-fashion.ts'
import { foodKinds } from './kinds-food.ts'
import { homeKinds } from './kinds-home.ts'
import { leisureKinds } from './kinds-leisure.ts'

/** What a kind is drawn as: see `draw/silhouettes.ts`. */
export type Shape =
  | 'dress'
  | 'shirt'
  | 'knit'
  | 'coat'
  | 'trousers'
  | 'skirt'
  | 'shoe'
  | 'boot'
  | 'bag'
  | 'backpack'
  | 'cap'
  | 'watch'
  | 'jar'
  | 'tube'
  | 'pump'
  | 'lipstick'
  | 'mask'
  | 'bottle'
  | 'bag-of'
  | 'fruit'
  | 'leaf'
  | 'meat'
  | 'fish'
  | 'egg'
  | 'bowl'
  | 'box'
  | 'can'
  | 'cup'
  | 'earphones'
  | 'speaker'
  | 'phone'
  | 'laptop'
  | 'lamp'
  | 'fan'
  | 'pot'
  | 'pan'
  | 'knife'
  | 'pillow'
  | 'blanket'
  | 'towel'
  | 'roll'
  | 'plant'
  | 'toy'
  | 'paw'
  | 'ball'
  | 'mat'
  | 'tent'
  | 'pen'
  | 'book'

/** What one narrowest category sells, and in which variety. Made up, as everything in the town. */
export type Kind = {
  readonly path: readonly [string, string, string]
  readonly shape: Shape
  /** What it is called, in the words of Korean malls. */
  readonly nouns: readonly string[]
  /** Words before the noun. */
  readonly words: readonly string[]
  /** Median price of one piece. */
  readonly won: number
  readonly colors?: boolean
  /** Names of the colours it comes in; all of them when absent. */
  readonly among?: readonly string[]
  readonly sizes?: readonly string[]
  readonly materials?: readonly string[]
  /** How much is in it, and in how many pieces: ['500ml', '2L'], [1, 6, 12]. */
  readonly contents?: readonly string[]
  readonly packs?: readonly number[]
  /** Has a model code, as devices have. */
  readonly hasModel?: boolean
  /** Days until a piece is used up; absent for what lasts. */
  readonly days?: number
  /** Days after which it may no longer be sold; absent for what keeps. */
  readonly freshDays?: number
}

/** All narrowest categories of the town. */
export const kinds: readonly Kind[] = [
  ...fashionKinds,
  ...beautyKinds,
  ...foodKinds,
  ...deviceKinds,
  ...homeKinds,
  ...leisureKinds,
]
