import { type Static, Type } from 'typebox'
import { TroubleBody } from './error.ts'
import { PersonFields, PolicyName } from './people.ts'
import { Currency } from './shown.ts'

const When = Type.Integer({ description: 'ms since 1970' })
const Position = Type.Integer({ description: 'Where in the log it stands, from 0' })

/** One fact as a merchant sees it: never more of a person than the login, or else the device, by which the shop knows them. */
export const StreamEvent = Type.Object({
  position: Position,
  at: When,
  kind: Type.String({ description: 'product.viewed, cart.added, order.placed, ...: docs/api.md has them all' }),
  person: Type.Optional(
    Type.Object(
      { user: Type.Optional(Type.String()), anonymous: Type.Optional(Type.String()) },
      { description: "The login, else the device; absent for facts about the catalogue and guests' orders" },
    ),
  ),
  product: Type.Optional(Type.String()),
  title: Type.Optional(Type.String({ description: "The product's title as it is now" })),
  query: Type.Optional(Type.String({ description: 'What was searched for' })),
  name: Type.Optional(
    Type.String({
      description: 'Of a page or list; of a coupon; of a part of the page that was shown; what was hidden',
    }),
  ),
  quantity: Type.Optional(Type.Integer({ description: 'Pieces: of a cart, of all lines of an order' })),
  amountMinor: Type.Optional(
    Type.Integer({ description: 'What the order came to, or what was given back; the new price of a product' }),
  ),
  order: Type.Optional(Type.String()),
  products: Type.Optional(Type.Integer({ description: 'How many different products, where there is more than one' })),
  rating: Type.Optional(Type.Number({ description: '1 to 5' })),
  dwellMs: Type.Optional(Type.Integer()),
  inStock: Type.Optional(Type.Boolean()),
})
export type StreamEvent = Static<typeof StreamEvent>

/** What `event: gap` carries: facts that this reader was too slow for. */
export const StreamGap = Type.Object({
  skipped: Type.Integer({ description: 'Facts that were left out, of all kinds' }),
  from: Type.Integer({ description: 'The first position that was left out: /v1/stream?from= has them' }),
})
export type StreamGap = Static<typeof StreamGap>

export const StreamQuery = Type.Object(
  {
    from: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Begin at this position of the log; else with what comes. Last-Event-ID goes before it',
      }),
    ),
    last: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 500,
        description:
          'Begin with so many of the latest events of these kinds, looked for among the last 20,000; `from` goes before it',
      }),
    ),
    kinds: Type.Optional(
      Type.String({
        maxLength: 500,
        description: 'Kinds, parted by commas; one that ends in a dot takes all that begin so',
      }),
    ),
  },
  { additionalProperties: false },
)
export type StreamQuery = Static<typeof StreamQuery>

export const ShoppersQuery = Type.Object(
  {
    q: Type.Optional(
      Type.String({ maxLength: 256, description: 'Logins and devices that begin so; upper and lower case differ' }),
    ),
    sort: Type.Optional(
      Type.Union([Type.Literal('recent'), Type.Literal('orders'), Type.Literal('spent'), Type.Literal('events')], {
        default: 'recent',
        description: 'By when they last did something, orders, money spent, events',
      }),
    ),
    order: Type.Optional(
      Type.Union([Type.Literal('up'), Type.Literal('down')], { default: 'down', description: 'down: most first' }),
    ),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, default: 0 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  },
  { additionalProperties: false },
)
export type ShoppersQuery = Static<typeof ShoppersQuery>

export const ShopperBody = Type.Object({
  user: Type.Optional(Type.String({ description: 'The login' })),
  anonymous: Type.Optional(Type.String({ description: 'The device, of somebody without a login' })),
  firstAt: Type.Optional(When),
  lastAt: Type.Optional(Type.Integer({ description: 'Of their latest event; absent before the first. ms since 1970' })),
  events: Type.Integer({ description: 'What they did; being recognised and what they were shown do not count' }),
  orders: Type.Integer({ description: 'Orders placed, those given back later included' }),
  spentMinor: Type.Integer({
    description:
      'What their orders came to less what was given back; a line without a price counts at what the product cost then',
  }),
  personalised: Type.Boolean({ description: 'false: they asked to be shown what everybody is shown' }),
  consent: Type.Boolean({ description: 'false: withdrawn, nothing more is collected' }),
})
export type ShopperBody = Static<typeof ShopperBody>
export const ShoppersBody = Type.Object({
  position: Type.Integer({ description: 'Number of events that the answer rests on' }),
  total: Type.Integer({ description: 'People and devices not (yet) known to be somebody, who fit the question' }),
  currency: Currency,
  shoppers: Type.Array(ShopperBody),
})
export type ShoppersBody = Static<typeof ShoppersBody>

