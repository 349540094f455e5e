import { SparseScores } from '@nunchi/kernel'
import { featurePlaces, rankingFeatures } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import { type Blocked, isBlocked } from './blocked.ts'
import { addTo } from './candidates.ts'
import type { Slate } from './slate.ts'

const width = rankingFeatures.length
/** A product shown less often than this (in decayed showings) is new: of it hardly anything is known. */
export const fairShowings = 20
/** So many of the ranking's best that are not on the page may be tried, */
const rankedMax = 48
/** and of each of these interests so many that were never shown, and so many that are new otherwise. */
const interestsUsed = 12
const untriedMax = 16
const fewMax = 8

/** How much the shopper likes each tag; scratch, as one answer is made at a time. */
const likings = new SparseScores()

export type ExplorableAsk = {
  readonly views: Views
  readonly slate: Slate
  /** What the ranking would show, best first. */
  readonly ordered: { readonly items: readonly number[] }
  readonly blocked: Blocked
  /** What the page shows elsewhere. */
  readonly used: ReadonlySet<number>
  /** What the ranking has in the places where something may be tried. */
  readonly replaced: readonly number[]
  readonly ask: { readonly now: number }
}

/** Places in the slate, each once: of what was never shown and suits the shopper, then of all else that may be tried. */
export type Explorable = { readonly untried: readonly number[]; readonly others: readonly number[] }

/**
 * What a page may try on a shopper: what it would replace, the best that the ranking left out, and what is new of what they
 * like: it carries a tag that they like, and its tags together are liked. Nothing hidden, turned down, owned or not to be had.
 *
 * Of what was never shown the newest of each interest come first, and there is always one as long as there are any among an
 * interest's newest 256 products. O(interests * 256) look-ups, and what `addTo` costs for the new ones.
 */
export function explorableItems(page: ExplorableAsk): Explorable {
  const { views, slate } = page
  const { untried, few } = newOfInterests(page)
  addTo(views, slate, untried)
  addTo(views, slate, few)
  const suiting = (items: readonly number[]) =>
    items.map((item) => slate.placeOf(item)).filter((place) => suits(slate, place))
  const firsts = suiting(untried)
  const known = new Set(firsts)
  const others = new Set(suiting(few))
  for (const item of page.replaced) if (!known.has(slate.placeOf(item))) others.add(slate.placeOf(item))
  let left = rankedMax
  for (const item of page.ordered.items) {
    if (left === 0) break
    const place = slate.placeOf(item)
    if (slate.isOwned(place) || known.has(place) || others.has(place) || !mayShow(page, item)) continue
    others.add(place)
    left -= 1
  }
  return { untried: firsts, others: [...others] }
}

/** The newest of what the shopper likes, tag by tag, that was never shown and that was shown little. */
function newOfInterests(page: ExplorableAsk): { untried: number[]; few: number[] } {
  const { catalog, showings } = page.views
  const { interests } = page.slate
  const [untried, few] = [new Set<number>(), new Set<number>()]
  likings.reset()
  for (let i = 0; i < interests.count; i++) likings.add(interests.tags[i]!, interests.scores[i]!)
  for (let i = 0; i < Math.min(interests.count, interestsUsed) && interests.scores[i]! > 0; i++) {
    const from = catalog.itemsByTag.starts[interests.tags[i]!]!
    let [untriedLeft, fewLeft] = [untriedMax, fewMax]
    for (let n = catalog.itemsByTag.countOf(interests.tags[i]!) - 1; n >= 0 && untriedLeft + fewLeft > 0; n--) {
      const item = catalog.itemsByTag.columns.item[from + n]!
      const isUntried = !showings.wasShown(item)
      if ((isUntried ? untriedLeft : fewLeft) === 0 || untried.has(item) || few.has(item)) continue
      if (!isUntried && showings.shownOf(item, page.ask.now) >= fairShowings) continue
      if (!mayShow(page, item) || !isLiked(page, item)) continue
      if (isUntried) untriedLeft -= 1
      else fewLeft -= 1
      ;(isUntried ? untried : few).add(item)
    }
  }
  return { untried: [...untried], few: [...few] }
}

/** Whether a product's tags together are liked, of what is no candidate yet: what does not suit must not take the places of what does. */
function isLiked({ views: { catalog } }: ExplorableAsk, item: number): boolean {
  const { starts, counts, columns } = catalog.tags
  let liking = 0
  for (let slot = starts[item]!; slot < starts[item]! + counts[item]!; slot++)
    liking += likings.scoreOf(columns.tag[slot]!)
  return liking > 0
}

function mayShow({ views, blocked, used }: ExplorableAsk, item: number): boolean {
  return views.catalog.shown[item] === 1 && !used.has(item) && !isBlocked(views, blocked, item)
}

/** Whether a product's tags together are liked, and it is not owned. */
export function suits(slate: Slate, place: number): boolean {
  return place >= 0 && !slate.isOwned(place) && slate.inputs[place * width + featurePlaces.tags]! > 0
}
