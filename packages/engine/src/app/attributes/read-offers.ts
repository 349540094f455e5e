import { readAttributes, type TaughtReaders } from '../../decide/attributes/read-attributes.ts'
import { type UnitPrice, unitPriceOf } from '../../decide/attributes/unit-price.ts'
import type { ReadValue } from '../../domain/attribute.ts'
import type { Offer } from '../../domain/offer.ts'
import type { Fault } from '../import/item.ts'
import type { Feed } from '../malls/open-feed.ts'
import type { SaidOfRow } from '../said.ts'

/** An offer with what was read out of it, or a row that is none. */
export type ReadOffer = { readonly line: number } & (
  | { readonly offer: Offer; readonly values: readonly ReadValue[]; readonly unitPrice?: UnitPrice }
  | { readonly fault: Fault }
)

/** Reads the attributes of all offers of a feed, block by block; what a feed of changes says is gone is passed over. */
export async function* readOffers(
  feed: Feed,
  taught: TaughtReaders,
  warn: (what: SaidOfRow) => void,
): AsyncGenerator<readonly ReadOffer[], void, undefined> {
  for await (const block of feed.rows(warn))
    yield block.flatMap((row): ReadOffer[] => {
      if ('withdrawn' in row) return []
      if ('fault' in row) return [{ line: row.line, fault: row.fault }]
      const { line, offer } = row
      const values = readAttributes(offer, taught)
      const unitPrice = offer.priceMinor === undefined ? undefined : unitPriceOf(offer.priceMinor, values)
      return [{ line, offer, values, ...(unitPrice === undefined ? {} : { unitPrice }) }]
    })
}
