import { Random } from '@nunchi/kernel'
import { type ShopperKey, secondsOf } from '../../domain/units.ts'
import { visitSeconds } from '../../domain/visit.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { Views } from '../../state/views.ts'
import type { Act } from './answer.ts'
import { featuresForTrees, gather, scoreSlate } from './candidates.ts'
import { LessonTable, type Moment } from './lesson-table.ts'
import { isStranger } from './stranger.ts'

/** A visit is followed for so long. */
const visitMax = 86_400
/** A visit is asked about as soon as anything is known of the shopper, and again after so many of its events. */
const askedEvery = 3
const askedMax = 3
/** Visits followed at a time; the oldest gives way. */
const openMax = 2_000

type Visit = {
  /** Under which it is open: several, if a device turned out to be somebody's. */
  readonly keys: ShopperKey[]
  /** Whether it is learned from. */
  readonly isDrawn: boolean
  readonly moments: Moment[]
  readonly startedAt: number
  lastAt: number
  events: number
}

export type LessonsOptions = {
  /** Share of the visits that are learned from, 0 to 1. */
  readonly share: number
  readonly seed: number
}

/**
 * What the log teaches about which candidates of a page are clicked, put in the cart and bought: at the beginning of a
 * visit, and as it goes on, it gathers what a page would have been made of, a moment before the event is folded; what the
 * visit then comes to is what was right. The very code that serves gathers and describes, so nothing skews. Events that
 * arrive more than a day late teach nothing: the state is not that of their time.
 *
 * Costs an answer, and 35 kB, for each moment; O(1) for other events.
 */
export class Lessons {
  readonly #views: Views
  readonly #share: number
  readonly #random: Random
  /** By shopper, the longest open first. */
  readonly #open = new Map<ShopperKey, Visit>()
  readonly #moments: Moment[] = []
  /** The newest time of any event so far. */
  #now = 0

  constructor(views: Views, { share, seed }: LessonsOptions) {
    this.#views = views
    this.#share = share
    this.#random = new Random(seed)
  }

  /** Looks at an event a moment before it is folded. */
  observe(event: ShopEvent): void {
    if (event.kind === 'shopper.identified') return this.#join(event.shopper, event.known)
    if (!isAct(event) || event.shopper === undefined) return
    const at = secondsOf(event.at)
    this.#now = Math.max(this.#now, at)
    if (at < this.#now - visitMax) return
    this.#endBefore(this.#now - visitMax)
    const visit = this.#visitOf(event.shopper, at)
    if (visit.isDrawn && visit.moments.length < askedMax) this.#askIfDue(event.shopper, visit, at)
    visit.events += 1
    for (const moment of visit.moments) note(this.#views, moment, event)
  }

  /**
   * Ends all visits. Of shoppers who by now refuse what is theirs alone, withdrew their consent or were forgotten,
   * nothing is learned.
   * @returns all that was learned from so far
   */
  finish(): LessonTable {
    const { shoppers } = this.#views
    for (const visit of [...this.#open.values()]) this.#end(visit)
    const allowed = this.#moments.filter(({ shopper }) => {
      const row = shoppers.find(shopper)
      return row >= 0 && shoppers.isPersonalised(row) && shoppers.hasConsented(row)
    })
    return new LessonTable(allowed)
  }

  #visitOf(shopper: ShopperKey, at: number): Visit {
    const known = this.#open.get(shopper)
    if (known && Math.abs(at - known.lastAt) <= visitSeconds && at - known.startedAt <= visitMax) {
      known.lastAt = Math.max(known.lastAt, at)
      return known
    }
    if (known) this.#end(known)
    if (this.#open.size >= openMax) this.#end(this.#open.values().next().value!)
    const isDrawn = this.#random.unit() < this.#share
    const visit: Visit = { keys: [shopper], isDrawn, moments: [], startedAt: at, lastAt: at, events: 0 }
    this.#open.set(shopper, visit)
    return visit
  }

  /** The device's visit goes on as that of the person it turned out to be. */
  #join(device: ShopperKey, person: ShopperKey): void {
    const visit = this.#open.get(device)
    const other = this.#open.get(person)
    if (!visit || visit === other) return
    if (other) {
      visit.moments.push(...other.moments)
      visit.keys.push(...other.keys)
      visit.lastAt = Math.max(visit.lastAt, other.lastAt)
    } else visit.keys.push(person)
    for (const key of visit.keys) this.#open.set(key, visit)
  }

  #askIfDue(shopper: ShopperKey, visit: Visit, at: number): void {
    if (visit.moments.length > 0 && visit.events % askedEvery > 0) return
    const moment = momentOf(this.#views, shopper, at)
    if (moment) visit.moments.push(moment)
  }

  /** Ends the visits that began before `at`. */
  #endBefore(at: number): void {
    for (const visit of this.#open.values()) {
      if (visit.startedAt >= at) return
      this.#end(visit)
    }
  }

  #end(visit: Visit): void {
    for (const key of visit.keys) this.#open.delete(key)
    this.#moments.push(...visit.moments)
  }
}

/** What a page for the shopper would be made of; undefined of whom nothing is known, or who wants nothing of their own. */
function momentOf(views: Views, shopper: ShopperKey, now: number): Moment | undefined {
  const row = views.shoppers.find(shopper)
  if (row < 0 || isStranger(views, row) || !views.shoppers.isPersonalised(row)) return undefined
  const slate = gather(views, { row, now })
  const { count } = slate
  if (count === 0) return undefined
  scoreSlate(views, slate, undefined)
  return {
    shopper,
    at: now,
    items: slate.items.slice(0, count),
    values: featuresForTrees(views, slate),
    blend: slate.scores.slice(0, count),
    done: { click: new Uint8Array(count), cart: new Uint8Array(count), purchase: new Uint8Array(count) },
  }
}

const kinds = [
  'product.clicked',
  'product.viewed',
  'cart.added',
  'order.placed',
  'products.searched',
  'page.viewed',
] as const
type ActEvent = Extract<ShopEvent, { kind: (typeof kinds)[number] }>

function isAct(event: ShopEvent): event is ActEvent {
  return (kinds as readonly string[]).includes(event.kind)
}

/** Notes what an event does with the candidates. */
function note(views: Views, { items, done }: Moment, event: ActEvent): void {
  const mark = (act: Act, product: Parameters<Views['catalog']['find']>[0]) => {
    const place = items.indexOf(views.catalog.find(product))
    if (place >= 0) done[act][place] = 1
  }
  switch (event.kind) {
    case 'product.clicked':
    case 'product.viewed':
      return mark('click', event.product)
    case 'cart.added':
      return mark('cart', event.product)
    case 'order.placed':
      for (const { product } of event.lines) mark('purchase', product)
  }
}
