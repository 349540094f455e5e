import { type Static, Type } from 'typebox'
import { PageQuery } from './malls.ts'
import { PersonFields } from './people.ts'
import { Currency } from './shown.ts'

const id = Type.String({
  pattern: '^[A-Za-z0-9_-]{8,64}$',
  description: 'Best a random UUID; the same call again, as after a broken connection, then makes no second one',
})
const Amount = (description: string) => Type.Number({ description: `Minor units; ${description}` })
const product = Type.String({ minLength: 1, maxLength: 256 })
const text = Type.String({ minLength: 1, maxLength: 200 })
const Moment = Type.Integer({ minimum: 0, description: 'ms since 1970' })

/** What is waited for: some products, or whatever comes to fit a query. */
export const WantedBody = Type.Union(
  [
    Type.Object(
      {
        what: Type.Literal('products'),
        products: Type.Array(product, { minItems: 1, maxItems: 1_000, description: 'At most 50' }),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        what: Type.Literal('query'),
        words: Type.Optional(Type.String({ maxLength: 200, description: 'All of them, in any order' })),
        brand: Type.Optional(text),
        categoryPath: Type.Optional(Type.Array(text, { maxItems: 8, description: 'With all categories below it' })),
        attributes: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), text, { maxProperties: 50 })),
        fromMinor: Type.Optional(Amount('the lowest price that fits')),
        toMinor: Type.Optional(Amount('the highest price that fits')),
      },
      { additionalProperties: false },
    ),
  ],
  { description: 'what: products (by their ids) or query (whatever comes to fit)' },
)
export type WantedBody = Static<typeof WantedBody>

const step = {
  byMinor: Type.Optional(Amount('or byPercent')),
  byPercent: Type.Optional(Type.Number({ description: '1 to 95, of the price that it is counted from' })),
}
const Per = Type.Object(
  {
    amount: Type.Number({ description: 'Above 0' }),
    unit: Type.Union([Type.Literal('g'), Type.Literal('ml'), Type.Literal('sheet'), Type.Literal('piece')]),
  },
  { additionalProperties: false, description: 'For so much of the product, by its attributes; absent: for all of it' },
)
/** What has to be so of the lowest total price that counts. */
export const ConditionBody = Type.Union(
  [
    Type.Object(
      { when: Type.Literal('at-most'), minor: Amount('the target'), per: Type.Optional(Per) },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        when: Type.Literal('drop'),
        since: Type.Union([Type.Literal('start'), Type.Literal('alert'), Type.Literal('before')], {
          description:
            'Below the price of when it was asked for (start) or of the last alert (alert); of a query, below the price just before (before)',
        }),
        ...step,
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        when: Type.Literal('lowest'),
        days: Type.Optional(Type.Number({ description: 'Lower than in so many days; absent: than ever' })),
        orEqual: Type.Boolean({ description: 'Or as low' }),
      },
      { additionalProperties: false },
    ),
    Type.Object({ when: Type.Literal('back-in-stock') }, { additionalProperties: false }),
    Type.Object({ when: Type.Literal('rise'), ...step }, { additionalProperties: false }),
  ],
  { description: 'when: at-most, drop, lowest, back-in-stock or rise' },
)
export type ConditionBody = Static<typeof ConditionBody>

export const ChannelName = Type.Union(
  [Type.Literal('page'), Type.Literal('push'), Type.Literal('mail'), Type.Literal('webhook')],
  { description: 'page: the list and the stream of alerts' },
)
/** Which prices count. */
export const CountingBody = Type.Object(
  {
    malls: Type.Optional(Type.Array(text, { maxItems: 100, description: 'Only offers of these; at most 20' })),
    benefits: Type.Optional(
      Type.Array(text, { maxItems: 100, description: 'Cards and memberships that this person has; at most 20' }),
    ),
  },
  { additionalProperties: false, description: 'Absent: the lowest of all malls that everybody pays' },
)
export type CountingBody = Static<typeof CountingBody>
const wish = {
  wanted: WantedBody,
  conditions: Type.Array(ConditionBody, { maxItems: 100, description: 'All at once; none: whatever fits a query' }),
  counting: Type.Optional(CountingBody),
  channels: Type.Optional(Type.Array(ChannelName, { maxItems: 10, description: 'page when absent' })),
  until: Type.Optional(Moment),
}
/** POST /v1/subscriptions takes this. */
export const SubscribeBody = Type.Object(
  { ...PersonFields, id: Type.Optional(id), ...wish },
  { additionalProperties: false },
)
export type SubscribeBody = Static<typeof SubscribeBody>
/** PUT /v1/subscriptions/:id takes this: it takes the place of what was there. */
export const SubscriptionChange = Type.Object({ ...PersonFields, ...wish }, { additionalProperties: false })
export type SubscriptionChange = Static<typeof SubscriptionChange>
export const SubscriptionParams = Type.Object(
  { id: Type.String({ minLength: 1, maxLength: 64 }) },
  { additionalProperties: false },
)

