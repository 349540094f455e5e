import type { PriceSlip } from '../../decide/deals/price-slip.ts'
import type { EpochMs, Minor } from '../../domain/units.ts'
import type { ProductGlance } from './answers.ts'

/** What a held price is of: a product of the shop's own, or a mall's offer. */
export type HeldOf = { readonly product: string } | { readonly mall: string; readonly key: string }

/** A price that nobody is told of before it was checked. `priceMinor` is what the product counts as meanwhile. */
export type HeldTold = ProductGlance & {
  /** Of a mall's offer. */
  readonly mall?: string
  readonly key?: string
  readonly mallName?: string
  readonly totalMinor: Minor
  /** The median of the 30 days before. */
  readonly usualMinor: Minor
  readonly at: EpochMs
  /** What it looks like, if it looks like a slip. */
  readonly slip?: PriceSlip
  /** Whether a person said that it is wrong. */
  readonly isWrong: boolean
  /** When it is believed by itself, if nobody says anything; absent when it never is. */
  readonly believedAt?: EpochMs
  /** Subscriptions that would be told if it were right, and shoppers whose they are. */
  readonly subscriptions: number
  readonly shoppers: number
}

export type HeldPage = {
  /** Those that nobody has said anything of, and those that were found wrong. */
  readonly open: number
  readonly wrong: number
  /** Open ones first, of these the one that most wait for. */
  readonly held: readonly HeldTold[]
}

export type HeldJudged = { readonly subscriptions: number; readonly shoppers: number }

/** Prices that are held, for a person to check. */
export interface HeldFace {
  /** @param currency the shop's, to tell a slip by */
  page(ask: { readonly offset: number; readonly count: number; readonly currency: string }): HeldPage
  /**
   * Says whether a held price is right: then it counts, and whoever waits for it is told; or wrong: then it does not, until another is
   * said. @returns who was told. @throws Refusal PRICE_NOT_HELD
   */
  judge(of: HeldOf, totalMinor: number, verdict: 'right' | 'wrong'): Promise<HeldJudged>
}
