import { limits } from '../../domain/limits.ts'
import { subscriptionLimits } from '../../domain/subscription-limits.ts'

/** What can be wrong with one price: code -> why, and what to do about it. */
export const priceFaults = {
  AMOUNT_INVALID: {
    reason: 'the amount is no whole number of minor units',
    remedy: 'send minor units as a number: 12900 for 12,900 won, 1999 for 19.99 dollars',
  },
  COUPON_ABSURD: {
    reason: 'the coupon takes off all that there is to pay',
    remedy: 'look at the unit: what is taken off is meant, in minor units; or send "free": true beside it if it is so',
  },
  CURRENCY_OTHER: {
    reason: "the amount is in a currency other than the shop's",
    remedy: "convert it, or leave it out; amounts count in the shop's currency",
  },
  ENTRY_INVALID: { reason: 'the entry is no JSON object', remedy: 'send one object for each update' },
  FIELD_MISSING: {
    reason: 'there is neither an amount nor whether it can be had',
    remedy: 'send priceMinor, another amount or inStock',
  },
  FIELD_UNKNOWN: {
    reason: 'no field of this name says anything here',
    remedy: 'correct the name, or leave it out: docs/prices.md lists what there is',
  },
  FLAG_INVALID: { reason: 'this is neither true nor false', remedy: 'send true or false' },
  NAME_INVALID: {
    reason: `the name is no text of 1 to ${limits.idLengthMax} characters without line ends`,
    remedy: "send the mall's own id of the offer as key, or the id of the product as product",
  },
  OFFER_UNKNOWN: {
    reason: 'the mall has no such offer, or it was withdrawn',
    remedy: 'send the offer with a feed of the mall first',
  },
  PRICE_ABSURD: {
    reason: `the amount is more than ${subscriptionLimits.targetMax.toLocaleString('en')} minor units`,
    remedy: 'look at the unit: minor units of the currency are meant',
  },
  PRICE_NEGATIVE: {
    reason: 'the amount is negative',
    remedy: 'send what is paid; reductions are a lower price or a coupon',
  },
  PRICE_ZERO: {
    reason: 'a price of 0 is mostly a mistake',
    remedy: 'send "free": true beside it if it is meant, or "inStock": false if it cannot be had',
  },
  PRODUCT_OF_OFFERS: {
    reason: 'the price of this product follows from its offers in malls',
    remedy: 'send prices of its offers to /v1/malls/MALL/prices',
  },
  PRODUCT_UNKNOWN: {
    reason: 'the catalogue lists no such product',
    remedy: 'list it first, by an import or /v1/events',
  },
  TIME_AHEAD: {
    reason: `the time lies more than ${limits.clockAheadMsMax / 60_000} minutes ahead of the server's clock`,
    remedy: 'set the clock of the sender, or leave the time out',
  },
  TIME_INVALID: {
    reason: 'the time cannot be read, or is in no calendar',
    remedy: 'write ISO 8601 (2026-01-31T09:00:00+09:00) or milliseconds since 1970',
  },
  TIME_LATE: {
    reason: 'something newer is known already',
    remedy: 'nothing is to be done: what is newer stands',
  },
} as const

export type PriceFaultCode = keyof typeof priceFaults

/** What is wrong with one price, and in which field. */
export type PriceFault = { readonly code: PriceFaultCode; readonly field: string; readonly detail?: string }
