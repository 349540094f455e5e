import { segments } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'
import type { HomeAnswer, ModuleName, PolicyName, RankedItem } from './answer.ts'
import { type Blocked, blockedFor, isBlocked } from './blocked.ts'
import type { Slate } from './candidates.ts'
import { listScores } from './listed.ts'
import { type Ordered, orderFor } from './order.ts'
import { interruptedItems, newInBrands, reducedItems } from './pools.ts'
import { tasteWhyOf, whyOf } from './reason.ts'

const orderedMax = 600
/** At most this share of a module may be of one brand, and of one narrowest category. */
const brandShare = 0.3
const categoryShare = 0.5

export type HomeQuestion = {
  readonly row: number
  readonly now: number
  readonly policy: PolicyName
  /** Items per module, 1 to 100. */
  readonly itemsPerModule: number
  /** Only these modules; all when absent. */
  readonly modules?: readonly ModuleName[]
}

type Page = {
  readonly views: Views
  readonly ask: HomeQuestion
  readonly ordered: Ordered
  readonly blocked: Blocked
  /** What the policy says of an item where it orders no slate. */
  readonly scoreOf: ReturnType<typeof listScores>
  readonly used: Set<number>
}

/**
 * A page for one shopper: modules of products, each product once. What is hidden or cannot be bought is left out; no
 * brand or category takes over a module as long as there is something else to show. Modules without items are left out.
 *
 * For you: what they do not own, best first. Deals: reduced, in their order. Pick up: looked at or put in the cart and
 * not bought. Again: bought before, when it is time. New in your brands: the newest of the brands (or categories) they
 * like. For policies that do not know the person, only the first two exist.
 */
export function home(views: Views, ask: HomeQuestion): Decision<HomeAnswer> {
  const ordered = orderFor(views, { ...ask, count: orderedMax, isFresh: false })
  const scoreOf = listScores(views, ask)
  const page: Page = { views, ask, ordered, blocked: blockedFor(views, ask.row), scoreOf, used: new Set() }
  const makers = ordered.slate ? individualModules : listModules
  const modules = makers
    .filter(([module]) => !ask.modules || ask.modules.includes(module))
    .map(([module, make]) => ({ module, items: make(page) }))
    .filter(({ items }) => items.length > 0)
  return { answer: { policy: ask.policy, position: views.position, modules }, events: [] }
}

const individualModules: readonly (readonly [ModuleName, (page: Page) => RankedItem[]])[] = [
  ['pick-up', (page) => fill(page, interruptedItems(page.views, page.ask)).map(unfinished)],
  ['for-you', (page) => fill(page, orderedOf(page.ordered, segments.fresh))],
  ['again', (page) => fill(page, orderedOf(page.ordered, segments.owned))],
  ['deals', (page) => fill(page, reducedItems(page.views, page.ordered.items, tasteOf(page)))],
  ['new-in-your-brands', (page) => fill(page, newInBrands(page.views, page.ask, tasteOf(page)))],
]

const listModules: readonly (readonly [ModuleName, (page: Page) => RankedItem[]])[] = [
  ['for-you', (page) => fill(page, page.ordered.items)],
  ['deals', (page) => fill(page, reducedItems(page.views, page.ordered.items, undefined))],
]

function unfinished(item: RankedItem): RankedItem {
  return { ...item, why: { source: 'unfinished', product: item.product } }
}

function tasteOf({ ordered }: Page): Slate['interests'] | undefined {
  return ordered.slate?.interests
}

function* orderedOf({ items, slate, places }: Ordered, segment: number): Generator<number> {
  for (let i = 0; i < items.length; i++) if (slate?.segments[places[i]!] === segment) yield items[i]!
}

/** Takes the first items of a pool that may be shown, within the caps; lifts the caps when the pool runs out. */
function fill(page: Page, pool: Iterable<number>): RankedItem[] {
  const { views, ask, used } = page
  const brandMax = Math.max(2, Math.ceil(ask.itemsPerModule * brandShare))
  const categoryMax = Math.max(3, Math.ceil(ask.itemsPerModule * categoryShare))
  const brands = new Map<number, number>()
  const categories = new Map<number, number>()
  const kept: number[] = []
  const spare: number[] = []
  for (const item of pool) {
    if (kept.length >= ask.itemsPerModule) break
    if (used.has(item) || !views.catalog.shown[item] || isBlocked(views, page.blocked, item)) continue
    const isOver =
      !count(brands, views.catalog.brandTags[item]!, brandMax) ||
      !count(categories, views.catalog.categoryTags[item]!, categoryMax)
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
function count(counts: Map<number, number>, tag: number, most: number): boolean {
  if (tag === 0) return true
  const before = counts.get(tag) ?? 0
  if (before >= most) return false
  counts.set(tag, before + 1)
  return true
}

function explained({ views, ordered, blocked, scoreOf }: Page, item: number): RankedItem {
  const product = views.catalog.idOf(item)
  const i = ordered.placeOf(item)
  if (!ordered.slate) return { product, item, ...scoreOf(item) }
  if (i < 0) return { product, item, score: 0, why: tasteWhyOf(views, ordered.slate, item, blocked) }
  return { product, item, score: ordered.slate.scores[i]!, why: whyOf(views, ordered.slate, i, blocked) }
}
