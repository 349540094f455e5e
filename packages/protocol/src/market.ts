import { type Static, Type } from 'typebox'
import { PageQuery } from './malls.ts'
import { Currency } from './shown.ts'

const Chance = (description: string) => Type.Number({ minimum: 0, maximum: 1, description })

/** A value of an attribute, and where it was read. */
export const ReadValueBody = Type.Object({
  name: Type.String({ description: 'brand, color, packCount, ...; or the name that the feed has for it' }),
  value: Type.String({ description: 'Normalised; empty, of a pair that is kept apart by it: not said' }),
  field: Type.String({
    description: "title, description, category, brand, attributes, gtin or mpn; of a person's word attributes, 0 to 0",
  }),
  start: Type.Integer({ description: 'UTF-16 offset in that field' }),
  end: Type.Integer({ description: 'Not included' }),
  confidence: Chance('How sure'),
  by: Type.String({ description: 'rule, dictionary, tagger, model, or person, whose word wins' }),
})
export type ReadValueBody = Static<typeof ReadValueBody>

/** One mall's offer, in its own words. */
export const OfferBody = Type.Object({
  mall: Type.String(),
  mallName: Type.String(),
  key: Type.String({ description: "The mall's own id of it" }),
  product: Type.String(),
  title: Type.String(),
  description: Type.Optional(Type.String()),
  brand: Type.Optional(Type.String()),
  categoryPath: Type.Array(Type.String()),
  attributes: Type.Record(Type.String(), Type.String(), { description: 'As the feed has them' }),
  gtin: Type.Optional(Type.String()),
  mpn: Type.Optional(Type.String()),
  condition: Type.Optional(Type.String()),
  priceMinor: Type.Optional(Type.Integer()),
  shippingMinor: Type.Optional(Type.Integer({ description: 'Absent: not told' })),
  couponMinor: Type.Optional(Type.Integer({ description: 'Taken off' })),
  totalMinor: Type.Optional(Type.Integer({ description: 'Price and shipping less coupon' })),
  isHeld: Type.Optional(
    Type.Boolean({
      description: 'Its price is far from what is usual, and not checked yet or wrong: it comes behind all others',
    }),
  ),
  benefits: Type.Optional(
    Type.Array(
      Type.Object({
        programme: Type.String({ description: 'A card or a membership, as the mall calls it' }),
        priceMinor: Type.Optional(Type.Integer()),
        shippingMinor: Type.Optional(Type.Integer()),
      }),
      { description: 'What it costs who has one; absent: the same for everybody' },
    ),
  ),
  inStock: Type.Boolean(),
  url: Type.Optional(Type.String()),
  imageUrl: Type.Optional(Type.String()),
  values: Type.Array(ReadValueBody),
  saidNone: Type.Optional(
    Type.Array(Type.String(), { description: 'Attributes of which a person said that it has none; absent: no such' }),
  ),
  verdicts: Type.Optional(
    Type.Array(
      Type.Object({
        with: Type.Object({ mall: Type.String(), key: Type.String() }),
        verdict: Type.Union([Type.Literal('same'), Type.Literal('different'), Type.Literal('unsure')]),
      }),
      { description: 'What persons said of it and others, 50 at most; absent: nothing' },
    ),
  ),
  matched: Type.Optional(
    Type.Object(
      {
        how: Type.String({ description: 'gtin, code, trees, alone (nothing was like it then) or person' }),
        chance: Chance('That it is the same thing as the one it was put with'),
        with: Type.Optional(Type.Object({ mall: Type.String(), key: Type.String() })),
      },
      {
        description:
          'Absent when it has been parted since from the one that it was put with, or a person took that back',
      },
    ),
  ),
})
export type OfferBody = Static<typeof OfferBody>

