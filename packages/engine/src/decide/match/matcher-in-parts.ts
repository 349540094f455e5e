import {
  CorrelationClustering,
  edgeFlags,
  type PairModel,
  restartComponents,
  type MatcherOptions as TrainOptions,
} from '@nunchi/kernel'
import type { OfferRef } from '../../domain/offer.ts'
import type { MatchedBy } from '../../events/offer.ts'
import { backgroundVocabulary } from './background.ts'
import { chanceOf } from './chance.ts'
import { type LearnedMatcher, learnMatcher } from './learn-matcher.ts'
import { drawnForLessons, type LessonAsk, lessonsOf } from './lessons.ts'
import { howOf, type Link, LinkFinder, type LinkOptions, linkDefaults } from './link-finder.ts'
import type { MatchOffer } from './match-offer.ts'
import { OfferBook } from './offer-book.ts'
import { OfferNodes } from './offer-nodes.ts'
import type { Begun, GreyPair, Moved, Placement } from './placement.ts'
import { type ClusterView, ProductNumbers } from './product-numbers.ts'
import { type GreyBand, isGrey, type Review, reviewsOf } from './review.ts'
import { ReviewQueue } from './review-queue.ts'
import type { TitleIndex } from './title-index.ts'
import { Untied } from './untied.ts'
import { type OfferVerdict, type OfferWord, VerdictBook } from './verdict-book.ts'

export type MatcherOptions = LinkOptions &
  GreyBand & {
    /** Malls on which many sellers offer one thing: several new offers of one product are no mistake there. */
    readonly manySellers: ReadonlySet<string>
  }

const defaults: MatcherOptions = { ...linkDefaults, greyFrom: 0.35, greyTo: 0.75, manySellers: new Set() }
/** Members of a product that may come in question which are looked at for vetoes. */
const membersMax = 24
/** A link has to be likely to be so, for the whole product behind it to be looked at. */
const likelyMin = 0

/**
 * Which offers of many malls are of one product: GTIN, then brand and model code, then titles within the brand by boosted trees; what is
 * sure to differ (pack, amount, colour, size, model) is never together; correlation clustering settles the rest, with one new offer of
 * a mall per product, except where two of one mall have the same GTIN or say the same. What a person said of a pair always holds,
 * also after an offer was withdrawn and came back.
 *
 * An offer is placed in two parts, `begin` and `finish`, between which somebody looks for titles like its own (`TitleIndex`): as
 * several may be begun before the first of them is finished, this can go on in another thread at the same time. Begun and finished in
 * the same order, offers end up as if one had been placed after the other.
 */
export class MatcherInParts {
  readonly #options: MatcherOptions
  readonly #madeWith: PairModel // whatever it learns
  #model: PairModel
  readonly #vocabulary = backgroundVocabulary()
  readonly #book = new OfferBook(this.#vocabulary)
  readonly #links: LinkFinder
  readonly #clustering = new CorrelationClustering()
  readonly #products = new ProductNumbers()
  readonly #verdicts = new VerdictBook()
  readonly #queue = new ReviewQueue()
  readonly #nodes = new OfferNodes()
  readonly #untied: Untied
  /** Nodes that came into another cluster since the products were numbered. */
  readonly #touched = new Set<number>()
  readonly #view: ClusterView
  readonly #titles: Pick<TitleIndex, 'remove'>
  /** Offers begun and not finished. */
  #open = 0

