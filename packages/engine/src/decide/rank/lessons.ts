import { Random } from '@nunchi/kernel'
import type { ShopperKey } from '../../domain/units.ts'
import { secondsOf } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { Views } from '../../state/views.ts'
import type { Act } from './answer.ts'
import { featuresForTrees, gather, scoreSlate } from './candidates.ts'
import { LessonTable } from './lesson-table.ts'
import { isStranger } from './stranger.ts'

/** Longer silence than this ends a visit, as it does in `Sessions`; so does a day. */
const silence = 1_800
const visitMax = 86_400
/** A visit that goes on is asked about again after so many of its events, this many times at most. */
const askedAgainEvery = 3
const askedAgainMax = 2
/** Visits followed at a time; the oldest gives way. */
const openMax = 2_000
/** Of what is passed over, so many of the best are kept, and so many of all others, which then count for more. */
const keptBest = 60
const keptOthers = 120

/** What is known of a candidate when it could have been shown, and what came of it. */
type Moment = {
  readonly at: number
  readonly items: Uint32Array
  readonly values: Float32Array
  readonly blend: Float64Array
  readonly done: Readonly<Record<Act, Uint8Array>>
}
type Visit = { readonly moments: Moment[]; readonly startedAt: number; lastAt: number; events: number }

export type LessonsOptions = {
  /** Share of the visits that are learned from, 0 to 1. */
  readonly share: number
  readonly seed: number
}

/**
 * What the log teaches about which candidates of a page are clicked, put in the cart and bought: at the beginning of a
 * visit, and as it goes on, it gathers what a page would have been made of, a moment before the event is folded; what the
 * visit then comes to is what was right. The very code that serves gathers and describes, so nothing skews.
 *
 * Nobody is learned from who does not want to be shown what is theirs alone, and none of whom nothing is known.
 * Costs an answer for each visit that is learned from, and O(1) for other events.
 */
export class Lessons {
  readonly table = new LessonTable()
  readonly #views: Views
  readonly #options: LessonsOptions
  readonly #random: Random
  /** By shopper, the longest open first. */
  readonly #open = new Map<ShopperKey, Visit>()

  constructor(views: Views, options: LessonsOptions) {
    this.#views = views
    this.#options = options
    this.#random = new Random(options.seed)
  }

  /** Looks at an event a moment before it is folded. */
  observe(event: ShopEvent): void {
    if (!('shopper' in event) || event.shopper === undefined || !isAct(event)) return
    const at = secondsOf(event.at)
    this.#endBefore(at - visitMax)
    const visit = this.#visitOf(event.shopper, at)
    visit.lastAt = Math.max(visit.lastAt, at)
    if (visit.events++ % askedAgainEvery === 0 && this.#isLearnedFrom(visit)) this.#ask(event.shopper, visit, at)
    for (const moment of visit.moments) note(this.#views, moment, event)
  }

  /** Ends all visits. @returns all that was learned from */
  finish(): LessonTable {
    for (const visit of this.#open.values()) this.#close(visit)
    this.#open.clear()
    return this.table
  }

  #visitOf(shopper: ShopperKey, at: number): Visit {
    const known = this.#open.get(shopper)
    if (known && at - known.lastAt <= silence && at - known.startedAt <= visitMax) return known
    if (known) this.#end(shopper, known)
    if (this.#open.size >= openMax) {
      const [oldest, visit] = this.#open.entries().next().value!
      this.#end(oldest, visit)
    }
    const visit: Visit = { moments: [], startedAt: at, lastAt: at, events: 0 }
    this.#open.set(shopper, visit)
    return visit
  }

  /** Whether a visit is, is drawn at its beginning. */
  #isLearnedFrom(visit: Visit): boolean {
    if (visit.events === 1) return this.#random.unit() < this.#options.share
    return visit.moments.length > 0 && visit.moments.length <= askedAgainMax
  }

  #ask(shopper: ShopperKey, visit: Visit, now: number): void {
    const views = this.#views
    const row = views.shoppers.find(shopper)
    if (row < 0 || isStranger(views, row) || !views.shoppers.isPersonalised(row)) return
    const slate = gather(views, { row, now })
    if (slate.count === 0) return
    scoreSlate(views, slate, undefined)
    visit.moments.push({
      at: now,
      items: slate.items.slice(0, slate.count),
      values: featuresForTrees(views, slate),
      blend: slate.scores.slice(0, slate.count),
      done: {
        click: new Uint8Array(slate.count),
        cart: new Uint8Array(slate.count),
        purchase: new Uint8Array(slate.count),
      },
    })
  }

  /** Ends the visits that began before `at`. */
  #endBefore(at: number): void {
    for (const [shopper, visit] of this.#open) {
      if (visit.startedAt >= at) return
      this.#end(shopper, visit)
    }
  }

  #end(shopper: ShopperKey, visit: Visit): void {
    this.#open.delete(shopper)
    this.#close(visit)
  }

  #close(visit: Visit): void {
    for (const moment of visit.moments) this.#keep(moment)
  }

  /** Keeps what was chosen, the best of what was passed over, and a few of the others with what they stand for. */
  #keep({ at, items, values, blend, done }: Moment): void {
    const count = items.length
    const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => blend[b]! - blend[a]! || a - b)
    const isDone = (i: number) => done.click[i]! + done.cart[i]! + done.purchase[i]! > 0
    const passedOver = order.filter((i) => !isDone(i))
    const others = passedOver.subarray(Math.min(passedOver.length, keptBest))
    const drawn = Math.min(keptOthers, others.length)
    this.#random.draw(others, drawn)
    this.table.open(at)
    const add = (i: number, weight: number) =>
      this.table.add({
        values,
        at: i,
        weight,
        blend: blend[i]!,
        item: items[i]!,
        done: { click: done.click[i]!, cart: done.cart[i]!, purchase: done.purchase[i]! },
      })
    for (let i = 0; i < count; i++) if (isDone(i)) add(i, 1)
    for (const i of passedOver.subarray(0, passedOver.length - others.length)) add(i, 1)
    for (const i of others.subarray(0, drawn)) add(i, others.length / drawn)
  }
}

type ActEvent = Extract<
  ShopEvent,
  { kind: 'product.clicked' | 'product.viewed' | 'cart.added' | 'order.placed' | 'products.searched' | 'page.viewed' }
>

function isAct(event: ShopEvent): event is ActEvent {
  return (
    event.kind === 'product.clicked' ||
    event.kind === 'product.viewed' ||
    event.kind === 'cart.added' ||
    event.kind === 'order.placed' ||
    event.kind === 'products.searched' ||
    event.kind === 'page.viewed'
  )
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
