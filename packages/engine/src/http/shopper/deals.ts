import { DealBody, PriceHistoryBody, PriceHistoryQuery, ProductParams } from '@nunchi/protocol'
import type { DealTold } from '../../app/face.ts'
import { type EpochMs, epochMs, type ProductId } from '../../domain/units.ts'
import { route } from '../route.ts'

const optional = <In, Out>(value: In | undefined, to: (value: In) => Out): Out | undefined =>
  value === undefined ? undefined : to(value)
const msOf = (seconds: number): number => seconds * 1_000
const seenOf = ({ minor, untilSeconds }: { readonly minor: number; readonly untilSeconds: number }) => ({
  minor,
  until: msOf(untilSeconds),
})
const riseOf = <Rise extends { readonly atSeconds: number }>({ atSeconds, ...rest }: Rise) => ({
  at: msOf(atSeconds),
  ...rest,
})

function discountOf({ verdict, evidence }: NonNullable<DealTold['discount']>) {
  const { saleSince, reference, rise, listRise, ...rest } = evidence
  return {
    verdict,
    ...rest,
    saleSince: optional(saleSince, msOf),
    reference: optional(reference, seenOf),
    rise: optional(rise, riseOf),
    listRise: optional(listRise, riseOf),
  }
}

function windowOf({ quantilesMinor, ...rest }: DealTold['windows'][number]) {
  const [lowMinor, middleMinor, highMinor] = quantilesMinor ?? []
  return { ...rest, lowMinor, middleMinor, highMinor }
}

/** GET /v1/products/:product/deal. 200, 404 PRODUCT_UNKNOWN. */
export const getDeal = route({
  method: 'GET',
  path: '/v1/products/:product/deal',
  access: 'publishable',
  group: 'Shopper',
  summary: "How good a product's price is by its past, what its reduction is worth, and whether waiting pays",
  params: ProductParams,
  answer: { status: 200, body: DealBody },
  handle: (rim, { params }, reply) => {
    const { windows, standing, discount, ...rest } = rim.shop.deals.deal(params.product as ProductId)
    return reply.header('cache-control', 'no-store').send({
      currency: rim.settings.currency,
      ...rest,
      windows: windows.map(windowOf),
      standing: standing && { ...standing, lowBefore: optional(standing.lowBefore, seenOf) },
      discount: optional(discount, discountOf),
    })
  },
})

/** GET /v1/products/:product/price-history. 200, 400, 404 PRODUCT_UNKNOWN. */
export const getPriceHistory = route({
  method: 'GET',
  path: '/v1/products/:product/price-history',
  access: 'publishable',
  group: 'Shopper',
  summary: 'What a product cost: every step, the lowest price of each day, and by mall when asked',
  params: ProductParams,
  query: PriceHistoryQuery,
  answer: { status: 200, body: PriceHistoryBody },
  handle: (rim, { params, query }, reply) => {
    const momentOf = (ms: number | undefined): EpochMs | undefined => optional(ms, epochMs)
    const ask = { from: momentOf(query.from), to: momentOf(query.to), by: query.by }
    const told = rim.shop.deals.history(params.product as ProductId, ask)
    return reply.header('cache-control', 'no-store').send({ currency: rim.settings.currency, ...told })
  },
})
