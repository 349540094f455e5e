import { drawThompson, PlackettLuce, type Random } from '@nunchi/kernel'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import type { ShownSlot, SlateEvent } from '../../events/slate.ts'
import type { PolicyName, RankedItem, Why } from './answer.ts'
import { isNameBlocked } from './blocked.ts'
import { type ExplorableAsk, explorableItems, fairShowings } from './explorable.ts'
import type { Slate } from './slate.ts'

/** Every fifth place is for trying, from the fifth on: never the first. */
const placesPerTry = 5
const triesMax = 20
/** More than `explorableItems` ever finds. */
const candidatesMax = 512
/** Before anything was tried, a showing is taken to be answered as often as this, and that to be known from 100 showings. */
const answeredFirst = 0.02
const showingsFirst = 100
const chanceMin = 1e-3
const chanceMax = 0.5
/** Share of the draw that is even among the candidates: no weight of an estimate exceeds the candidates over this. */
const evenShare = 0.1

// One answer is made at a time: scratch is shared by them.
const model = new PlackettLuce()
const room = () => new Float64Array(candidatesMax)
const scratch = { chances: room(), shown: room(), taken: room(), utilities: room() }
const drawn = { picks: new Uint32Array(triesMax), propensities: new Float64Array(triesMax) }

/** What a page needs to try something: chance, whose page it is and when. */
export type Explore = {
  readonly random: Random
  readonly shopper: ShopperKey
  readonly at: EpochMs
}

type ExplorePage = Omit<ExplorableAsk, 'replaced'> &
  Explore & {
    readonly used: Set<number>
    readonly ask: { readonly now: number; readonly policy: PolicyName }
  }
type Tried = { readonly items: readonly RankedItem[]; readonly events: readonly SlateEvent[] }
type Try = { readonly place: number; readonly by: ShownSlot['by']; readonly propensity: number }

/**
 * Lets chance fill every fifth place of a module with what the shopper may like and hardly anybody was shown: a
 * Plackett-Luce slate over Thompson samples. A candidate's chance to be clicked is guessed from its score (see `guess`) and
 * corrected by what came of its own showings, so what was never shown comes up now and then, and what is shown in vain
 * stops. What the ranking had in these places are candidates too, so that the ranking itself can be evaluated from draws.
 *
 * The first of these places is for an introduction as long as anything that suits the shopper was never shown: it is drawn
 * among those alone. So of n such products all are shown within n exploring pages of shoppers whom they suit.
 *
 * Everything it shows is said in one event, with the propensity of each place given those before it: exact, and estimates
 * by inverse propensity from it unbiased, as the samples look at the past only (see `PlackettLuce`). In the place of
 * an introduction only products that were never shown have a chance: it says nothing of a rule that shows others there.
 *
 * Costs what `explorableItems` does and 0.2 us a candidate: a page of 20 a module takes 0.4 ms instead of 0.2 in a shop of
 * 5,000 products that are all new.
 */
export function explore(page: ExplorePage, ranked: readonly RankedItem[]): Tried {
  const tries = Math.min(triesMax, Math.floor(ranked.length / placesPerTry))
  if (tries === 0) return { items: ranked, events: [] }
  const { slate, used } = page
  const replaced = Array.from({ length: tries }, (_, n) => ranked[positionOf(n)]!.item)
  for (const item of replaced) used.delete(item)
  const { untried, others } = explorableItems({ ...page, replaced })
  const places = [...untried, ...others]
  if (places.length === tries) {
    for (const item of replaced) used.add(item)
    return { items: ranked, events: [] } // there is nothing else
  }
  const found = draw(page, { places, untried: untried.length, tries })
  for (const { place } of found) used.add(slate.items[place]!)
  const items = [...ranked]
  found.forEach((one, n) => {
    items[positionOf(n)] = tried(page, one)
  })
  return { items, events: [eventOf(page, items, found)] }
}

function positionOf(nth: number): number {
  return (nth + 1) * placesPerTry - 1
}

