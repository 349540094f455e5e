import {
  CorrectValueBody,
  OfferBody,
  OfferParams,
  OffersBody,
  OffersQuery,
  OfferValueParams,
  PageQuery,
  ProductOffersBody,
  ProductParams,
} from '@nunchi/protocol'
import type { ProductId } from '../../domain/units.ts'
import { route } from '../route.ts'
import { offerBody } from './offer-body.ts'

const pageOf = ({ offset = 0, count = 20 }: PageQuery) => ({ offset, count })

/** GET /v1/offers: offers by words, key, GTIN or product. 200, 403 AUTH_SCOPE, 404 MALL_UNKNOWN. */
export const getOffers = route({
  method: 'GET',
  path: '/v1/offers',
  access: 'secret',
  group: 'Merchant',
  summary: 'Offers of malls by words, key, GTIN or product; the newest without any',
  query: OffersQuery,
  answer: { status: 200, body: OffersBody },
  handle: async ({ shop, settings }, { query }, reply) => {
    reply.header('cache-control', 'no-store')
    const { total, offers } = await shop.market.find({ ...pageOf(query), words: query.q, mall: query.mall })
    return { currency: settings.currency, total, offers: offers.map(offerBody) }
  },
})

/** GET /v1/offers/:mall/:key: one offer. 200, 403 AUTH_SCOPE, 404 OFFER_UNKNOWN. */
export const getOffer = route({
  method: 'GET',
  path: '/v1/offers/:mall/:key',
  access: 'secret',
  group: 'Merchant',
  summary: "One mall's offer, in its own words, with what was read out of it",
  params: OfferParams,
  answer: { status: 200, body: OfferBody },
  handle: async ({ shop }, { params }, reply) => {
    reply.header('cache-control', 'no-store')
    return offerBody(await shop.market.offer(params))
  },
})

/**
 * GET /v1/products/:product/offers: who sells a product, for how much. 200, 404 PRODUCT_UNKNOWN. Takes any key, as a page of the shop
 * compares prices with it: it tells nothing that the malls do not show to everybody, or that can be read out of that.
 */
export const getProductOffers = route({
  method: 'GET',
  path: '/v1/products/:product/offers',
  access: 'publishable',
  group: 'Shopper',
  summary: "What malls offer of one product: lowest total, unit price, and each offer in its mall's own words",
  params: ProductParams,
  query: PageQuery,
  answer: { status: 200, body: ProductOffersBody },
  handle: async ({ shop, settings }, { params, query }, reply) => {
    reply.header('cache-control', 'no-store')
    const found = await shop.market.offersOf(params.product as ProductId, pageOf(query))
    const { unitPrice, votes, offers, ...rest } = found
    return {
      ...rest,
      currency: settings.currency,
      unitPrice: unitPrice && { minor: unitPrice.minor, per: `${unitPrice.per} ${unitPrice.unit}` },
      attributes: [...votes].map(([name, all]) => ({
        name,
        votes: all.map(({ value, weight, offers: who, isSaid }) => ({ value, weight, offers: who.length, isSaid })),
      })),
      offers: offers.map(offerBody),
    }
  },
})

/** PUT /v1/offers/:mall/:key/values/:name: a person's word. 200, 400 ATTRIBUTE_*, 403 AUTH_SCOPE, 404 OFFER_UNKNOWN. */
export const putValue = route({
  method: 'PUT',
  path: '/v1/offers/:mall/:key/values/:name',
  access: 'secret',
  group: 'Merchant',
  summary: 'Says what an attribute of an offer is, or that it has none: wins over what was read, and teaches',
  params: OfferValueParams,
  body: CorrectValueBody,
  answer: { status: 200, body: OfferBody },
  handle: async ({ shop }, { params: { name, ...ref }, body }) =>
    offerBody(await shop.market.correct(ref, name, body.value)),
})

/** DELETE /v1/offers/:mall/:key/values/:name: takes a person's word back. 200, 403 AUTH_SCOPE, 404 CORRECTION_UNKNOWN, OFFER_UNKNOWN. */
export const deleteValue = route({
  method: 'DELETE',
  path: '/v1/offers/:mall/:key/values/:name',
  access: 'secret',
  group: 'Merchant',
  summary: 'Takes back what a person said of an attribute of an offer: what was read of it counts again',
  params: OfferValueParams,
  answer: { status: 200, body: OfferBody },
  handle: async ({ shop }, { params: { name, ...ref } }) => offerBody(await shop.market.withdrawCorrection(ref, name)),
})
