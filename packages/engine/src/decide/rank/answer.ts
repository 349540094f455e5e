import type { ProductId } from '../../domain/units.ts'

/** How a page is ordered: for this one person, for their cluster, or for everybody alike. */
export type PolicyName = 'individual' | 'cluster' | 'popular'

/** What a shopper can come to do with what is shown, during the visit. */
export type Act = 'click' | 'cart' | 'purchase'

/**
 * What can speak for an item, or against it: it follows on something of theirs, sessions like theirs went on to it, they
 * have it already and buy it again, they do not have it yet, it suits their interests, they left it unfinished, everybody
 * wants it, their group does.
 */
export type Source = 'next' | 'session' | 'again' | 'new' | 'tags' | 'unfinished' | 'trend' | 'cluster'

/** Why an item stands where it stands: the source that speaks most for it, and what it rested on. */
export type Why = {
  /** 'nothing' when no source speaks for it; 'explore' when it stands there by chance, to find out whether it suits. */
  readonly source: Source | 'nothing' | 'explore'
  /** The product that led here: of the shopper's own past for `next` and `session`, itself for `again`, `unfinished`. */
  readonly product?: ProductId
  /** That product's number in the catalogue view. */
  readonly item?: number
  /** The interest tag that led here, for `tags` and `explore`: 'brand:삼성'. */
  readonly tag?: string
}

/** How likely this visit comes to each act with an item, 0 to 1; of the acts that the ranker in use has learned. */
export type Chances = Partial<Readonly<Record<Act, number>>>

export type RankedItem = {
  readonly product: ProductId
  /** The product's number in the catalogue view: for looking it up without its id. */
  readonly item: number
  readonly score: number
  /** Absent where the blend orders alone. */
  readonly chances?: Chances
  readonly why: Why
  /** Of what stands there by chance: how likely it was to, given what stands before it. */
  readonly propensity?: number
}

export type ModuleName = 'for-you' | 'deals' | 'pick-up' | 'again' | 'new-in-your-brands'

export type HomeAnswer = {
  readonly policy: PolicyName
  /** Number of events folded into the state that this answer was read from. */
  readonly position: number
  /** Whether everybody is shown these products in this order: then no heading may claim that they are this one's own. */
  readonly isForAll: boolean
  readonly modules: readonly { readonly module: ModuleName; readonly items: readonly RankedItem[] }[]
}