/** What the offers of a product say of an attribute. */
export const AttributeVotesBody = Type.Object({
  name: Type.String(),
  votes: Type.Array(
    Type.Object({
      value: Type.String(),
      weight: Type.Number({ description: 'Sum of how sure its readings are; counts nothing beside a person' }),
      offers: Type.Integer({ description: 'That say so' }),
      isSaid: Type.Boolean({ description: 'Whether a person said so' }),
    }),
    { description: 'What the product shows first' },
  ),
})
export type AttributeVotesBody = Static<typeof AttributeVotesBody>

export const ProductParams = Type.Object(
  { product: Type.String({ minLength: 1, maxLength: 256 }) },
  { additionalProperties: false },
)
/** GET /v1/products/:product/offers answers this. */
export const ProductOffersBody = Type.Object({
  currency: Currency,
  product: Type.String(),
  title: Type.String(),
  totalMinor: Type.Optional(Type.Integer({ description: 'The lowest; absent when none is in stock' })),
  unitPrice: Type.Optional(
    Type.Object(
      {
        minor: Type.Number({ description: 'Minor units, may have a fraction' }),
        per: Type.String({ description: '100 g, 100 ml, 1 sheet or 1 piece' }),
      },
      { description: 'Of the lowest total, where the amount is known' },
    ),
  ),
  total: Type.Integer({ description: 'Offers that are there; offset and count page through them' }),
  attributes: Type.Array(AttributeVotesBody),
  offers: Type.Array(OfferBody, { description: 'What can be had first, new before used, then by lowest total' }),
})
export type ProductOffersBody = Static<typeof ProductOffersBody>

/** GET /v1/offers: finds offers by words of their titles, of all malls or of one. */
export const OffersQuery = Type.Object(
  {
    ...PageQuery.properties,
    q: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'Words of a product, a key, a GTIN, or a product id; absent: the newest',
      }),
    ),
    mall: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
)
export type OffersQuery = Static<typeof OffersQuery>
export const OffersBody = Type.Object({
  currency: Currency,
  total: Type.Integer({ description: 'Found; at most 1,000 are counted' }),
  offers: Type.Array(OfferBody),
})
export type OffersBody = Static<typeof OffersBody>

export const OfferParams = Type.Object(
  { mall: Type.String({ maxLength: 100 }), key: Type.String({ maxLength: 500 }) },
  { additionalProperties: false },
)
export const OfferValueParams = Type.Object(
  { ...OfferParams.properties, name: Type.String({ minLength: 1, maxLength: 60 }) },
  { additionalProperties: false },
)
/** PUT /v1/offers/:mall/:key/values/:name takes this: it wins over everything read, and teaches. */
export const CorrectValueBody = Type.Object(
  {
    value: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()], {
      description: 'null: it has none',
    }),
  },
  { additionalProperties: false },
)
export type CorrectValueBody = Static<typeof CorrectValueBody>

const ValuePair = Type.Object({ name: Type.String(), one: ReadValueBody, other: ReadValueBody })

/** A pair that a person should look at, side by side. */
export const ReviewBody = Type.Object({
  one: OfferBody,
  other: OfferBody,
  chance: Chance('That they are the same, by the trees'),
  isTogether: Type.Boolean({ description: 'Whether they are of one product for now' }),
  offers: Type.Integer({ description: 'Offers of their products: so many may move with a word' }),
  shared: Type.Array(ValuePair),
  different: Type.Array(ValuePair),
  vetoes: Type.Array(Type.String(), { description: 'Attributes that keep them apart' }),
  words: Type.Object({
    shared: Type.Array(Type.String()),
    one: Type.Array(Type.String()),
    other: Type.Array(Type.String()),
  }),
  weights: Type.Array(Type.Object({ kind: Type.String(), logOdds: Type.Number() }), {
    description:
      'What speaks for (above 0) and against: words, codes, numbers, price, maker, differences; the heaviest first',
  }),
})
export type ReviewBody = Static<typeof ReviewBody>

