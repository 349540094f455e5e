import { SparseScores } from '@nunchi/kernel'
import type { ShopEvent } from '../../events/event.ts'
import { segments } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'
import type { HomeAnswer, ModuleName, PolicyName, RankedItem } from './answer.ts'
import { type Blocked, blockedFor, isBlocked } from './blocked.ts'
import { addTo } from './candidates.ts'
import { suits } from './explorable.ts'
import { type Explore, explore } from './explore.ts'
import { type Ordered, orderFor } from './order.ts'
import { inTurns, interruptedItems, newestFirst, newInBrands, reducedItems } from './pools.ts'
import type { Ranker } from './ranker.ts'
import { whyOf } from './reason.ts'
import type { Slate } from './slate.ts'
import { brandMax, categoryMax, spread } from './spread.ts'

const orderedMax = 600
/** So many times as many products as a module shows are scored for it. */
const poolShare = 2
/** How many of each a module holds so far; scratch, as one module is filled at a time. */
const perBrand = new SparseScores()
const perCategory = new SparseScores()

export type HomeQuestion = {
  readonly row: number
  readonly now: number
  readonly policy: PolicyName
  /** What was learned on top of the blend. */
  readonly ranker?: Ranker
  /** Items per module, 1 to 100. */
  readonly itemsPerModule: number
  /** Only these modules; all when absent. */
  readonly modules?: readonly ModuleName[]
  /** Given when this page is to try something: see `explore`. */
  readonly explore?: Explore
}

type Page = {
  readonly views: Views
  readonly ask: HomeQuestion
  readonly ordered: Ordered
  readonly blocked: Blocked
  readonly used: Set<number>
}

/**
 * A page for one shopper: modules of products, each product once. What is hidden or cannot be bought is left out; no
 * brand or category takes over a module, nor any part of it (see `spread`), as long as there is something else to show.
 * Modules without items are left out.
 *
 * For you: what they do not own, best first. Deals: reduced, best first. Pick up: looked at or put in the cart and not
 * bought. Again: bought before, when it is time. New in your brands: what is new of the brands and categories they like, best
 * first; half of it the newest, so that a product is shown to those whom it suits as soon as it is there. For policies that
 * do not know the person, only the first two exist. What a shopper turned down is in none.
 * A page that explores tries some products in for you, and says in an event what it showed there.
 */
export function home(views: Views, ask: HomeQuestion): Decision<HomeAnswer> {
  const ordered = orderFor(views, { ...ask, count: orderedMax, isFresh: false })
  const { slate } = ordered
  const blocked = slate ? slate.blocked : blockedFor(views, ask.row)
  const page: Page = { views, ask, ordered, blocked, used: new Set() }
  const makers = slate ? individualModules(page, slate) : listModules(page)
  const events: ShopEvent[] = []
  const modules = makers
    .filter(([module]) => !ask.modules || ask.modules.includes(module))
    .map(([module, pool]) => {
      const filled = fill(page, pool())
      const items = spread(module === 'new-in-your-brands' ? byScore(filled) : filled, views.catalog)
      if (module !== 'for-you' || !slate || !ask.explore) return { module, items }
      const tried = explore({ ...page, slate, ...ask.explore }, items)
      events.push(...tried.events)
      return { module, items: tried.items }
    })
    .map((one) => (one.module === 'pick-up' ? { ...one, items: one.items.map(unfinished) } : one))
    .filter(({ items }) => items.length > 0)
  const isForAll = !slate && ask.policy !== 'cluster'
  return { answer: { policy: ask.policy, position: views.position, isForAll, modules }, events }
}

/** Each module of a page with the products that may be in it, best first; made in this order, as a product is shown once. */
type Pools = readonly (readonly [ModuleName, () => readonly number[]])[]

function individualModules({ views, ask, ordered, used }: Page, slate: Slate): Pools {
  const { items } = ordered
  const each = ask.itemsPerModule
  const more = { interests: slate.interests, each, count: poolShare * each, used }
  return [
    ['pick-up', () => inTurn(views, slate, interruptedItems(views, ask))],
    ['for-you', () => ofSegment(slate, items, segments.fresh)],
    ['again', () => ofSegment(slate, items, segments.owned)],
    ['deals', () => bestFirst(views, slate, reducedItems(views, items, more))],
    ['new-in-your-brands', () => bestAndNewest(views, slate, newInBrands(views, ask, more))],
  ]
}