const glance = {
  product: Type.String(),
  title: Type.String(),
  imageUrl: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
}
const nowMinor = Type.Optional(Type.Integer({ description: 'What it costs now; absent while it cannot be had' }))
export const SubscriptionBody = Type.Object({
  id: Type.String(),
  wanted: WantedBody,
  conditions: Type.Array(ConditionBody),
  counting: Type.Optional(CountingBody),
  channels: Type.Array(ChannelName),
  until: Type.Optional(Moment),
  products: Type.Array(
    Type.Object({
      ...glance,
      priceMinor: nowMinor,
      baseMinor: Type.Optional(Type.Integer({ description: 'The price that drops and rises are counted from' })),
      targetMinor: Type.Optional(Type.Integer({ description: 'The price from which on it is so, where one says so' })),
      distanceMinor: Type.Optional(Type.Integer({ description: 'How far the price is from it; 0: there' })),
      isMet: Type.Boolean({ description: 'It is so already: it is told of once it was not' }),
    }),
    { description: 'Of a query, none. Prices are those that count for it' },
  ),
  gone: Type.Array(Type.String(), { description: 'Products of it that the shop does not know any more' }),
})
export type SubscriptionBody = Static<typeof SubscriptionBody>
export const SubscriptionMade = Type.Object({ currency: Currency, subscription: SubscriptionBody })
export type SubscriptionMade = Static<typeof SubscriptionMade>
export const SubscriptionsBody = Type.Object({
  currency: Currency,
  subscriptions: Type.Array(SubscriptionBody, { description: 'Oldest first' }),
})
export type SubscriptionsBody = Static<typeof SubscriptionsBody>

export const SuggestionQuery = Type.Object({ ...PersonFields, product }, { additionalProperties: false })
export type SuggestionQuery = Static<typeof SuggestionQuery>
export const SuggestionBody = Type.Object({
  currency: Currency,
  suggestion: Type.Optional(
    Type.Object(
      {
        product: Type.String(),
        views: Type.Integer({ description: 'How often this person looked at it, of their latest 64 acts' }),
        days: Type.Integer({ description: 'Days in which it could be had, of the last 90' }),
        share: Type.Number({ description: 'Share of these days in which it cost targetMinor or less' }),
        targetMinor: Type.Integer({ description: 'A price to wait for' }),
        nowMinor: Type.Integer(),
      },
      { description: 'Absent where too little is known' },
    ),
  ),
})
export type SuggestionBody = Static<typeof SuggestionBody>

export const AlertBody = Type.Object({
  id: Type.String({ description: 'The same however often it is told' }),
  subscription: Type.String(),
  ...glance,
  priceMinor: Type.Integer({ description: 'What it cost when it was told' }),
  beforeMinor: Type.Optional(Type.Integer({ description: 'Just before; absent: it could not be had' })),
  nowMinor,
  at: Moment,
})
export type AlertBody = Static<typeof AlertBody>
export const AlertsQuery = Type.Object({ ...PersonFields, ...PageQuery.properties }, { additionalProperties: false })
export type AlertsQuery = Static<typeof AlertsQuery>
export const AlertsBody = Type.Object({
  currency: Currency,
  total: Type.Integer({ description: 'At most 200 are kept' }),
  alerts: Type.Array(AlertBody, { description: 'Newest first' }),
})
export type AlertsBody = Static<typeof AlertsBody>
export const AlertStreamQuery = Type.Object(
  {
    ...PersonFields,
    after: Type.Optional(
      Type.String({ maxLength: 4_000, description: 'An id of an earlier stream; as the header Last-Event-ID' }),
    ),
  },
  { additionalProperties: false },
)
export type AlertStreamQuery = Static<typeof AlertStreamQuery>
