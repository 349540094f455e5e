import { type Static, Type } from 'typebox'
import { Currency } from './shown.ts'
import { ConditionBody } from './subscriptions.ts'

const Moment = Type.Integer({ minimum: 0, description: 'ms since 1970' })
const glance = {
  product: Type.String(),
  title: Type.String(),
  imageUrl: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  priceMinor: Type.Optional(Type.Integer({ description: 'What it costs now; absent while it cannot be had' })),
}

const PriceStep = Type.Object({
  at: Moment,
  priceMinor: Type.Optional(Type.Integer({ description: 'From then on; absent: it could not be had' })),
})
const steps = {
  steps: Type.Array(PriceStep, { description: 'Oldest first; the first is what held at the beginning of the span' }),
  stepsLeftOut: Type.Integer({ description: 'Older steps of the span beyond 5,000' }),
}

/** What one mall's offer could be had for in all. */
export const OfferPastBody = Type.Object({
  mall: Type.String(),
  mallName: Type.String(),
  key: Type.String({ description: "The mall's own id of the offer" }),
  title: Type.String(),
  priceMinor: Type.Optional(Type.Integer({ description: 'Now; absent while it cannot be had' })),
  ...steps,
})
export type OfferPastBody = Static<typeof OfferPastBody>

export const PriceHistoryQuery = Type.Object(
  {
    from: Type.Optional(Moment),
    to: Type.Optional(Moment),
    by: Type.Optional(Type.Literal('mall', { description: "With the steps of each mall's offer" })),
  },
  { additionalProperties: false },
)
export type PriceHistoryQuery = Static<typeof PriceHistoryQuery>
/** GET /v1/products/:product/price-history answers this. */
export const PriceHistoryBody = Type.Object({
  currency: Currency,
  product: Type.String(),
  title: Type.String(),
  from: Moment,
  to: Moment,
  ...steps,
  days: Type.Array(
    Type.Object({
      day: Type.String({ description: 'UTC, 2026-03-01' }),
      lowMinor: Type.Optional(Type.Integer({ description: 'Absent: it could not be had, or nothing is known' })),
    }),
  ),
  lowest: Type.Optional(
    Type.Object(
      { minor: Type.Integer(), at: Moment },
      { description: 'The lowest price of all time, and when it came to that last' },
    ),
  ),
  listSteps: Type.Array(PriceStep, { description: 'The list price beside it, in the same way' }),
  offers: Type.Optional(
    Type.Array(OfferPastBody, { description: 'by=mall: offers that are there, best first, at most 50' }),
  ),
  offersLeftOut: Type.Optional(Type.Integer()),
})
export type PriceHistoryBody = Static<typeof PriceHistoryBody>

export const DryRunQuery = Type.Object(
  {
    product: Type.String({ minLength: 1, maxLength: 256 }),
    priceMinor: Type.Number({ description: 'Minor units: the price that it would have' }),
  },
  { additionalProperties: false },
)
export type DryRunQuery = Static<typeof DryRunQuery>
/** GET /v1/watch/dry-run answers this; nobody is named, and nobody is told. */
export const DryRunBody = Type.Object({
  currency: Currency,
  ...glance,
  askedMinor: Type.Integer(),
  usualMinor: Type.Optional(
    Type.Integer({ description: 'When such a price would be held and checked first: the median of the last 30 days' }),
  ),
  waiting: Type.Integer({ description: 'Subscriptions to this product by its id' }),
  counting: Type.Integer({
    description: 'Those of them that count other prices, by mall, card or membership: they are not asked',
  }),
  subscriptions: Type.Integer({ description: 'That would be told, those to queries among them' }),
  shoppers: Type.Integer({ description: 'Whose they are' }),
  sample: Type.Array(
    Type.Object({
      what: Type.String({ description: 'products or query' }),
      conditions: Type.Array(ConditionBody),
      count: Type.Integer(),
    }),
    { description: 'What they wait for, the most frequent 20' },
  ),
})
export type DryRunBody = Static<typeof DryRunBody>

const Total = Type.Integer({ description: 'Minor units, with shipping and coupon' })

export const HeldPricesQuery = Type.Object(
  {
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, default: 0 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  },
  { additionalProperties: false },
)
export type HeldPricesQuery = Static<typeof HeldPricesQuery>
/** GET /v1/watch/held answers this. */
export const HeldPricesBody = Type.Object({
  currency: Currency,
  open: Type.Integer({ description: 'Held prices that nobody has said anything of' }),
  wrong: Type.Integer({ description: 'That a person called wrong, and that still stand' }),
  held: Type.Array(
    Type.Object({
      ...glance,
      mall: Type.Optional(Type.String({ description: 'Whose offer it is; absent for a product of the shop itself' })),
      key: Type.Optional(Type.String()),
      mallName: Type.Optional(Type.String()),
      totalMinor: Total,
      usualMinor: Type.Integer({ description: 'The median of the 30 days before' }),
      at: Moment,
      slip: Type.Optional(
        Type.Object(
          {
            slip: Type.String({ description: 'digits, pieces or currency' }),
            times: Type.Optional(Type.Integer()),
            pieces: Type.Optional(Type.Integer()),
            code: Type.Optional(Type.String({ description: 'ISO 4217' })),
          },
          { description: 'What it looks like, if it looks like a slip' },
        ),
      ),
      isWrong: Type.Boolean(),
      believedAt: Type.Optional(Moment),
      subscriptions: Type.Integer({ description: 'That would be told if it were right' }),
      shoppers: Type.Integer({ description: 'Whose they are' }),
    }),
    { description: 'Open ones first, of these the one that most wait for' },
  ),
})
export type HeldPricesBody = Static<typeof HeldPricesBody>

const name = Type.String({ minLength: 1, maxLength: 256 })
/** POST /v1/watch/held takes this: a mall and its key, or a product of the shop itself. */
export const JudgePriceBody = Type.Union([
  Type.Object(
    { mall: name, key: name, totalMinor: Total, verdict: Type.Union([Type.Literal('right'), Type.Literal('wrong')]) },
    { additionalProperties: false },
  ),
  Type.Object(
    { product: name, totalMinor: Total, verdict: Type.Union([Type.Literal('right'), Type.Literal('wrong')]) },
    { additionalProperties: false },
  ),
])
export type JudgePriceBody = Static<typeof JudgePriceBody>
/** POST /v1/watch/held answers this. */
export const JudgedPriceBody = Type.Object({
  subscriptions: Type.Integer({ description: 'That are told now' }),
  shoppers: Type.Integer(),
})
export type JudgedPriceBody = Static<typeof JudgedPriceBody>

export const BusiestQuery = Type.Object(
  { count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })) },
  { additionalProperties: false },
)
export type BusiestQuery = Static<typeof BusiestQuery>
/** GET /v1/watch/busiest answers this. */
export const BusiestBody = Type.Object({
  currency: Currency,
  subscriptions: Type.Integer({ description: 'All that stand' }),
  products: Type.Array(Type.Object({ ...glance, subscriptions: Type.Integer() }), {
    description: 'Those that most wait for first',
  }),
})
export type BusiestBody = Static<typeof BusiestBody>
