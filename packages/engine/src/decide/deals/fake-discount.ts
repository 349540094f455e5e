import { eachStretch, gone, type PriceSteps, standingOf, timeQuantile } from '@nunchi/kernel'

const daySeconds = 86_400
/** The EU's reference: the lowest price of the 30 days before the reduction. */
const referenceDays = 30
/** How far back it is asked whether the regular price was ever charged, in days. */
const chargedDays = 90
/** Days that have to be known of the 30 and of the 90 before the sale. */
const referenceKnownMin = 14
const chargedKnownMin = 30
/** Charged for less than this share of the time is hardly ever. */
const chargedShareMin = 0.1
/** A price that comes down again within so many days goes on with the same reduction. */
const stepDaysMax = 30
/** What was usual before a rise is the middle price of so many days. */
const usualDays = 60
/** A rise above the usual price that counts as one. */
const riseMin = 1.05
/** How much of what is claimed has to be true, as a share of it. */
const trueShareMin = 0.5
/** Points of a percentage by which a claim may be off the reference price, for rounding. */
const overstatedMin = 0.05

export type DiscountQuestion = {
  /** Prices charged so far, with what is known of them until when. */
  readonly steps: PriceSteps
  /** Seconds since 1970. */
  readonly now: number
  readonly priceMinor: number
  /** The "regular" price beside it. */
  readonly listMinor: number
  /** What that was so far, where it was kept; absent: not asked. */
  readonly listSteps?: PriceSteps
}

/** What speaks for and against a reduction. Moments are seconds since 1970, shares 0 to 1. */
export type DiscountEvidence = {
  /** When the price came down to what it is, step by step or at once; undefined when it was never seen higher. */
  readonly saleSince: number | undefined
  /** Off the regular price. */
  readonly claimedShare: number
  /** Days known of the 30 before the sale and of the last 90, to a tenth. */
  readonly knownDays30: number
  readonly knownDays90: number
  /** The lowest price of the 30 days before the sale (before now, without one), and until when it was there; undefined when none is known. */
  readonly reference: { readonly minor: number; readonly untilSeconds: number } | undefined
  /** Off the reference price, below 0 when it is dearer now; undefined without one. */
  readonly trueShare: number | undefined
  /** Share of the known time of the last 90 days in which the regular price or more was charged. */
  readonly chargedShare: number
  /** The rise before the sale: from what was usual before it. undefined when there was none. */
  readonly rise:
    | { readonly atSeconds: number; readonly fromMinor: number; readonly toMinor: number; readonly heldDays: number }
    | undefined
  /** When the regular price itself was put up, from 30 days before the sale on. undefined when it was not. */
  readonly listRise: ListRise | undefined
}

export type ListRise = { readonly atSeconds: number; readonly fromMinor: number; readonly toMinor: number }

/**
 * - `no-discount`: it costs no less than the regular price;
 * - `not-enough-known`: the days before the sale are not known well enough to say;
 * - `raised-before-sale`: the price went up within 30 days before it came down, and most of what is off was put on then;
 * - `list-raised`: the regular price itself was put up within 30 days before the sale or since, and most of what is off was put on then;
 * - `hardly-ever-charged`: the regular price was not asked for in a tenth of the last 90 days;
 * - `overstated`: less is off the lowest price of the 30 days before than off the regular price;
 * - `true`: none of these.
 */
export type DiscountVerdict =
  | 'no-discount'
  | 'not-enough-known'
  | 'raised-before-sale'
  | 'list-raised'
  | 'hardly-ever-charged'
  | 'overstated'
  | 'true'

/**
 * Holds a reduction against what was charged before it, and gives the evidence with the verdict.
 * Source of the reference price: Directive 98/6/EC, article 6a, as amended by (EU) 2019/2161 (Omnibus): the lowest price of
 * the 30 days before the reduction; where a price comes down step by step, before the first step.
 * Time: O(points of the last 90 days and of the sale), O(p log p) for what was usual.
 */
