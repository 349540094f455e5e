import { type Static, Type } from 'typebox'

const When = Type.Integer({ description: 'ms since 1970' })
const ChanceCheck = Type.Object({
  rate: Type.Number({ description: 'How often it came' }),
  calibrationError: Type.Number({ description: 'Expected calibration error, 0 to 1' }),
  logLoss: Type.Number(),
  logLossOfRate: Type.Number({ description: 'What foretelling the rate for all would lose' }),
})
const Lead = Type.Object({
  ndcg: Type.Number(),
  error: Type.Number({ description: 'Standard error' }),
})
const RankerCheck = Type.Object(
  {
    moments: Type.Integer({ description: 'Moments compared, in which something came' }),
    ndcg: Type.Object(
      { blend: Type.Number(), current: Type.Optional(Type.Number()), ranker: Type.Optional(Type.Number()) },
      { description: 'NDCG@20 by the blend alone, by the ranker in use then, and by this one' },
    ),
    lead: Type.Object(
      { blend: Type.Optional(Lead), current: Type.Optional(Lead) },
      { description: 'By how much its NDCG@20 is higher, moment by moment' },
    ),
    shown: Type.Object(
      { blend: Type.Integer(), ranker: Type.Optional(Type.Integer()) },
      { description: 'Different products in the first 20 places' },
    ),
    chances: Type.Object({
      click: Type.Optional(ChanceCheck),
      cart: Type.Optional(ChanceCheck),
      purchase: Type.Optional(ChanceCheck),
    }),
    isBetter: Type.Boolean({ description: 'Whether its lead over both is more than its standard error' }),
  },
  { description: 'On the newest moments, which it did not learn from' },
)

export const RankerVersionBody = Type.Object({
  version: Type.String(),
  isInUse: Type.Boolean(),
  unreadable: Type.Optional(Type.String({ description: 'Why it cannot be used; then nothing else is told of it' })),
  at: Type.Optional(When),
  basedOn: Type.Optional(Type.Integer({ description: 'Number of events it learned from' })),
  moments: Type.Optional(Type.Integer({ description: 'Moments it was learned from and checked by' })),
  rows: Type.Optional(Type.Integer({ description: 'Candidates of these' })),
  check: Type.Optional(RankerCheck),
})

const Progress = Type.Object({
  stage: Type.String({ description: 'reading or learning' }),
  events: Type.Optional(Type.Integer()),
  total: Type.Optional(Type.Integer()),
  act: Type.Optional(Type.String({ description: 'click, cart or purchase' })),
  trees: Type.Optional(Type.Integer()),
  treesMax: Type.Optional(Type.Integer()),
})

export const RankerBody = Type.Object({
  inUse: Type.Optional(Type.String({ description: 'Absent: the blend orders alone' })),
  training: Type.Optional(Type.Object({ startedAt: When, progress: Type.Optional(Progress) })),
  last: Type.Optional(
    Type.Object(
      {
        at: When,
        end: Type.String({
          description:
            'chosen, not better, overtaken (somebody chose while it was learned), too little, cancelled or failed',
        }),
        version: Type.Optional(Type.String()),
        reason: Type.Optional(Type.String()),
        short: Type.Optional(
          Type.Object(
            { done: Type.Record(Type.String(), Type.Integer()), doneMin: Type.Integer() },
            { description: 'Of too little: how many of each act there are, and from how many on an act is learned' },
          ),
        ),
      },
      { description: 'How the latest training since the start ended' },
    ),
  ),
  versions: Type.Array(RankerVersionBody, { description: 'Newest first' }),
})
export type RankerBody = Static<typeof RankerBody>

export const ChooseRanker = Type.Object(
  {
    version: Type.Union([Type.String({ minLength: 1, maxLength: 60 }), Type.Null()], {
      description: 'A version of the list; null: the blend alone',
    }),
  },
  { additionalProperties: false },
)
export const CancelledBody = Type.Object({ cancelled: Type.Boolean({ description: 'Whether there was one' }) })
export type CancelledBody = Static<typeof CancelledBody>
