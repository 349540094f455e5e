import { contentOf } from '../../domain/content.ts'
import { type Counting, programmeKey } from '../../domain/counting.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { PriceCondition, PriceStep, Subscription, Wanted, WantedQuery } from '../../domain/subscription.ts'
import { subscriptionLimits } from '../../domain/subscription-limits.ts'
import type { EpochMs, ProductId } from '../../domain/units.ts'
import { termsOfQuery } from '../../domain/wanted-terms.ts'
import type { Wish } from './answers.ts'

const { productsMax, conditionsMax, percentMin, percentMax, daysMax, targetMax, perAmountMax } = subscriptionLimits

/** What a wish is checked against. */
export type WishCheck = {
  readonly now: EpochMs
  readonly isKnown: (product: ProductId) => boolean
  readonly isMall: (mall: string) => boolean
  /** Whether malls made offers of it. */
  readonly isOfOffers: (product: ProductId) => boolean
  readonly attributesOf: (product: ProductId) => Readonly<Record<string, string>>
}

/**
 * A wish as it is kept: each product once, told on the shop's pages unless it says where.
 * @throws Refusal SUBSCRIPTION_*, PRODUCT_UNKNOWN: with `field`, where it stands in the wish
 */
export function checkedWish(wish: Wish, check: WishCheck): Omit<Subscription, 'id'> {
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
    if (isQuery && when === 'rise') throw new Refusal('SUBSCRIPTION_QUERY', { field, when })
    checkCondition(condition, field)
    if (when === 'drop') checkSince(condition.since, isQuery, `${field}.since`)
  }
  if (until !== undefined && until <= check.now)
    throw new Refusal('SUBSCRIPTION_UNTIL', { field: 'until', until: new Date(until).toISOString() })
  const kept = checkedWanted(wanted, check.isKnown)
  const counting = checkedCounting(wish.counting, check)
  if (kept.what === 'products') checkProducts(kept.products, { conditions, counting }, check)
  else checkLowest(conditions, counting)
  return { wanted: kept, conditions, ...(counting && { counting }), channels: [...new Set(channels)], until }
}

/** @throws Refusal SUBSCRIPTION_COUNTING, SUBSCRIPTION_CONTENT: for a product of which that cannot be told */
function checkProducts(
  products: readonly ProductId[],
  { conditions, counting }: Pick<Wish, 'conditions' | 'counting'>,
  { isOfOffers, attributesOf }: WishCheck,
): void {
  const alone = counting && products.find((product) => !isOfOffers(product))
  if (alone !== undefined) throw new Refusal('SUBSCRIPTION_COUNTING', { field: 'counting', product: alone })
  for (const [i, condition] of conditions.entries()) {
    if (condition.when !== 'at-most' || !condition.per) continue
    const { unit } = condition.per
    const product = products.find((one) => contentOf(attributesOf(one), unit) === undefined)
    if (product !== undefined)
      throw new Refusal('SUBSCRIPTION_CONTENT', { field: `conditions.${i}.per.unit`, product, unit })
  }
}

function checkLowest(conditions: Wish['conditions'], counting: Counting | undefined): void {
  const lowest = conditions.findIndex(({ when }) => when === 'lowest')
  if (counting && lowest >= 0) throw new Refusal('SUBSCRIPTION_LOWEST', { field: `conditions.${lowest}` })
}

/** A way of counting with each mall and benefit once; undefined when it counts as for everybody. */
function checkedCounting(counting: Counting = {}, { isMall }: WishCheck): Counting | undefined {
  const malls = [...new Set(counting.malls)]
  const benefits = [...new Map(counting.benefits?.map((name) => [programmeKey(name), name.trim()])).values()].filter(
    Boolean,
  )
  for (const [field, { length: count }, max] of [
    ['counting.malls', malls, subscriptionLimits.mallsMax],
    ['counting.benefits', benefits, subscriptionLimits.benefitsMax],
  ] as const)
    if (count > max) throw new Refusal('SUBSCRIPTION_TOO_MUCH', { field, count, max })
  const unknown = malls.findIndex((mall) => !isMall(mall))
  if (unknown >= 0)
    throw new Refusal('SUBSCRIPTION_MALL', { field: `counting.malls.${unknown}`, mall: malls[unknown]! })
  if (malls.length + benefits.length === 0) return undefined
  return { ...(malls.length > 0 && { malls }), ...(benefits.length > 0 && { benefits }) }
}

/** Products are counted from when they were asked for or told of; queries, which know no such moment, from just before. */
function checkSince(since: string, isQuery: boolean, field: string): void {
  const allowed = isQuery ? ['before'] : ['start', 'alert']
  if (!allowed.includes(since)) throw new Refusal('SUBSCRIPTION_SINCE', { field, since, allowed: allowed.join(', ') })
}

/** @throws Refusal SUBSCRIPTION_TARGET */
export function checkAmount(minor: number, field: string): void {
  if (!Number.isSafeInteger(minor) || minor < 1 || minor > targetMax)
    throw new Refusal('SUBSCRIPTION_TARGET', { field, minor, max: targetMax })
}

function checkCondition(condition: PriceCondition, field: string): void {
  switch (condition.when) {
    case 'at-most': {
      checkAmount(condition.minor, `${field}.minor`)
      const { amount = 1 } = condition.per ?? {}
      if (!(amount > 0 && amount <= perAmountMax))
        throw new Refusal('SUBSCRIPTION_PER', { field: `${field}.per.amount`, amount, max: perAmountMax })
      return
    }
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
