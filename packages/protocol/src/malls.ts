import { type Static, Type } from 'typebox'
import { TroubleBody } from './error.ts'
import { RejectedRowBody } from './imports.ts'

const When = Type.Integer({ description: 'ms since 1970' })
const MallId = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'Up to 60 small letters, digits, dots and dashes, with a letter or digit first',
})

/** Where a mall's offers come from. */
export const FeedAddressBody = Type.Object(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 2_000,
      description: 'http or https; a user and password in it are sent to its own server only',
    }),
    everyMinutes: Type.Integer({
      minimum: 5,
      maximum: 43_200,
      description: 'From the start of one reading to the next',
    }),
    map: Type.Optional(
      Type.String({
        maxLength: 12_000,
        description:
          'Name of a column map that comes with the engine, or the JSON of one of your own; found out when absent',
      }),
    ),
    encoding: Type.Optional(Type.String({ maxLength: 20, description: 'When it cannot be told from the feed' })),
  },
  { additionalProperties: false },
)

const Consent = Type.Object(
  {
    by: Type.String({ minLength: 1, maxLength: 200, description: 'Who of the mall agreed' }),
    at: Type.Optional(When),
    note: Type.Optional(Type.String({ maxLength: 2_000, description: 'To what; number or place of the contract' })),
  },
  { additionalProperties: false },
)

/** PUT /v1/malls/:mall takes this. */
export const PutMallBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, description: 'As shoppers read it' }),
    consent: Type.Optional({ ...Consent, description: 'Needed the first time; kept as it was when absent' }),
    feed: Type.Optional(
      Type.Union([FeedAddressBody, Type.Null()], {
        description:
          'As it was when absent; null: by uploads alone. An address as it is shown, without user, password and query, keeps those that it has',
      }),
    ),
    manySellers: Type.Optional(
      Type.Boolean({
        description:
          'Many sellers offer there, so that several new offers of one product are no mistake; as it was when absent',
      }),
    ),
  },
  { additionalProperties: false },
)
export type PutMallBody = Static<typeof PutMallBody>

export const RunState = Type.Union(
  [
    Type.Literal('waiting'),
    Type.Literal('fetching'),
    Type.Literal('comparing'),
    Type.Literal('applying'),
    Type.Literal('applied'),
    Type.Literal('unchanged'),
    Type.Literal('held'),
    Type.Literal('dismissed'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ],
  {
    description:
      'The first four are under way; held: a person is to look at it before anything, or anything more, is taken down',
  },
)
export type RunState = Static<typeof RunState>

/** One reading of a feed as it stands; what became of its rows is 0 until it ended. */
export const FeedRunBody = Type.Object({
  run: Type.String(),
  mall: Type.String(),
  state: RunState,
  scope: Type.Optional(
    Type.Union([Type.Literal('full'), Type.Literal('changes')], {
      description:
        'full: what it lacks is withdrawn; changes: it says what is new, changed and gone. Absent until it was looked into',
    }),
  ),
  source: Type.String({ description: 'An address without its query, or the name of a file' }),
  startedAt: When,
  endedAt: Type.Optional(When),
  bytes: Type.Optional(Type.Integer({ description: 'Of the feed, where it is known' })),
  bytesRead: Type.Optional(Type.Integer({ description: 'Fetched so far, while it is being fetched' })),
  rowsDone: Type.Optional(Type.Integer({ description: 'Of the step that is under way' })),
  rows: Type.Integer({ description: 'Known once it was compared with what is there' }),
  rejected: Type.Integer(),
  listed: Type.Integer({
    description:
      'Offers that were not there before; this and the next four count what was applied, of a held one what would be (held as FEED_ROWS_LOST: what was, and only withdrawn would be)',
  }),
  changed: Type.Integer({ description: 'That say something else than before' }),
  repriced: Type.Integer({ description: 'With another price, shipping, coupon or stock alone' }),
  withdrawn: Type.Integer({ description: 'That are gone; of a held one: that would go' }),
  unchanged: Type.Integer(),
  problem: Type.Optional(TroubleBody),
  canApply: Type.Boolean({ description: 'A held one whose feed is still kept: POST .../apply applies it' }),
  hasRejects: Type.Boolean({ description: 'GET .../rejects has them' }),
  rejects: Type.Optional(
    Type.Array(RejectedRowBody, { description: 'The first 100; in the answer that tells of one run alone' }),
  ),
})
export type FeedRunBody = Static<typeof FeedRunBody>

export const MallBody = Type.Object({
  mall: MallId,
  name: Type.String(),
  isPaused: Type.Boolean(),
  manySellers: Type.Optional(Type.Boolean({ description: 'Absent: no' })),
  consent: Type.Object({ by: Type.String(), at: When, note: Type.Optional(Type.String()) }),
  feed: Type.Optional(
    Type.Object({
      url: Type.String({ description: 'Without user, password and query, which are kept and not shown' }),
      everyMinutes: Type.Integer(),
      map: Type.Optional(Type.String()),
      encoding: Type.Optional(Type.String()),
      nextAt: Type.Optional(When),
    }),
  ),
  offers: Type.Integer({ description: 'That are there' }),
  run: Type.Optional({ ...FeedRunBody, description: 'The one under way, else the newest' }),
})
export type MallBody = Static<typeof MallBody>

export const MallsBody = Type.Object({
  total: Type.Integer(),
  offers: Type.Integer({ description: 'Of all malls' }),
  products: Type.Integer({ description: 'That they are of' }),
  matcher: Type.Union([Type.Literal('idle'), Type.Literal('making'), Type.Literal('ready')], {
    description:
      'Whether new offers and verdicts are placed at once, or wait for the matcher; idle: it is made when needed',
  }),
  malls: Type.Array(MallBody, { description: 'In the order in which they were registered' }),
  bytesMax: Type.Optional(Type.Integer({ description: 'The largest feed that can be sent; absent: none can' })),
})
export type MallsBody = Static<typeof MallsBody>

export const PageQuery = Type.Object(
  {
    offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  },
  { additionalProperties: false },
)
export type PageQuery = Static<typeof PageQuery>

/** GET /v1/malls takes this. */
export const MallsQuery = Type.Object(
  {
    ...PageQuery.properties,
    q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of an id or a name; then total counts these' })),
  },
  { additionalProperties: false },
)
export type MallsQuery = Static<typeof MallsQuery>

export const FeedRunsBody = Type.Object({
  total: Type.Integer(),
  runs: Type.Array(FeedRunBody, { description: 'Newest first' }),
})
export type FeedRunsBody = Static<typeof FeedRunsBody>

/** POST /v1/malls/:mall/runs: the file is the feed; with `fetch`, and no file, it is fetched from its address now. */
export const PostRunQuery = Type.Object(
  {
    name: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: "The file's name, to be recognised by" }),
    ),
    map: Type.Optional(Type.String({ maxLength: 12_000 })),
    encoding: Type.Optional(Type.String({ maxLength: 20 })),
    fetch: Type.Optional(
      Type.Boolean({
        description: 'No file is sent: fetch the feed from its address now, and read it as is said there',
      }),
    ),
  },
  { additionalProperties: false },
)
export type PostRunQuery = Static<typeof PostRunQuery>

export const MallParams = Type.Object({ mall: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
export const RunParams = Type.Object(
  { mall: Type.String({ maxLength: 100 }), run: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)
