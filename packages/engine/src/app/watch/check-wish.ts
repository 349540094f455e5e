import { Refusal } from '../../domain/refusal.ts'
import type { PriceCondition, PriceStep, Subscription, Wanted, WantedQuery } from '../../domain/subscription.ts'
import { subscriptionLimits } from '../../domain/subscription-limits.ts'
import type { EpochMs, ProductId } from '../../domain/units.ts'
import { termsOfQuery } from '../../domain/wanted-terms.ts'
import type { Wish } from './answers.ts'

const { productsMax, conditionsMax, percentMin, percentMax, daysMax, targetMax } = subscriptionLimits

/** What a wish is checked against. */
export type WishCheck = { readonly now: EpochMs; readonly isKnown: (product: ProductId) => boolean }

/**
 * A wish as it is kept: each product once, told on the shop's pages unless it says where.
 * @throws Refusal SUBSCRIPTION_*, PRODUCT_UNKNOWN: with `field`, where it stands in the wish
 */
export function checkedWish(wish: Wish, { now, isKnown }: WishCheck): Omit<Subscription, 'id'> {
  const { wanted, conditions, channels = ['page'], until } = wish
  if (conditions.length > conditionsMax)
    throw new Refusal('SUBSCRIPTION_TOO_MUCH', { field: 'conditions', count: conditions.length, max: conditionsMax })
  const isQuery = wanted.what === 'query'
  if (!isQuery && conditions.length === 0) throw new Refusal('SUBSCRIPTION_CONDITIONS', { field: 'conditions' })
  for (const [i, condition] of conditions.entries()) {
    const field = `conditions.${i}`
    const { when } = condition
    if (conditions.findIndex((other) => other.when === when) < i)
      throw new Refusal('SUBSCRIPTION_TWICE', { field, when })
    if (when === 'rise' && conditions.length > 1) throw new Refusal('SUBSCRIPTION_RISE', { field })
    if (isQuery && (when === 'drop' || when === 'rise')) throw new Refusal('SUBSCRIPTION_QUERY', { field, when })
    checkCondition(condition, field)
  }
  if (until !== undefined && until <= now)
    throw new Refusal('SUBSCRIPTION_UNTIL', { field: 'until', until: new Date(until).toISOString() })
  return { wanted: checkedWanted(wanted, isKnown), conditions, channels: [...new Set(channels)], until }
}

/** @throws Refusal SUBSCRIPTION_TARGET */
export function checkAmount(minor: number, field: string): void {
  if (!Number.isSafeInteger(minor) || minor < 1 || minor > targetMax)
    throw new Refusal('SUBSCRIPTION_TARGET', { field, minor, max: targetMax })
}

function checkCondition(condition: PriceCondition, field: string): void {
  switch (condition.when) {
    case 'at-most':
      return checkAmount(condition.minor, `${field}.minor`)
    case 'drop':
    case 'rise':
      return checkStep(condition, field)
    case 'lowest': {
      const { days } = condition
      if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= daysMax))
        throw new Refusal('SUBSCRIPTION_DAYS', { field: `${field}.days`, days, max: daysMax })
      return
    }
    case 'back-in-stock':
      return
  }
  condition satisfies never
}

function checkStep({ when, byMinor, byPercent }: PriceStep & { readonly when: string }, field: string): void {
  const count = [byMinor, byPercent].filter((one) => one !== undefined).length
  if (count !== 1) throw new Refusal('SUBSCRIPTION_STEP', { field, when, count })
  if (byMinor !== undefined) checkAmount(byMinor, `${field}.byMinor`)
  if (byPercent !== undefined && !(byPercent >= percentMin && byPercent <= percentMax))
    throw new Refusal('SUBSCRIPTION_PERCENT', {
      field: `${field}.byPercent`,
      percent: byPercent,
      min: percentMin,
      max: percentMax,
    })
}

function checkedWanted(wanted: Wanted, isKnown: WishCheck['isKnown']): Wanted {
  if (wanted.what === 'query') {
    checkQuery(wanted)
    return wanted
  }
  const products = [...new Set(wanted.products)]
  if (products.length > productsMax)
    throw new Refusal('SUBSCRIPTION_TOO_MUCH', { field: 'wanted.products', count: products.length, max: productsMax })
  const unknown = products.findIndex((product) => !isKnown(product))
  if (unknown >= 0)
    throw new Refusal('PRODUCT_UNKNOWN', { field: `wanted.products.${unknown}`, product: products[unknown]! })
  return { what: 'products', products }
}

function checkQuery(query: WantedQuery): void {
  const { fromMinor, toMinor } = query
  if (termsOfQuery(query).length === 0) throw new Refusal('SUBSCRIPTION_TERMS', { field: 'wanted' })
  if (fromMinor !== undefined && fromMinor !== 0) checkAmount(fromMinor, 'wanted.fromMinor')
  if (toMinor !== undefined) checkAmount(toMinor, 'wanted.toMinor')
  if (fromMinor !== undefined && toMinor !== undefined && fromMinor > toMinor)
    throw new Refusal('SUBSCRIPTION_BAND', { field: 'wanted.fromMinor', fromMinor, toMinor })
}