export const TimelineQuery = Type.Object(
  {
    ...PersonFields,
    before: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Only events before this position: for the next page' }),
    ),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  { additionalProperties: false },
)
export type TimelineQuery = Static<typeof TimelineQuery>
export const TimelineBody = Type.Object({
  shopper: ShopperBody,
  currency: Currency,
  events: Type.Array(StreamEvent, { description: 'Newest first, by when they arrived' }),
  before: Type.Optional(Type.Integer({ description: 'Ask with this for the page after; absent on the last one' })),
})
export type TimelineBody = Static<typeof TimelineBody>

export const SalesQuery = Type.Object(
  {
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 400, default: 90, description: 'So many, the last one today' }),
    ),
    zone: Type.Optional(
      Type.String({ maxLength: 60, default: 'UTC', description: 'Where days begin: Asia/Seoul, +09:00, UTC' }),
    ),
  },
  { additionalProperties: false },
)
export type SalesQuery = Static<typeof SalesQuery>
export const SalesBody = Type.Object({
  position: Type.Integer({ description: 'Number of events that the answer rests on' }),
  currency: Currency,
  zone: Type.String(),
  days: Type.Array(
    Type.Object({
      day: Type.String({ description: '2026-03-01' }),
      events: Type.Integer({ description: 'What shoppers did' }),
      orders: Type.Integer(),
      units: Type.Integer({ description: 'Pieces ordered, less those given back that day' }),
      revenueMinor: Type.Integer({ description: 'Of these orders, less what was given back that day; may be below 0' }),
    }),
    { description: 'Oldest first, without holes' },
  ),
})
export type SalesBody = Static<typeof SalesBody>

/** How the server does. */
export const StatusBody = Type.Object({
  version: Type.String(),
  demo: Type.Boolean({ description: 'Whether what it holds is made up' }),
  startedAt: When,
  now: When,
  ready: Type.Boolean(),
  reasons: Type.Array(TroubleBody, { description: 'Why it is not ready' }),
  position: Type.Integer({ description: 'Number of events folded' }),
  waiting: Type.Integer({ description: 'Events taken but not yet durable' }),
  rates: Type.Object(
    { eventsPerSecond: Type.Number(), requestsPerSecond: Type.Number(), overSeconds: Type.Integer() },
    { description: 'Over the last minute, or since the start if that is less' },
  ),
  streams: Type.Integer({ description: 'Readers of /v1/stream' }),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'shoppers, products, sessions, ...' }),
  chores: Type.Array(
    Type.Object({
      name: Type.String(),
      done: Type.Integer({ description: 'Since the start' }),
      failed: Type.Integer(),
      lastDoneAt: Type.Optional(When),
      lastFailure: Type.Optional(
        Type.Object({
          at: When,
          reason: Type.String(),
          code: Type.Optional(Type.String({ description: 'Where it was a refusal: as in docs/errors.md' })),
        }),
      ),
    }),
    { description: 'What is done behind the answers' },
  ),
  memory: Type.Object({ rssBytes: Type.Integer(), heapBytes: Type.Integer(), heapLimitBytes: Type.Integer() }),
  log: Type.Object({
    place: Type.Optional(
      Type.String({ description: 'A folder, or the address of a log service, without credentials' }),
    ),
    bytes: Type.Optional(Type.Integer({ description: 'Of the files in the data folder' })),
  }),
  policies: Type.Record(PolicyName, Type.Number(), { description: 'Share of the shoppers who are dealt each policy' }),
  explore: Type.Object({
    share: Type.Number({ description: 'Of the pages on which something is tried' }),
    pages: Type.Integer({ description: 'Since the start' }),
    dropped: Type.Integer({ description: 'Of these, slates that are not in the log' }),
  }),
  currency: Currency,
  ranker: Type.Optional(Type.String({ description: 'The version in use; absent: the blend orders alone' })),
})
export type StatusBody = Static<typeof StatusBody>