export const ReviewsQuery = Type.Object(
  { count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })) },
  { additionalProperties: false },
)
const MatcherLearnedBody = Type.Object(
  {
    how: Type.Union([Type.Literal('forests'), Type.Literal('shift'), Type.Literal('none')], {
      description: 'new forests, a shift of all log-odds, or none: what the program comes with is as good',
    }),
    persons: Type.Integer({ description: 'Verdicts that it was taught with' }),
    codes: Type.Integer({ description: 'Pairs that GTINs tell the same or different' }),
    lossBefore: Type.Number({ description: 'Mean logarithmic loss (nats) of what the program comes with' }),
    loss: Type.Number({ description: 'The same of what is in use, on pairs that it did not see' }),
  },
  { description: 'What verdicts taught the matcher last; absent while they are too few' },
)
/** GET /v1/reviews answers this. */
export const ReviewsBody = Type.Object({
  currency: Currency,
  waiting: Type.Integer({ description: 'Pairs that wait for a word' }),
  judged: Type.Integer({ description: 'Pairs of which persons said something that stands' }),
  learned: Type.Optional(MatcherLearnedBody),
  reviews: Type.Array(ReviewBody, { description: 'Those of which a word would change most' }),
})
export type ReviewsBody = Static<typeof ReviewsBody>

const Ref = Type.Object(
  { mall: Type.String({ minLength: 1, maxLength: 100 }), key: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
)
/** POST /v1/reviews takes this. */
export const JudgeBody = Type.Object(
  {
    one: Ref,
    other: Ref,
    verdict: Type.Union([Type.Literal('same'), Type.Literal('different'), Type.Literal('unsure')], {
      description:
        'unsure takes back what was said before, and puts the pair aside until something new is said of either',
    }),
  },
  { additionalProperties: false },
)
export type JudgeBody = Static<typeof JudgeBody>
export const JudgedBody = Type.Object({
  moved: Type.Integer({ description: 'Offers that belong to another product now' }),
  products: Type.Object(
    { one: Type.Optional(Type.String()), other: Type.Optional(Type.String()) },
    { description: 'Of the two, now' },
  ),
})
export type JudgedBody = Static<typeof JudgedBody>

/** DELETE /v1/offers/:mall/:key/verdicts/:otherMall/:otherKey: takes back what was said of the two. */
export const VerdictParams = Type.Object(
  {
    ...OfferParams.properties,
    otherMall: OfferParams.properties.mall,
    otherKey: OfferParams.properties.key,
  },
  { additionalProperties: false },
)
export type VerdictParams = Static<typeof VerdictParams>
export const WithdrawnBody = Type.Object({
  ...JudgedBody.properties,
  follows: Type.Optional(
    Type.Union([Type.Literal('same'), Type.Literal('different')], {
      description: 'What verdicts on other pairs still say of this one',
    }),
  ),
})
export type WithdrawnBody = Static<typeof WithdrawnBody>

/** GET /v1/attributes/coverage: of the offers of each category, how many have which attribute. */
export const CoverageQuery = Type.Object(
  {
    category: Type.Optional(
      Type.String({
        maxLength: 500,
        description: "Path joined by ' > ', to see what is below it; absent: the broadest",
      }),
    ),
    mall: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
)
export type CoverageQuery = Static<typeof CoverageQuery>
export const CoverageBody = Type.Object({
  offers: Type.Integer({ description: 'Looked at' }),
  attributes: Type.Array(Type.String(), { description: 'The columns, commonest first, at most 40' }),
  categories: Type.Array(
    Type.Object({
      path: Type.Array(Type.String(), { description: 'Empty: offers without a category' }),
      offers: Type.Integer(),
      hasMore: Type.Boolean({ description: 'Whether there are narrower ones below' }),
      shares: Type.Array(Type.Number(), { description: 'By attribute: share of the offers that have it, 0 to 1' }),
    }),
    { description: 'Most offers first, at most 200' },
  ),
})
export type CoverageBody = Static<typeof CoverageBody>
