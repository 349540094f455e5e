import type { AttributeName } from '../domain/attribute.ts'
import type { Offer } from '../domain/offer.ts'

/** All that is told of an offer: nothing of its mall, its id or its price. */
export type OfferText = Pick<Offer, 'title' | 'brand' | 'description'>

/** A value that stands word for word in a field of the offer. */
export type HardValue = {
  readonly name: AttributeName
  readonly field: 'title' | 'description'
  /** UTF-16 offsets in the field; `end` is not included. */
  readonly start: number
  readonly end: number
  /** 0 to 1, and never so sure that it outdoes a rule. */
  readonly confidence: number
}

/** Whether two offers are of one product. */
export type HardVerdict = {
  readonly verdict: 'same' | 'different' | 'unsure'
  /** Of being the same, 0 to 1, never sure. */
  readonly chance: number
  /** In words, for a person. */
  readonly reason: string
}

/** What was asked so far. */
export type HardCasesSpent = {
  /** Requests sent, repeated ones included. */
  readonly sent: number
  /** Questions that got no answer that can be used. */
  readonly unanswered: number
  /** Values answered that do not stand in the offer, and were dropped. */
  readonly unfounded: number
  /** Whether no more is asked, as the budget is used up. */
  readonly isUsedUp: boolean
}

/**
 * Somebody to ask where rules, dictionaries and trees are at a loss: slow, dear, and not to be believed without looking. Off unless
 * it is configured. What it answers is checked before it is handed on.
 */
export interface HardCases {
  readonly spent: HardCasesSpent
  /**
   * The values of these attributes that an offer says.
   * @returns undefined where there is no answer: not usable, or the budget is used up
   * @throws Refusal MODEL_ENDPOINT when there is no asking at all; the signal's reason when it is aborted
   */
  valuesOf(
    offer: OfferText,
    names: readonly AttributeName[],
    signal?: AbortSignal,
  ): Promise<readonly HardValue[] | undefined>
  /** Whether two offers are of one product. Returns and throws like `valuesOf`. */
  compare(one: OfferText, other: OfferText, signal?: AbortSignal): Promise<HardVerdict | undefined>
}
