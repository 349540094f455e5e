import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'
import type { NextAnswer } from './answer.ts'
import { churnOf } from './churn.ts'
import { hiddenFrom } from './hidden.ts'
import { intentOf } from './intent.ts'
import { likelyBrands, likelyCategories } from './likely-tags.ts'
import { priceSensitivityOf } from './price-sensitivity.ts'
import { repurchasesOf } from './repurchases.ts'

export type NextQuestion = {
  readonly row: number
  /** Seconds since 1970. */
  readonly now: number
  /** Categories, brands and products at most, 1 to 100 each. */
  readonly count: number
  /** Churn is asked for so many days. */
  readonly days: number
}

/**
 * What will happen next for one shopper, each figure with whether it rests on their own past or on everybody's. Reads
 * history, visits, choices, bargains. Who refused personalisation gets everybody's figures, without what they have hidden.
 *
 * Source of all probabilities: counts of what came of situations like this one in the shop's own log, folded as it goes.
 */
export function next(views: Views, { row: asked, now, count, days }: NextQuestion): Decision<NextAnswer> {
  const row = asked >= 0 && views.shoppers.isPersonalised(asked) ? asked : -1
  const hidden = hiddenFrom(views, asked)
  const isKnown = row >= 0 && (views.history.pastOf(row).count > 0 || views.visits.visitsOf(row) > 0)
  const answer: NextAnswer = {
    basis: isKnown ? 'person' : 'everybody',
    position: views.position,
    intent: intentOf(views, { row, now }),
    categories: likelyCategories(views, { row, now, count, hidden }),
    brands: likelyBrands(views, { row, now, count, hidden }),
    repurchases: repurchasesOf(views, { row, now, count, hidden }),
    price: priceSensitivityOf(views, row),
    churn: churnOf(views, { row, now, days }),
  }
  return { answer, events: [] }
}
