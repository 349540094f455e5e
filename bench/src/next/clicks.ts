import { next, type ShopEvent, type ShopperKey, Views } from '@nunchi/engine'
import type { BenchRow } from '../bench.ts'
import type { Part } from './orders.ts'
import { KnownRate, Tally } from './tally.ts'

const visitMs = 1_800_000
/** Moments after an act at which it is asked whether the visit is over. */
const silences = [0, 60_000, 300_000] as const
type View = Extract<ShopEvent, { kind: 'product.viewed' }>

/** After every click of a session, and a minute and five minutes later if it is still silent: does it go on? */
export function walkClicks(events: readonly ShopEvent[], { from, to }: Part, set: string): BenchRow[] {
  const views = new Views()
  const followedAt = followersOf(events)
  const tallies = silences.map(() => new Tally())
  const rates = silences.map(() => new KnownRate())
  const pending: { at: number; silence: number; shopper: ShopperKey; followed: number }[][] = silences.map(() => [])
  const due = silences.map(() => 0)
  const ask = (now: number): void => {
    silences.forEach((wait, i) => {
      for (; due[i] < pending[i].length && pending[i][due[i]].at + wait <= now; due[i]++) {
        const { at, shopper, followed } = pending[i][due[i]]
        if (followed <= at + wait && wait > 0) continue
        const leaves = followed > at + visitMs
        const row = views.shoppers.find(shopper)
        if (at >= from && at <= to) {
          const { answer } = next(views, { row, now: Math.floor((at + wait) / 1_000), count: 1, days: 30 })
          tallies[i].add(answer.intent.leave, rates[i].at(at + wait), leaves)
        }
        rates[i].add(at + wait + visitMs, leaves)
      }
    })
  }
  events.forEach((event, place) => {
    if (event.kind !== 'product.viewed') return
    ask(event.at - 1)
    views.fold(event)
    silences.forEach((silence, i) => {
      pending[i].push({ at: event.at, silence, shopper: event.shopper, followed: followedAt[place] })
    })
    // Asked at once, as the next click of anybody may be the next of this session.
    const [now] = silences
    if (now === 0) ask(event.at)
  })
  return silences.flatMap((wait, i) => tallies[i].rows(`${set} leave after ${wait / 1_000} s`, 'population rate'))
}

/** By place: when the next click of the same session comes; never for the last. */
function followersOf(events: readonly ShopEvent[]): Float64Array {
  const followed = new Float64Array(events.length).fill(Number.POSITIVE_INFINITY)
  const lastPlace = new Map<ShopperKey, number>()
  events.forEach((event, place) => {
    const { shopper, at } = event as View
    const before = lastPlace.get(shopper)
    if (before !== undefined) followed[before] = at
    lastPlace.set(shopper, place)
  })
  return followed
}
