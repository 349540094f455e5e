import type { PairModel, MatcherOptions as TrainOptions } from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import type { Offer } from '../../domain/offer.ts'
import type { LearnedMatcher } from './learn-matcher.ts'
import type { LessonAsk } from './lessons.ts'
import { matchOfferOf } from './match-offer.ts'
import { MatcherInParts, type MatcherOptions } from './matcher-in-parts.ts'
import type { Placement } from './placement.ts'
import { TitleIndex, type TitleOptions } from './title-index.ts'

export type OfferMatcherOptions = MatcherOptions & TitleOptions

/**
 * `MatcherInParts` with its titles, all in one: pure and synchronous; the same calls in the same order give the same products. A place
 * depends on what was placed before, so what was decided belongs into the log, from which `putBack` restores it. Times and memory:
 * docs/benchmarks.md, Catalog.
 */
export class OfferMatcher extends MatcherInParts {
  readonly #titles: TitleIndex

  constructor(model: PairModel, options: Partial<OfferMatcherOptions> = {}) {
    const titles = new TitleIndex(options)
    super(model, titles, options)
    this.#titles = titles
  }

  /**
   * Says which product an offer is of, as its mall describes it now, and moves others where it shows that they belong together or
   * not. An offer that says what it said before stays where it is.
   *
   * @param values what was read out of it
   */
  place(offer: Offer, values: readonly ReadValue[]): Placement {
    const content = matchOfferOf(offer, values)
    const begun = this.begin(content)!
    const alike = begun.links ? this.#titles.findAndAdd(begun.offer, content, begun.isSought) : []
    return this.finish(begun, alike)
  }

  /** Puts an offer back to where it was when the program last ran. @see finishBack */
  putBack(offer: Offer, values: readonly ReadValue[], product: number): void {
    const content = matchOfferOf(offer, values)
    const begun = this.begin(content)!
    const alike = begun.links ? this.#titles.findAndAdd(begun.offer, content, begun.isSought) : []
    this.finishBack(begun, alike, product)
  }

  /** Draws offers and learns from them. @see learnFrom */
  learn(ask: LessonAsk, options?: TrainOptions): LearnedMatcher | undefined {
    const { offers: drawn, titles } = this.drawForLessons(ask)
    const alike = titles.map((title) => this.#titles.alike(title))
    return this.learnFrom(ask, { drawn, alike }, options)
  }
}
