import { limits } from '../../domain/limits.ts'
import { subscriptionLimits } from '../../domain/subscription-limits.ts'
import type { Minor } from '../../domain/units.ts'
import { momentOf } from '../collect/time.ts'
import type { PriceFault, PriceFaultCode } from './price-faults.ts'

/** What one update says; what it does not say stays as it was. `null`: unknown, or none. */
export type PriceUpdate = {
  /** Of the offer or product. */
  readonly name: string
  readonly priceMinor?: Minor
  readonly shippingMinor?: Minor | null
  readonly couponMinor?: Minor | null
  readonly listPriceMinor?: Minor | null
  readonly inStock?: boolean
  /** That nothing is to pay is no mistake. */
  readonly isFree?: boolean
  /** Seconds since 1970 since when it is so; absent: now. */
  readonly second?: number
}

/** What an update is read against. */
export type ReadingAsk = {
  /** The field that names what it is of. */
  readonly names: 'key' | 'product'
  readonly nowMs: number
  /** Of the shop, ISO 4217. */
  readonly currency: string
}

const ofBoth = ['priceMinor', 'inStock', 'at', 'currency', 'free']
const fields = {
  key: new Set(['key', 'shippingMinor', 'couponMinor', ...ofBoth]),
  product: new Set(['product', 'listPriceMinor', ...ofBoth]),
}
const notPlain = /[\p{Cc}\p{Surrogate}]/u

class Wrong {
  readonly fault: PriceFault
  constructor(code: PriceFaultCode, field: string, detail?: string) {
    this.fault = detail === undefined ? { code, field } : { code, field, detail }
  }
}

/** Reads an update as it was sent: by hand, as a schema would take many times as long. 0.2 us. */
export function readUpdate(sent: unknown, ask: ReadingAsk): PriceUpdate | PriceFault {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return { code: 'ENTRY_INVALID', field: '' }
  try {
    return read(sent as Readonly<Record<string, unknown>>, ask)
  } catch (wrong) {
    if (wrong instanceof Wrong) return wrong.fault
    throw wrong
  }
}

/** The name that an update as it was sent gives, as far as it is one. */
export function nameSent(sent: unknown, { names }: ReadingAsk): string {
  const name =
    typeof sent === 'object' && sent !== null ? (sent as Readonly<Record<string, unknown>>)[names] : undefined
  return typeof name === 'string' ? name.slice(0, limits.idLengthMax) : ''
}

function read(sent: Readonly<Record<string, unknown>>, { names, nowMs, currency }: ReadingAsk): PriceUpdate {
  const name = sent[names]
  if (typeof name !== 'string' || name === '' || name.length > limits.idLengthMax || notPlain.test(name))
    throw new Wrong('NAME_INVALID', names)
  for (const field in sent) if (!fields[names].has(field)) throw new Wrong('FIELD_UNKNOWN', field.slice(0, 100))
  if (sent.currency !== undefined && sent.currency !== null && String(sent.currency).toUpperCase() !== currency)
    throw new Wrong('CURRENCY_OTHER', 'currency', `${String(sent.currency).slice(0, 20)}, not ${currency}`)
  const priceMinor = amountIn(sent, 'priceMinor') ?? undefined
  const shippingMinor = amountIn(sent, 'shippingMinor')
  const couponMinor = amountIn(sent, 'couponMinor')
  const listPriceMinor = amountIn(sent, 'listPriceMinor')
  const isFree = flagIn(sent, 'free')
  if (priceMinor === 0 && isFree !== true) throw new Wrong('PRICE_ZERO', 'priceMinor')
  const inStock = flagIn(sent, 'inStock')
  if ([priceMinor, shippingMinor, couponMinor, listPriceMinor, inStock].every((one) => one === undefined))
    throw new Wrong('FIELD_MISSING', 'priceMinor')
  return {
    name,
    priceMinor,
    shippingMinor,
    couponMinor,
    listPriceMinor,
    inStock,
    isFree,
    second: secondIn(sent.at, nowMs),
  }
}

function amountIn(sent: Readonly<Record<string, unknown>>, field: string): Minor | null | undefined {
  const amount = sent[field]
  if (amount === undefined || amount === null) return amount
  if (typeof amount !== 'number') throw new Wrong('AMOUNT_INVALID', field)
  if (amount < 0) throw new Wrong('PRICE_NEGATIVE', field)
  if (amount > subscriptionLimits.targetMax) throw new Wrong('PRICE_ABSURD', field)
  if (!Number.isSafeInteger(amount)) throw new Wrong('AMOUNT_INVALID', field)
  return amount as Minor
}

function flagIn(sent: Readonly<Record<string, unknown>>, field: string): boolean | undefined {
  const flag = sent[field]
  if (flag === undefined || flag === null) return undefined
  if (typeof flag !== 'boolean') throw new Wrong('FLAG_INVALID', field)
  return flag
}

/** A clock that is a little ahead counts as ours. */
function secondIn(at: unknown, nowMs: number): number | undefined {
  if (at === undefined || at === null || at === '') return undefined
  const ms = momentOf(at)
  if (!(ms >= 0)) throw new Wrong('TIME_INVALID', 'at')
  if (ms > nowMs + limits.clockAheadMsMax) throw new Wrong('TIME_AHEAD', 'at')
  return Math.floor(Math.min(ms, nowMs) / 1_000)
}