function listModules({ views, ordered: { items } }: Page): Pools {
  return [
    ['for-you', () => items],
    ['deals', () => items.filter((item) => views.catalog.reductions[item]! > 0)],
  ]
}

function unfinished(ranked: RankedItem): RankedItem {
  const { product, item } = ranked
  return { ...ranked, why: { source: 'unfinished', product, item } }
}

function byScore(items: readonly RankedItem[]): readonly RankedItem[] {
  return [...items].sort((a, b) => b.score - a.score || a.item - b.item)
}

function ofSegment(slate: Slate, items: readonly number[], segment: number): number[] {
  return items.filter((item) => slate.segments[slate.placeOf(item)] === segment)
}

/** The places of what of a pool may be shown to this shopper, scored beside the candidates of the page. */
function scored(views: Views, slate: Slate, pool: readonly number[]): number[] {
  addTo(views, slate, pool)
  return pool.map((item) => slate.placeOf(item)).filter((place) => place >= 0)
}

/** The products of a pool as they come. */
function inTurn(views: Views, slate: Slate, pool: readonly number[]): number[] {
  return scored(views, slate, pool).map((place) => slate.items[place]!)
}

/** The products of a pool, best first, ties by number. */
function bestFirst(views: Views, slate: Slate, pool: readonly number[]): number[] {
  const { items, scores } = slate
  const places = scored(views, slate, pool).sort((a, b) => scores[b]! - scores[a]! || items[a]! - items[b]!)
  return places.map((place) => items[place]!)
}

/** The best product of a pool, the newest whose tags together are liked, the next best, and so on: a choice of both. */
function bestAndNewest(views: Views, slate: Slate, pool: readonly number[]): number[] {
  const best = bestFirst(views, slate, pool)
  return inTurns(
    best,
    newestFirst(views, best).filter((item) => suits(slate, slate.placeOf(item))),
  )
}

/** Takes the first items of a pool that may be shown, within the caps; lifts the caps when the pool runs out. */
function fill(page: Page, pool: readonly number[]): RankedItem[] {
  const { views, ask, used } = page
  const [ofBrand, ofCategory] = [brandMax(ask.itemsPerModule), categoryMax(ask.itemsPerModule)]
  perBrand.reset()
  perCategory.reset()
  const kept: number[] = []
  const spare: number[] = []
  for (const item of pool) {
    if (kept.length >= ask.itemsPerModule) break
    if (used.has(item) || !views.catalog.shown[item] || isBlocked(views, page.blocked, item)) continue
    const isOver =
      !count(perBrand, views.catalog.brandTags[item]!, ofBrand) ||
      !count(perCategory, views.catalog.categoryTags[item]!, ofCategory)
    if (isOver) {
      if (spare.length < ask.itemsPerModule) spare.push(item)
      continue
    }
    used.add(item)
    kept.push(item)
  }
  for (const item of spare) {
    if (kept.length >= ask.itemsPerModule) break
    used.add(item)
    kept.push(item)
  }
  return kept.map((item) => explained(page, item))
}

/** Counts one more of `tag`. @returns whether that is within `most`; 0 (no tag) always is */
function count(counts: SparseScores, tag: number, most: number): boolean {
  if (tag === 0) return true
  if (counts.scoreOf(tag) >= most) return false
  counts.add(tag, 1)
  return true
}

function explained({ views, ordered }: Page, item: number): RankedItem {
  const product = views.catalog.idOf(item)
  if (!ordered.slate) return { product, item, ...ordered.list.scoreOf(item) }
  const place = ordered.slate.placeOf(item)
  return {
    product,
    item,
    score: ordered.slate.scores[place]!,
    chances: ordered.slate.chancesOf(place),
    why: whyOf(views, ordered.slate, place),
  }
}