export function checkDiscount(question: DiscountQuestion): { verdict: DiscountVerdict; evidence: DiscountEvidence } {
  const { steps, now, priceMinor, listMinor } = question
  const saleSince = saleStart(steps, now, priceMinor)
  const before = saleSince ?? now
  const low = standingOf(steps, { from: before - referenceDays * daySeconds, to: before }, priceMinor)
  const charged = standingOf(steps, { from: now - chargedDays * daySeconds, to: now }, listMinor)
  const evidence: DiscountEvidence = {
    saleSince,
    claimedShare: 1 - priceMinor / listMinor,
    knownDays30: daysOf(low.knownSeconds),
    knownDays90: daysOf(charged.knownSeconds),
    reference:
      low.low === undefined || low.lowUntil === undefined ? undefined : { minor: low.low, untilSeconds: low.lowUntil },
    trueShare: low.low === undefined || low.low === 0 ? undefined : 1 - priceMinor / low.low,
    chargedShare: charged.equalShare + charged.higherShare,
    rise: saleSince === undefined ? undefined : riseBefore(steps, saleSince),
    listRise: listRiseSince(question, before - referenceDays * daySeconds),
  }
  return { verdict: verdictOf(question, evidence), evidence }
}

function verdictOf({ priceMinor, listMinor }: DiscountQuestion, evidence: DiscountEvidence): DiscountVerdict {
  const { claimedShare, knownDays30, knownDays90, trueShare, chargedShare, rise, listRise } = evidence
  if (priceMinor >= listMinor) return 'no-discount'
  if (knownDays30 < referenceKnownMin || trueShare === undefined) return 'not-enough-known'
  const isPutOn = (raised: { readonly fromMinor: number } | undefined): boolean =>
    raised !== undefined && 1 - priceMinor / raised.fromMinor < trueShareMin * claimedShare
  if (isPutOn(rise)) return 'raised-before-sale'
  if (isPutOn(listRise)) return 'list-raised'
  if (knownDays90 < chargedKnownMin) return 'not-enough-known'
  if (chargedShare < chargedShareMin) return 'hardly-ever-charged'
  return trueShare < claimedShare - overstatedMin ? 'overstated' : 'true'
}

/** When the present reduction began: the first of the steps that only led down to this price; undefined without any. */
function saleStart({ times, prices, count }: PriceSteps, now: number, priceMinor: number): number | undefined {
  let start: number | undefined
  let level = priceMinor
  let since = now
  for (let i = count - 1; i >= 0; i--) {
    const held = prices[i] as number
    const time = times[i] as number
    if (time > now || held === gone) continue
    if (held < level) break
    if (held > level) {
      if (start !== undefined && start - since > stepDaysMax * daySeconds) break
      start = since
    }
    level = held
    since = time
  }
  return start
}

/** The first rise of the 30 days before a sale that went clearly above what was usual in the 60 days before the rise. */
function riseBefore(steps: PriceSteps, saleSince: number): DiscountEvidence['rise'] {
  let before: number | undefined
  let rise: DiscountEvidence['rise']
  eachStretch(steps, { from: saleSince - referenceDays * daySeconds, to: saleSince }, (price, start) => {
    const isUp = before !== undefined && price > before
    before = price
    if (!isUp || rise) return
    const usualSpan = { from: start - usualDays * daySeconds, to: start }
    const usual = timeQuantile(steps, usualSpan, 0.5)
    const { knownSeconds } = standingOf(steps, usualSpan, price)
    if (usual === undefined || knownSeconds < referenceKnownMin * daySeconds || price < usual * riseMin) return
    rise = { atSeconds: start, fromMinor: usual, toMinor: price, heldDays: daysOf(saleSince - start) }
  })
  return rise
}

/** The first time since a second that the regular price went clearly up from what it last was, to what it is now. */
function listRiseSince({ listSteps, listMinor, now }: DiscountQuestion, from: number): ListRise | undefined {
  if (!listSteps) return undefined
  let last: number | undefined
  for (let i = 0; i < listSteps.count; i++) {
    const [at, price] = [listSteps.times[i] as number, listSteps.prices[i] as number]
    if (price === gone || at > now) continue
    if (at >= from && last !== undefined && price >= last * riseMin)
      return { atSeconds: at, fromMinor: last, toMinor: listMinor }
    last = price
  }
  return undefined
}

/** To a tenth. */
function daysOf(seconds: number): number {
  return Math.round((10 * seconds) / daySeconds) / 10
}
