import type { EpochMs, ProductId, ShopperKey } from '../domain/units.ts'

/** One place of a slate that was shown. */
export type ShownSlot = {
  readonly product: ProductId
  /** From 0, the top. */
  readonly position: number
  /**
   * How the place was filled: by the ranking; by a draw from all that was to be considered; or by a draw from those that had
   * never been shown, where nothing else could have stood.
   */
  readonly by: 'ranking' | 'draw' | 'introduction'
  /** The chance with which this product came to this place, given those of this slate before it; 1 for the ranking's. */
  readonly propensity: number
}

/** Facts about what was shown. */
export type SlateEvent = {
  readonly kind: 'slate.shown'
  readonly at: EpochMs
  readonly id: string
  readonly shopper: ShopperKey
  /** Names of the part of the page, and of the policy that made it. */
  readonly module: string
  readonly policy: string
  /** Whether some of it was drawn by chance. */
  readonly exploring: boolean
  /** Log length of the state it was made from. */
  readonly basedOn: number
  /** From the top. */
  readonly items: readonly ShownSlot[]
}
