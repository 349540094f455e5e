import { assert } from './assert.ts'

declare const unit: unique symbol
type Of<Base, Name extends string> = Base & { readonly [unit]: Name }

/** Integer minor units of the shop's currency (1 won, 1 cent). Money is never a float. */
export type Minor = Of<number, 'minor-unit'>
/** Milliseconds since 1970-01-01 UTC. Local time exists only in pages. */
export type EpochMs = Of<number, 'epoch-ms'>
/** Opaque key of one shopper, made by the vault. Says nothing about the person. */
export type ShopperKey = Of<string, 'shopper-key'>
/** A product's id in the shop's own catalogue. */
export type ProductId = Of<string, 'product-id'>
/** An order's id in the shop's own books. */
export type OrderId = Of<string, 'order-id'>

/** The one place where a number becomes an amount of money. */
export function minor(amount: number): Minor {
  assert(Number.isSafeInteger(amount), `minor: ${amount} is not an integer`)
  return amount as Minor
}

/** The one place where a number becomes a moment. */
export function epochMs(ms: number): EpochMs {
  assert(Number.isSafeInteger(ms) && ms >= 0, `epochMs: ${ms} is not a moment since 1970`)
  return ms as EpochMs
}

/** Whole seconds since 1970, as the views store moments: fits 32 bits until 2106. */
export function secondsOf(at: EpochMs): number {
  return Math.min(0xffffffff, Math.floor(at / 1000))
}
