import type { PriceWait } from '@nunchi/kernel'
import { priceWithin } from '../../domain/content.ts'
import { type PriceCondition, steppedFrom } from '../../domain/subscription.ts'

/** A price has to rise by this share above what was told of before it is told of again. */
export const hysteresis = 0.01
/** Of what cannot be had. */
export const gone = Number.POSITIVE_INFINITY
/** For whoever waits for anything that can be had. */
export const anyPrice = Number.MAX_VALUE

type Of<When extends PriceCondition['when']> = Extract<PriceCondition, { when: When }>

/** The price from which on conditions on a price hold. */
export type Bound = { readonly at: number; readonly isRise: boolean }

/** Attributes of a product, which say how much it holds. */
export type Attributes = Readonly<Record<string, string>>

/** What a price is counted from: an earlier one, and what the product is. */
export type CountedFrom = { readonly base: number; readonly attributes: Attributes }

/** The price from which on all of the conditions on a price hold; `anyPrice` when they hold at any, -1 when at none. */
export function boundOf(conditions: readonly PriceCondition[], from: CountedFrom): Bound {
  const rise = conditions.find((one): one is Of<'rise'> => one.when === 'rise')
  if (rise && from.base < gone) return { at: steppedFrom(from.base, rise, 'up'), isRise: true }
  return { at: Math.min(anyPrice, ...conditions.map((condition) => highestOf(condition, from))), isRise: false }
}

/** Whether conditions depend on how much a product holds. */
export function dependsOnContent(conditions: readonly PriceCondition[]): boolean {
  return conditions.some((one) => one.when === 'at-most' && one.per !== undefined)
}

/** What conditions wait for of a row's price, and whether that is still to come at the price `now`. */
export function waitFor(
  conditions: readonly PriceCondition[],
  { row, now, ...from }: CountedFrom & { readonly row: number; readonly now: number },
): { readonly wait: PriceWait; readonly isArmed: boolean } {
  const { at, isRise } = boundOf(conditions, from)
  if (isRise) return { wait: { kind: 'rise', row, at, again: at / (1 + hysteresis) }, isArmed: now < at }
  const isBack = conditions.some(({ when }) => when === 'back-in-stock')
  const lowest = conditions.find((one): one is Of<'lowest'> => one.when === 'lowest')
  if (lowest) {
    const { days = 0, orEqual } = lowest
    return { wait: { kind: 'lowest', row, at, days, orEqual, isBack }, isArmed: !isBack || now === gone }
  }
  if (isBack) return { wait: { kind: 'fall', row, at, again: gone }, isArmed: now === gone }
  return { wait: { kind: 'fall', row, at, again: Math.max(at + 1, at * (1 + hysteresis)) }, isArmed: now > at }
}

/** The highest price at which a condition holds. */
export function highestOf(condition: PriceCondition, { base, attributes }: CountedFrom): number {
  if (condition.when === 'at-most')
    return condition.per ? priceWithin(condition.minor, condition.per, attributes) : condition.minor
  if (condition.when !== 'drop') return anyPrice
  return base < gone ? steppedFrom(base, condition, 'down') : anyPrice
}
