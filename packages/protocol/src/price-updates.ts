import { type Static, Type } from 'typebox'

const Amount = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))
const Cleared = (description: string) =>
  Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { description }))
const terms = {
  priceMinor: Amount('Minor units; as it was when absent. 0 only with "free"'),
  free: Type.Optional(Type.Boolean({ description: 'Whether a price of 0 is meant' })),
  inStock: Type.Optional(Type.Boolean({ description: 'As it was when absent' })),
  currency: Type.Optional(Type.String({ description: "Refused where it is not the shop's" })),
  at: Type.Optional(
    Type.Union([Type.String(), Type.Number()], {
      description:
        'Since when it is so: ISO 8601 or ms since 1970; now when absent. Older than what is known is late and changes nothing',
    }),
  ),
}
const Id = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 256,
    description: 'Of the batch: sent again with the same id it changes nothing. Or as the header idempotency-key',
  }),
)

/** POST /v1/malls/:mall/prices takes this, or its updates as JSON Lines. Every update gets a verdict of its own. */
export const OfferPricesBatch = Type.Object({
  id: Id,
  updates: Type.Array(
    Type.Object({
      key: Type.String({ minLength: 1, maxLength: 256, description: "The mall's own id of the offer" }),
      ...terms,
      shippingMinor: Cleared('As it was when absent; null: unknown'),
      couponMinor: Cleared('As it was when absent; null: none'),
    }),
    { maxItems: 10_000 },
  ),
})
export type OfferPricesBatch = Static<typeof OfferPricesBatch>

/** POST /v1/prices takes this, or its updates as JSON Lines: products of the shop's own catalogue. */
export const ProductPricesBatch = Type.Object({
  id: Id,
  updates: Type.Array(
    Type.Object({
      product: Type.String({ minLength: 1, maxLength: 256 }),
      ...terms,
      listPriceMinor: Cleared('The price before a reduction; as it was when absent, null: none'),
    }),
    { maxItems: 10_000 },
  ),
})
export type ProductPricesBatch = Static<typeof ProductPricesBatch>

/** What became of a batch of prices. Whatever was taken is durable. */
export const PricesAnswer = Type.Object({
  duplicate: Type.Boolean({ description: 'A batch with this id was taken before, so nothing of it was done again' }),
  applied: Type.Integer({ description: 'That are another now' }),
  unchanged: Type.Integer({ description: 'That were so already' }),
  late: Type.Integer({ description: 'Older than what was known' }),
  unknown: Type.Integer({ description: 'Of offers or products that are not there' }),
  rejected: Type.Integer({ description: 'That cannot be used' }),
  troubles: Type.Array(
    Type.Object({
      index: Type.Integer({ description: 'Place in the batch, from 0' }),
      line: Type.Optional(Type.Integer({ description: 'Of JSON Lines, from 1' })),
      name: Type.String({ description: 'Of the offer or product, as far as it could be read' }),
      code: Type.String(),
      field: Type.String(),
      reason: Type.String(),
      remedy: Type.String(),
    }),
    { description: 'The first 1,000 of those that were late, unknown or rejected' },
  ),
  troublesLeftOut: Type.Integer(),
})
export type PricesAnswer = Static<typeof PricesAnswer>