/** Draws as many of the candidates as there are places, the first among the untried if there are any. */
function draw(
  page: ExplorePage,
  { places, untried, tries }: { places: readonly number[]; untried: number; tries: number },
): Try[] {
  const { random } = page
  const { utilities } = scratch
  const count = places.length
  guess(page, places)
  drawThompson({ ...scratch, count, strength: fairShowings, evenShare }, random, utilities)
  const found: Try[] = []
  const drawSome = (slots: number, among: number, by: ShownSlot['by']): void => {
    const { propensities } = drawn
    const picks = drawn.picks.subarray(0, slots)
    const picked = model.draw({ utilities, count: among, picks, propensities }, random)
    for (let slot = 0; slot < picked; slot++) {
      found.push({ place: places[picks[slot]!]!, by, propensity: propensities[slot]! })
      utilities[picks[slot]!] = Number.NEGATIVE_INFINITY
    }
  }
  if (untried > 0) drawSome(1, untried, 'introduction')
  drawSome(tries - found.length, count, 'draw')
  return found
}

/**
 * Guesses how likely each candidate is to be clicked, and reads what came of its showings. By the learned ranker it is the
 * chance that the visit comes to a click (to a purchase, where it has not learned of clicks). The blend's scores are those
 * of a listwise ranking, so e^score is the odds by which one candidate is chosen over another. Either is scaled such that
 * all together are clicked as often as what has been shown so far.
 */
function guess({ views, slate, ask: { now } }: ExplorePage, places: readonly number[]): void {
  const { showings } = views
  const all = showings.countsOfAll(now)
  const rate = (all.clicked + answeredFirst * showingsFirst) / (all.shown + showingsFirst)
  weigh(slate, places, scratch.chances)
  let sum = 0
  for (let i = 0; i < places.length; i++) sum += scratch.chances[i]!
  places.forEach((place, i) => {
    const item = slate.items[place]!
    const share = scratch.chances[i]! / sum
    scratch.chances[i] = Math.min(chanceMax, Math.max(chanceMin, rate * places.length * share))
    scratch.shown[i] = showings.shownOf(item, now)
    scratch.taken[i] = showings.clickedOf(item, now)
  })
}

/** Writes how the candidates compare in being clicked. */
function weigh({ acts, chances, scores }: Slate, places: readonly number[], out: Float64Array): void {
  const act = acts[0]
  let most = Number.NEGATIVE_INFINITY
  for (const place of places) most = Math.max(most, scores[place]!)
  places.forEach((place, i) => {
    out[i] = act === undefined ? Math.exp(scores[place]! - most) : chances[act][place]!
  })
}

function tried({ views, slate }: ExplorePage, { place, propensity }: Try): RankedItem {
  const item = slate.items[place]!
  return {
    product: views.catalog.idOf(item),
    item,
    score: slate.scores[place]!,
    chances: slate.chancesOf(place),
    why: whyTried(views.catalog.tagName.bind(views.catalog), slate.bestTags[place]!, slate.blocked),
    propensity,
  }
}

function whyTried(nameOf: (tag: number) => string, tag: number, blocked: ExplorableAsk['blocked']): Why {
  const name = tag < 0 ? undefined : nameOf(tag)
  return name === undefined || isNameBlocked(blocked, name) ? { source: 'explore' } : { source: 'explore', tag: name }
}

function eventOf(
  { views, shopper, at, random, ask: { policy } }: ExplorePage,
  items: readonly RankedItem[],
  found: readonly Try[],
): SlateEvent {
  const id = `slate:${views.position}:${random.uint32().toString(16)}${random.uint32().toString(16)}`
  const slots = items.map(({ product }, position): ShownSlot => {
    const one = position % placesPerTry === placesPerTry - 1 ? found[Math.floor(position / placesPerTry)] : undefined
    return { product, position, by: one?.by ?? 'ranking', propensity: one?.propensity ?? 1 }
  })
  const made = { module: 'for-you', policy, exploring: true, basedOn: views.position }
  return { kind: 'slate.shown', at, id, shopper, ...made, items: slots }
}
