import { SparseScores, type TreeFeature } from '@nunchi/kernel'
import { rankingFeatures } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Slate } from './slate.ts'
import { placesIn, type RankIn } from './source-ranks.ts'
import type { Sources } from './sources.ts'

const day = 86_400
const hour = 3_600
const inputs = rankingFeatures.length

/** What else is known of a candidate beside the inputs of the blend, in this order. NaN where it is not known. */
const ownNames = [
  'blend',
  'owned',
  'nextRank',
  'sessionRank',
  'logPrice',
  'priceDistance',
  'reduction',
  'daysListed',
  'logSessions',
  'sameBrand',
  'sameCategory',
  'timesBought',
  'daysSinceBought',
  'daysSinceTouched',
] as const
/** What is known of the shopper and the moment: the same for every candidate. */
const contextNames = [
  'orders',
  'daysSinceOrder',
  'daysBetweenOrders',
  'past',
  'visitLength',
  'minutesSinceTouch',
  'hour',
  'weekday',
] as const

/** Numbers of classes, which have no order. */
const classNames = ['device', 'referrer'] as const

export const rankerFeatures: readonly TreeFeature[] = [
  ...[...rankingFeatures.slice(1), ...ownNames, ...contextNames].map((name) => ({ name })),
  ...classNames.map((name) => ({ name, kind: 'category' as const })),
]
/** Where the score of the blend stands. */
export const blendPlace = rankerFeatures.findIndex(({ name }) => name === 'blend')
/** Where ln(1 + sessions with the item) stands. */
export const logSessionsPlace = rankerFeatures.findIndex(({ name }) => name === 'logSessions')
const width = rankerFeatures.length
const own = inputs - 1
const context = own + ownNames.length

export type Asked = {
  readonly sources: Sources
  readonly row: number
  /** Seconds since 1970. */
  readonly now: number
}

// One answer is made at a time: these are shared by them.
const touched = new SparseScores()
const brands = new SparseScores()
const categories = new SparseScores()
const moment = new Float32Array(contextNames.length + classNames.length)
let latest: { readonly asked: Asked; readonly next: RankIn; readonly session: RankIn; readonly logPrice: number }

/** Reads what the features of all candidates of one answer share. O(the shopper's past + sums of the sources). */
export function readMoment(views: Views, asked: Asked): void {
  const { sources } = asked
  readTouched(views, asked.row)
  latest = {
    asked,
    next: placesIn(sources.next, 'next'),
    session: placesIn(sources.session, 'session'),
    logPrice: readPast(views, sources),
  }
  readContext(views, asked)
}

/**
 * Writes the features of the slate's candidates from place `from` on, row-major, shape [candidates * features]. What is
 * written of a candidate does not depend on the other candidates. `readMoment` and the blend's scores come before.
 * O(candidates).
 */
export function describeForTrees(views: Views, slate: Slate, from: number, out: Float32Array): void {
  const { catalog, history } = views
  const { asked, next, session, logPrice } = latest
  const { sources, row, now } = asked
  const { times, lastAt } = history.owned.columns
  for (let place = from; place < slate.count; place++) {
    const item = slate.items[place]!
    const base = (place - from) * width
    const at = base + own
    for (let i = 1; i < inputs; i++) out[base + i - 1] = slate.inputs[place * inputs + i]!
    out[at] = slate.scores[place]!
    out[at + 1] = slate.segments[place]!
    out[at + 2] = next.rankOf(sources.next.scoreOf(item))
    out[at + 3] = session.rankOf(sources.session.scoreOf(item))
    const price = catalog.logPrices[item]!
    out[at + 4] = price === 0 ? Number.NaN : price
    out[at + 5] = price === 0 ? Number.NaN : price - logPrice
    out[at + 6] = catalog.reductions[item]!
    const listed = catalog.availableFrom[item]!
    out[at + 7] = listed === 0 ? Number.NaN : (now - listed) / day
    out[at + 8] = Math.log1p(views.sessions.index.frequencyOf(item))
    out[at + 9] = brands.scoreOf(catalog.brandTags[item]!)
    out[at + 10] = categories.scoreOf(catalog.categoryTags[item]!)
    const slot = slate.isOwned(place) && row >= 0 ? sources.owned.scoreOf(item) : -1
    out[at + 11] = slot < 0 ? 0 : times[slot]!
    out[at + 12] = slot < 0 ? Number.NaN : (now - lastAt[slot]!) / day
    const touchedAt = touched.scoreOf(item)
    out[at + 13] = touchedAt === 0 ? Number.NaN : (now - touchedAt) / day
    for (let i = 0; i < moment.length; i++) out[base + context + i] = moment[i]!
  }
}

function readTouched(views: Views, row: number): void {
  const { recent } = views.history
  touched.reset()
  if (row < 0 || row >= recent.rows) return
  const { item, at } = recent.columns
  for (let slot = recent.starts[row]! + recent.counts[row]! - 1; slot >= recent.starts[row]!; slot--)
    if (!touched.has(item[slot]!)) touched.add(item[slot]!, at[slot]!)
}

/** Shares of the past by brand and by narrowest category. @returns its mean log price, NaN when none is known */
function readPast({ catalog }: Views, { query }: Sources): number {
  brands.reset()
  categories.reset()
  let all = 0
  let priced = 0
  let sum = 0
  for (let i = 0; i < query.length; i++) all += query.weights[i]!
  for (let i = 0; i < query.length; i++) {
    const item = query.items[i]!
    const share = query.weights[i]! / all
    if (catalog.brandTags[item]! > 0) brands.add(catalog.brandTags[item]!, share)
    if (catalog.categoryTags[item]! > 0) categories.add(catalog.categoryTags[item]!, share)
    if (catalog.logPrices[item] === 0) continue
    priced += share
    sum += share * catalog.logPrices[item]!
  }
  return priced > 0 ? sum / priced : Number.NaN
}

function readContext({ history, channels }: Views, { sources, row, now }: Asked): void {
  const { orders, recent } = history
  const count = row < 0 ? 0 : orders.countOf(row)
  const first = count > 0 ? orders.columns.at[orders.starts[row]!]! : Number.NaN
  const last = count > 0 ? orders.columns.at[orders.starts[row]! + count - 1]! : Number.NaN
  const touches = row < 0 ? 0 : recent.countOf(row)
  const touchedAt = touches > 0 ? recent.columns.at[recent.starts[row]! + touches - 1]! : Number.NaN
  moment[0] = count
  moment[1] = (now - last) / day
  moment[2] = count > 1 ? (last - first) / day / (count - 1) : Number.NaN
  moment[3] = sources.query.length
  moment[4] = sources.visitLength
  moment[5] = (now - touchedAt) / 60
  moment[6] = Math.floor(now / hour) % 24
  moment[7] = Math.floor(now / day) % 7
  moment[8] = classOf(channels.deviceOf(row))
  moment[9] = classOf(channels.referrerOf(row))
}

function classOf(place: number): number {
  return place < 0 ? Number.NaN : place
}
