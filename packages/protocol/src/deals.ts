import { type Static, Type } from 'typebox'
import { Currency } from './shown.ts'

const Moment = Type.Integer({ minimum: 0, description: 'ms since 1970' })
const Minor = (description: string) => Type.Optional(Type.Integer({ description: `Minor units; ${description}` }))
const Share = (description: string) => Type.Number({ description: `0 to 1; ${description}` })
const Seen = Type.Object({ minor: Type.Integer(), until: Moment })

const Window = Type.Object({
  days: Type.Integer({ description: '30, 90 or 365' }),
  knownDays: Type.Number({ description: 'Days of these in which a price is known, to a tenth' }),
  score: Type.Optional(
    Type.Integer({ description: '100: it was dearer all the time; 0: cheaper. Absent: too little is known' }),
  ),
  lowMinor: Minor('not exceeded for 10 % of the known time'),
  middleMinor: Minor('for 50 %'),
  highMinor: Minor('for 90 %'),
})

const Rise = Type.Object({ at: Moment, fromMinor: Type.Integer(), toMinor: Type.Integer() })
/** What a reduction is worth, with what speaks for and against it. */
export const DiscountBody = Type.Object({
  verdict: Type.String({
    description:
      'true, overstated, hardly-ever-charged, raised-before-sale, list-raised or not-enough-known: see docs/prices.md',
  }),
  claimedShare: Share('off the list price'),
  trueShare: Type.Optional(Type.Number({ description: 'Off the reference price; below 0 when it is dearer now' })),
  saleSince: Type.Optional(Moment),
  reference: Type.Optional(
    Type.Object(Seen.properties, { description: 'The lowest price of the 30 days before the sale, and until when' }),
  ),
  chargedShare: Share('of the known time of the last 90 days in which the list price or more was charged'),
  knownDays30: Type.Number({ description: 'Days known of the 30 before the sale' }),
  knownDays90: Type.Number({ description: 'Days known of the last 90' }),
  rise: Type.Optional(
    Type.Object(
      { ...Rise.properties, heldDays: Type.Number() },
      { description: 'How the price went up before the sale' },
    ),
  ),
  listRise: Type.Optional(Type.Object(Rise.properties, { description: 'How the list price itself was put up' })),
})
export type DiscountBody = Static<typeof DiscountBody>

const WaitingChance = Type.Object({
  days: Type.Integer({ description: '7, 14 or 30' }),
  chance: Share('that it falls by 1 % or more within these days'),
  expectedSavingMinor: Minor('what waiting for the lowest price of these days saves on average; absent: not known'),
  advice: Type.String({ description: 'wait, buy or open' }),
})

/** GET /v1/products/:product/deal answers this. */
export const DealBody = Type.Object({
  currency: Currency,
  product: Type.String(),
  title: Type.String(),
  priceMinor: Minor('absent while it cannot be had: then nothing else is told'),
  listPriceMinor: Minor('the price before a reduction'),
  score: Type.Optional(Type.Integer({ description: 'By the last 90 days, else by 30; absent: too little is known' })),
  windows: Type.Array(Window),
  standing: Type.Optional(
    Type.Object({
      allTimeLow: Type.String({ description: 'new, equal, no, or unknown: nothing to compare' }),
      lowestInDays: Type.Integer({ description: 'Whole days in which it was never cheaper' }),
      lowBefore: Type.Optional(
        Type.Object(Seen.properties, { description: 'The lowest price before this one, and until when' }),
      ),
    }),
  ),
  discount: Type.Optional(DiscountBody),
  waiting: Type.Object({
    why: Type.String({
      description:
        'told; or why there is none: not-learned, no-model (none beats "same as today"), too-little-known, not-to-be-had',
    }),
    chances: Type.Array(WaitingChance, { description: 'Only horizons that are known to be worth telling' }),
  }),
})
export type DealBody = Static<typeof DealBody>

const Check = Type.Object({
  rows: Type.Integer({ description: 'Moments held back' }),
  series: Type.Integer({ description: 'Products whose moments these are' }),
  rate: Share('how often a lower price came'),
  brier: Type.Number({ description: 'Mean squared error of the chances' }),
  brierBase: Type.Number({ description: 'That of the rate for all' }),
  brierSame: Type.Number({ description: 'That of "same as today"' }),
  calibrationError: Type.Number({ description: 'Expected calibration error, 0 to 1' }),
  reliability: Type.Array(Type.Object({ chance: Share('foretold'), share: Share('came'), rows: Type.Integer() }), {
    description: 'By tenths of the moments, the least likely first',
  }),
  isShown: Type.Boolean({ description: 'Whether shoppers are told' }),
  why: Type.String({ description: 'better, too-few-held-back, no-better-than-base or no-better-than-same' }),
})

/** GET and POST /v1/watch/waiting answer this. */
export const WaitingBody = Type.Object({
  inUse: Type.Optional(
    Type.Object({
      version: Type.String(),
      at: Moment,
      series: Type.Integer({ description: 'Products whose prices it was learned from and checked on' }),
      horizons: Type.Array(
        Type.Object({
          days: Type.Integer(),
          learnedRows: Type.Integer({ description: 'Moments learned from' }),
          check: Type.Optional(
            Type.Object(Check.properties, { description: 'On other products at a later time; absent: too little' }),
          ),
          savingError: Type.Optional(Type.Number({ description: 'Of the expected saving, as a share of the price' })),
          savingErrorBase: Type.Optional(Type.Number({ description: 'Of its mean' })),
          isSavingShown: Type.Boolean(),
        }),
      ),
    }),
  ),
  learning: Type.Optional(Type.Object({ startedAt: Moment })),
  last: Type.Optional(
    Type.Object({
      at: Moment,
      end: Type.String({ description: 'learned, too little, cancelled or failed' }),
      reason: Type.Optional(Type.String()),
      short: Type.Optional(
        Type.Object(
          { series: Type.Integer(), seriesMin: Type.Integer(), daysMin: Type.Integer() },
          { description: 'Products known for daysMin days, and how many there have to be' },
        ),
      ),
    }),
  ),
  everyDays: Type.Optional(Type.Integer({ description: 'Absent: only when told' })),
})
export type WaitingBody = Static<typeof WaitingBody>
