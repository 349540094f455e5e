/** What a price that is far from what is usual looks like. */
export type PriceSlip =
  /** Ten, a hundred or a thousand times too little or too much. */
  | { readonly slip: 'digits'; readonly times: number }
  /** As the price of one piece of a pack, or of a pack where one piece was asked for. */
  | { readonly slip: 'pieces'; readonly pieces: number }
  /** As the same amount of money in another currency. */
  | { readonly slip: 'currency'; readonly code: string }

type Given = {
  /** Both in minor units. */
  readonly price: number
  readonly usual: number
  /** The shop's currency, ISO 4217. */
  readonly currency: string
  /** Pieces that the product is known to have. */
  readonly pieces?: number
}

/** About what one US dollar is in others; rough, as it only has to tell a slip from a bargain. */
const perDollar: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 0.9,
  GBP: 0.78,
  CNY: 7.2,
  TWD: 32,
  JPY: 150,
  KRW: 1_400,
  VND: 25_500,
}
const digits = [10, 100, 1_000]
const nearly = 0.04
/** Rates move, and the table is rough. */
const roughly = 0.2

/**
 * The slip that a price far from what is usual looks like, if it looks like one: a hint to whoever checks it, never a verdict. Two
 * prices of unlike digits, pieces and rates are told apart in this order. Amounts in another currency are compared as they are written,
 * in whole units: 29 dollars where 40,000 won are usual.
 */
export function slipOf({ price, usual, currency, pieces = 1 }: Given): PriceSlip | undefined {
  if (price <= 0 || usual <= 0) return undefined
  const ratio = price / usual
  const times = digits.find((each) => isAbout(ratio, each, nearly) || isAbout(ratio, 1 / each, nearly))
  if (times !== undefined) return { slip: 'digits', times }
  if (pieces > 1 && (isAbout(ratio, pieces, roughly) || isAbout(ratio, 1 / pieces, roughly)))
    return { slip: 'pieces', pieces }
  const own = perDollar[currency]
  const code = own && Object.keys(perDollar).find((each) => each !== currency && isRate(ratio, perDollar[each]! / own))
  return code ? { slip: 'currency', code } : undefined
}

/** Currencies worth about as much are no slip that could be told from a change of price. */
function isRate(ratio: number, rate: number): boolean {
  return (rate > 5 || rate < 0.2) && isAbout(ratio, rate, roughly)
}

function isAbout(ratio: number, wanted: number, tolerance: number): boolean {
  return Math.abs(ratio / wanted - 1) <= tolerance
}