  constructor(model: PairModel, titles: Pick<TitleIndex, 'remove'>, options: Partial<MatcherOptions> = {}) {
    this.#options = { ...defaults, ...options }
    this.#titles = titles
    this.#madeWith = model
    this.#model = model
    this.#links = new LinkFinder(this.#book, this.#vocabulary, model, this.#options)
    this.#untied = new Untied({
      book: this.#book,
      links: this.#links,
      clustering: this.#clustering,
      nodes: this.#nodes,
    })
    this.#clustering.rings.onMove = (node) => this.#touched.add(node)
    this.#view = {
      clusterOf: (offer) => this.#clustering.clusterOf(this.#nodes.of(offer)),
      membersOf: (cluster) => this.#membersOf(cluster),
      isThere: (offer) => this.#book.isThere(offer),
    }
  }

  /** Offers that are there. */
  get count(): number {
    return this.#book.count
  }

  /** Products numbered so far, also those that are no more. */
  get productCount(): number {
    return this.#products.next
  }

  /** Pairs that wait for a person, some of which may be settled by now. */
  get waiting(): number {
    return this.#queue.size
  }

  /** The product of an offer that is there; -1 for any other. */
  productOf(ref: OfferRef): number {
    const offer = this.#book.find(ref)
    return offer >= 0 && this.#book.isThere(offer) ? this.#products.of(offer) : -1
  }

  /**
   * Begins to place an offer: looks at its codes. Its title is then to be looked for, and kept, before that of the next one.
   * @returns undefined, and nothing has changed, for one that is there and says something new while others are not finished: they may
   * be compared with it as it was
   */
  begin(content: MatchOffer): Begun | undefined {
    const offer = this.#book.idOf(content)
    const isSame = this.#book.saysTheSame(offer, content)
    if (!isSame && this.#open > 0 && (this.#book.isThere(offer) || this.#nodes.of(offer) >= 0)) return undefined
    this.#open += 1
    if (isSame) return { offer, isSought: false }
    if (this.#book.isThere(offer)) this.#takeOut(offer)
    this.#book.put(offer, content)
    const links = this.#links.byKeys(offer, content)
    return { offer, links, isSought: links.every(({ isVetoed }) => isVetoed) }
  }

  /**
   * Says which product an offer is of, and moves others where it shows that they belong together or not. An offer that says what it said
   * before stays where it is. To be called for all that were begun, in that order.
   * @param alike offers with titles like its own
   */
  finish({ offer, links, isSought }: Begun, alike: ArrayLike<number>): Placement {
    this.#open -= 1
    if (!links)
      return { product: this.#products.of(offer), isNew: false, by: this.#matchedBy(offer), grey: [], moved: [] }
    const before = this.#products.next
    this.#enter(offer, links, isSought ? alike : [])
    this.#clustering.place(this.#nodes.of(offer))
    const moved = this.#settle(offer)
    const product = this.#products.of(offer)
    return { product, isNew: product >= before, by: this.#matchedBy(offer), grey: this.#greyOf(offer, links), moved }
  }

  /**
   * Instead of `finish`: puts an offer back to where it was when the program last ran, for a catalogue that is read from the log, oldest
   * offer first and what persons said behind all of them.
   */
  finishBack({ offer, links, isSought }: Begun, alike: ArrayLike<number>, product: number): void {
    this.#open -= 1
    if (!links) return
    this.#enter(offer, links, isSought ? alike : [])
    const cluster = this.#products.clusterOf(product)
    const others = cluster < 0 ? [] : this.#membersOf(cluster)
    if (others.some((other) => other !== offer && this.#products.of(other) === product))
      this.#clustering.rings.move(this.#nodes.of(offer), cluster)
    this.#products.set(offer, product)
    this.#settle()
    this.#greyOf(offer, links)
  }

  /** Gives out no product number below this: all of them have been products, some of which are no more. */
  numberFrom(count: number): void {
    this.#products.next = Math.max(this.#products.next, count)
  }

  /** Takes an offer out; what persons said of it stays for when it comes back. @returns others that moved */
  withdraw(ref: OfferRef): Moved[] {
    const offer = this.#book.find(ref)
    if (offer < 0 || !this.#book.isThere(offer)) return []
    this.#takeOut(offer)
    return this.#settle()
  }

  /**
   * Takes what a person says of two offers; `unsure` and `open` take back what was said before. It holds until another word of a person.
   * @returns `holds: false` where earlier verdicts on other pairs say the opposite, and then nothing has changed
   */
  judge(one: OfferRef, other: OfferRef, verdict: OfferWord): { holds: boolean; moved: Moved[] } {
    const [a, b] = [this.#book.idOf(one), this.#book.idOf(other)]
    if (a === b) return { holds: verdict !== 'different', moved: [] }
    for (const offer of [a, b]) if (this.#nodes.of(offer) < 0) this.#nodes.bind(offer, this.#clustering.add())
    if (verdict === 'same') for (const pair of [[a, b] as const, [b, a] as const]) this.#bringIn(...pair)
    const said = verdict === 'open' ? 'unsure' : verdict
    if (said === 'unsure') this.#untied.compare(a, b) // else two that only the word held together would stay so
    const holds = this.#isSo(a, b, said) || this.#clustering.judge(this.#nodes.of(a), this.#nodes.of(b), said)
    if (holds) this.#verdicts.set(a, b, verdict)
    if (holds) this.#queue.take(a, b, verdict === 'open')
    for (const offer of [a, b])
      if (!this.#book.isThere(offer) && this.#verdicts.of(offer).size === 0) this.#unbind(offer)
    return { holds, moved: this.#settle() }
  }

  /**
   * Looks at all products together, so that the order in which offers came hardly matters any more. For a quiet hour: it takes
   * seconds for 100,000 offers. @returns offers that moved
   */
  reconsider(): Moved[] {
    restartComponents(this.#clustering)
    return this.#settle()
  }

  /** Forgets a mall: its offers, their names, and what persons said of them. @returns others that moved. O(offers of all malls) */
  forgetMall(mall: string): Moved[] {
    const own = [...this.#book.allOf(mall)]
    const placed = own.filter((offer) => this.#nodes.of(offer) >= 0)
    const bereft = new Set(placed.flatMap((offer) => this.#membersOf(this.#view.clusterOf(offer))))
    for (const offer of own) {
      for (const other of [...this.#verdicts.of(offer).keys()]) {
        this.#verdicts.remove(offer, other)
        if (!this.#book.isThere(other) && this.#verdicts.of(other).size === 0) this.#unbind(other)
      }
      if (this.#book.isThere(offer)) this.#takeOut(offer)
      else if (this.#nodes.of(offer) >= 0) this.#unbind(offer)
      this.#book.forget(offer)
      this.#products.forget(offer)
    }
    this.#untied.part(bereft)
    return this.#settle()
  }

  /** What ties two offers that are there, or would where they were not compared. 10 us. */
  tieOf(one: OfferRef, other: OfferRef): { readonly how: Link['how']; readonly chance: number } {
    const [a, b] = [this.#book.find(one), this.#book.find(other)]
    const weight = this.#clustering.graph.weightOf(this.#nodes.of(a), this.#nodes.of(b)) || this.#links.between(a, b)
    return { how: howOf(weight), chance: chanceOf(weight) }
  }

  /** The pairs of which a person's word would change most. @see reviewsOf */
  reviews(count: number): Review[] {
    return reviewsOf(this.#queue, count, {
      book: this.#book,
      verdicts: this.#verdicts,
      model: this.#model,
      vocabulary: this.#vocabulary,
      weightOf: (one, other) => this.#clustering.graph.weightOf(this.#nodes.of(one), this.#nodes.of(other)),
      productOf: (offer) => this.#products.of(offer),
      sizeOf: (offer) => this.#clustering.rings.sizes[this.#view.clusterOf(offer)]!,
      band: this.#options,
    })
  }

  /** Offers to learn from, and their titles, of which `learnFrom` wants the ones alike. */
  drawForLessons(ask: LessonAsk): { readonly offers: readonly number[]; readonly titles: readonly string[] } {
    const offers = drawnForLessons(this.#book, ask)
    return { offers, titles: offers.map((offer) => this.#book.wordsOf(offer).join(' ')) }
  }

  /**
   * Learns from what persons said, and from offers drawn with `drawForLessons`, each with those of titles like its own. What was placed
   * before stays where it is. @returns what answers from now on; undefined for too little to learn from: nothing changes
   */
  learnFrom(
    ask: LessonAsk,
    offers: { readonly drawn: readonly number[]; readonly alike: readonly ArrayLike<number>[] },
    options?: TrainOptions,
  ): LearnedMatcher | undefined {
    const lessons = lessonsOf({ book: this.#book, verdicts: this.#verdicts, links: this.#links }, ask, offers)
    const learned = learnMatcher({ lessons, vocabulary: this.#vocabulary, model: this.#madeWith }, options)
    if (learned) this.use(learned.model)
    return learned
  }

  /** Answers with what was learned from now on; with the model that it was made with when undefined. */
  use(model: PairModel | undefined): void {
    this.#model = model ?? this.#madeWith
    this.#links.use(this.#model)
  }

  /** Puts an offer that is not there, and with no other, to one that a person calls the same: nobody has to move for it. */
  #bringIn(gone: number, other: number): void {
    const [own, cluster] = [this.#view.clusterOf(gone), this.#view.clusterOf(other)]
    if (this.#book.isThere(gone) || own === cluster || this.#clustering.rings.sizes[own] !== 1) return
    if (this.#membersOf(cluster).some((member) => this.#verdicts.between(gone, member) === 'different')) return
    this.#clustering.rings.move(this.#nodes.of(gone), cluster)
  }

  /** Notes a word that says what is so already, without having anything look for a better place. @returns whether it does */
  #isSo(one: number, other: number, verdict: OfferVerdict | 'unsure'): boolean {
    const isTogether = this.#view.clusterOf(one) === this.#view.clusterOf(other)
    if (verdict === 'unsure' || isTogether !== (verdict === 'same')) return false
    this.#clustering.graph.setFlag(this.#nodes.of(one), this.#nodes.of(other), edgeFlags[verdict], true)
    return true
  }

  /** Makes the node of an offer, tied to those that it may be the same as, and to what persons said. */
  #enter(offer: number, links: Link[], alike: ArrayLike<number>): void {
    this.#book.countWords(offer)
    this.#links.byTitles(offer, alike, links)
    if (this.#nodes.of(offer) >= 0) this.#unbind(offer)
    const node = this.#clustering.add(this.#classOf(offer, links))
    this.#nodes.bind(offer, node)
    const { graph } = this.#clustering
    for (const { offer: other, logOdds, isVetoed } of links) {
      if (isVetoed) graph.setFlag(node, this.#nodes.of(other), edgeFlags.never, true)
      else graph.setWeight(node, this.#nodes.of(other), logOdds)
    }
    for (const other of this.#conflictingMembers(offer, links))
      graph.setFlag(node, this.#nodes.of(other), edgeFlags.never, true)
    this.#judgeAgain(offer)
  }

  /** Members of the products that come in question which the offer was not compared with, and that it cannot be the same as. */
  #conflictingMembers(offer: number, links: readonly Link[]): number[] {
    const clusters = new Set<number>()
    for (const link of links)
      if (!link.isVetoed && link.logOdds > likelyMin) clusters.add(this.#view.clusterOf(link.offer))
    const isOpen = (other: number): boolean => this.#book.isThere(other) && !links.some((link) => link.offer === other)
    return [...clusters].flatMap((cluster) => {
      const others = this.#membersOf(cluster).filter(isOpen).slice(0, membersMax)
      return others.filter((other) => this.#links.areApart(offer, other))
    })
  }

  /** New offers of a mall are of one class, of which a product holds one; 0 for those that this does not hold for. */
  #classOf(offer: number, links: readonly Link[]): number {
    const mall = this.#book.mallOf(offer)
    if (!this.#book.isNew(offer) || this.#options.manySellers.has(this.#book.refOf(offer).mall)) return 0
    const hasTwin = links.some(
      (link) =>
        !link.isVetoed &&
        this.#book.mallOf(link.offer) === mall &&
        (link.how === 'gtin' || this.#book.haveOneTitle(offer, link.offer)),
    )
    return hasTwin ? 0 : mall + 1
  }

  #takeOut(offer: number): void {
    this.#titles.remove(offer)
    this.#links.remove(offer)
    this.#book.takeOut(offer)
    this.#unbind(offer)
    if (this.#verdicts.of(offer).size === 0) return
    this.#nodes.bind(offer, this.#clustering.add())
    this.#judgeAgain(offer)
  }

  #judgeAgain(offer: number): void {
    for (const [other, verdict] of this.#verdicts.of(offer))
      this.#clustering.judge(this.#nodes.of(offer), this.#nodes.of(other), verdict)
  }

  #unbind(offer: number): void {
    this.#clustering.remove(this.#nodes.of(offer))
    this.#nodes.unbind(offer)
  }

  #membersOf(cluster: number): number[] {
    return this.#clustering
      .membersOf(cluster)
      .map((node) => this.#nodes.offerOf(node))
      .sort((a, b) => a - b)
  }

  /** Numbers the products of what moved. */
  #settle(fresh = -1): Moved[] {
    const offers: number[] = []
    for (const node of this.#touched)
      if (this.#clustering.graph.isThere[node] === 1) offers.push(this.#nodes.offerOf(node))
    this.#touched.clear()
    return this.#products.settle(offers, this.#view, fresh).map(({ product, offers: moved }) => ({
      product,
      offers: moved.map((offer) => this.#book.refOf(offer)),
    }))
  }

  /** What ties an offer to its product: the other offer there that it is likeliest the same as; of equals the one that came first. */
  #matchedBy(offer: number): MatchedBy {
    const node = this.#nodes.of(offer)
    let best = -1
    let most = 0
    for (const other of this.#membersOf(this.#view.clusterOf(offer))) {
      if (other === offer || !this.#book.isThere(other)) continue
      if (this.#verdicts.between(offer, other) === 'same')
        return { how: 'person', chance: 1, with: this.#book.refOf(other) }
      const weight = this.#clustering.graph.weightOf(node, this.#nodes.of(other)) || Number.NEGATIVE_INFINITY
      if (best >= 0 && weight <= most) continue
      best = other
      most = weight
    }
    if (best < 0) return { how: 'alone', chance: 1 }
    return { how: howOf(most), chance: chanceOf(Math.max(0, most)), with: this.#book.refOf(best) }
  }

  /** Those of which a person's word would say more than is known: not within a product that the offer is of for better reasons. */
  #greyOf(offer: number, links: readonly Link[]): GreyPair[] {
    const product = this.#products.of(offer)
    const isTied = links.some(
      (link) =>
        !link.isVetoed && chanceOf(link.logOdds) > this.#options.greyTo && this.#products.of(link.offer) === product,
    )
    return links.flatMap((link) => {
      const chance = chanceOf(link.logOdds)
      if (link.isVetoed || !isGrey(chance, this.#options) || this.#verdicts.between(offer, link.offer)) return []
      if (isTied && this.#products.of(link.offer) === product) return []
      this.#queue.add(offer, link.offer)
      return [{ offer: this.#book.refOf(link.offer), chance }]
    })
  }
}
