import { type Static, Type } from 'typebox'
import { Currency } from './shown.ts'

const Optional = (description: string) => Type.Optional(Type.String({ description }))

/** What the shop says of one product. */
export const ProductBody = Type.Object({
  product: Type.String(),
  title: Type.String(),
  brand: Type.Optional(Type.String()),
  categoryPath: Type.Array(Type.String(), { description: 'From the broadest to the narrowest; empty when unknown' }),
  attributes: Type.Record(Type.String(), Type.String()),
  priceMinor: Type.Optional(Type.Integer({ description: 'Minor units of `currency`' })),
  listPriceMinor: Type.Optional(Type.Integer({ description: 'Price before a reduction' })),
  inStock: Type.Boolean({ description: 'Whether it can be bought now' }),
  url: Optional("Of the shop's own page"),
  imageUrl: Type.Optional(Type.String()),
  gtin: Optional('Number of its bar code'),
  availableFrom: Type.Optional(Type.Integer({ description: 'When the shop first sold it; ms since 1970' })),
})
export type ProductBody = Static<typeof ProductBody>

/** GET /v1/products/:product answers this. */
export const ProductAnswerBody = Type.Object({
  currency: Currency,
  position: Type.Integer({ description: 'Number of events that the answer rests on' }),
  product: ProductBody,
})
export type ProductAnswerBody = Static<typeof ProductAnswerBody>
