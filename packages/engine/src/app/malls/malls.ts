import { type FeedRun, isMallId, type Mall } from '../../domain/mall.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { EpochMs } from '../../domain/units.ts'
import { mallsOf, type OfferEvent } from '../../events/offer.ts'
import type { SnapshotStore } from '../../ports/snapshot-store.ts'
import type { MallState } from '../../state/malls.ts'
import { PersonsWords } from '../market/words.ts'
import { MallErasing, type MallErasingParts } from './mall-erasing.ts'
import { type MatcherLearned, MatcherLearning } from './matcher-learning.ts'
import { type FeedAsk, openFeed } from './open-feed.ts'
import { Placing, type PlacingParts } from './placing.ts'
import { ReaderLearning, type ReaderLearningParts } from './reader-learning.ts'
import { type ReadingAsk, type ReadingParts, readFeed, runEvent } from './reading.ts'

/** A mall with what is known of it now. */
export type MallTold = MallState & {
  /** Offers that are there. */
  readonly offers: number
}

/** A file to read as a mall's feed. */
export type FeedReadAsk = Omit<FeedAsk, 'now'> &
  Pick<ReadingAsk, 'source' | 'isForced' | 'about' | 'signal' | 'onProgress'> & {
    readonly onReject?: ReadingParts['reject']
  }

/** Malls as the rim sees them. */
export interface MallsFace {
  list(): readonly MallTold[]
  /** Some of those whose id or name has these words in it, in the order in which they were registered, and how many these are. */
  page(ask: { readonly words: string; readonly offset: number; readonly count: number }): {
    readonly total: number
    readonly malls: readonly MallTold[]
  }
  find(id: string): MallTold | undefined
  /** Offers that are there, of all malls, and the products that they are of. */
  counts(): { readonly offers: number; readonly products: number }
  /** @throws Refusal MALL_UNKNOWN */
  get(id: string): MallTold
  /**
   * Registers a mall, or says anew what it is. The consent that was noted first stays unless another is given.
   * @throws Refusal MALL_ID, MALL_CONSENT
   */
  put(mall: Omit<Mall, 'consent'> & { readonly consent?: Mall['consent'] }): Promise<MallTold>
  /** Its feed is read no more until it is resumed; its offers stay. @throws Refusal MALL_UNKNOWN */
  pause(id: string): Promise<MallTold>
  resume(id: string): Promise<MallTold>
  /** All that came from it goes: at once from every answer, behind the answer from the log. @throws Refusal MALL_UNKNOWN */
  erase(id: string): Promise<void>
  /**
   * Reads a feed and applies it; feeds are read one at a time. How it ended is in the answer, and kept as the mall's newest run.
   * @throws Refusal MALL_UNKNOWN, MALL_PAUSED, or what `openFeed` refuses
   */
  read(ask: FeedReadAsk): Promise<FeedRun>
  /** Notes how a run ended of which nothing was read, or what a person said of one that was held. @throws Refusal MALL_UNKNOWN */
  note(mall: string, run: FeedRun): Promise<void>
  /** Stores facts about offers; those of malls that are not there are left out. Resolves once they are folded. */
  append(events: readonly OfferEvent[]): Promise<void>
}

export type MallsParts = MallErasingParts &
  Pick<ReaderLearningParts, 'store' | 'teacher' | 'tree'> &
  Pick<PlacingParts, 'matching'> & {
    /** Keeps what the matcher learns. */
    readonly matchers?: SnapshotStore
  }

/** Registers malls by facts of the log, and answers from the view of them. */
export class Malls implements MallsFace {
  readonly #views: MallErasingParts['views']
  readonly #ledger: MallErasingParts['ledger']
  readonly #erasing: MallErasing
  readonly #placing: Placing
  readonly #learning: ReaderLearning
  readonly #matcherLearning: MatcherLearning
  #turns: Promise<unknown> = Promise.resolve()
  #steps: Promise<unknown> = Promise.resolve()
  readonly #beingErased = new Map<string, Promise<void>>()
  /** What persons say of offers, stored in turn with what feeds say. */
  readonly words: PersonsWords
  readonly #now: () => EpochMs

  constructor(parts: MallsParts) {
    this.#views = parts.views
    this.#ledger = parts.ledger
    this.#erasing = new MallErasing(parts)
    this.#placing = new Placing({ log: parts.log, market: parts.views.market, matching: parts.matching })
    this.#learning = new ReaderLearning({ ...parts, use: (readers) => this.#placing.teach(readers) })
    this.#matcherLearning = new MatcherLearning({ ...parts, store: parts.matchers, placing: this.#placing })
    this.#now = parts.now
    this.words = new PersonsWords({
      views: parts.views,
      log: parts.log,
      placing: this.#placing,
      alone: (work) => this.#alone(work),
      append: (events) => this.#store(events),
      corrected: () => this.#learning.corrected(),
      judged: () => this.#matcherLearning.judged(),
      now: parts.now,
    })
  }

  /** Takes up what a crash left unfinished, and what was learned before. */
  async goOn(): Promise<void> {
    this.#erasing.resume()
    await this.#matcherLearning.restore()
    await this.#learning.restore()
  }

  /** Resolves when no feed is being read and no erasure is under way. */
  async settled(): Promise<void> {
    await this.#turns
    await this.#steps
    await Promise.all([this.#erasing.settled(), this.#learning.settled(), this.#matcherLearning.settled()])
  }

  /** Ends what runs beside the shop. */
  async close(): Promise<void> {
    await this.settled()
    await this.#placing.close()
  }

  list(): readonly MallTold[] {
    return this.#views.market.malls.all().map((state) => this.#told(state))
  }

  page({ words, offset, count }: Parameters<MallsFace['page']>[0]) {
    const all = this.#views.market.malls.all()
    const sought = words.toLowerCase()
    const found =
      sought === '' ? all : all.filter(({ mall: { id, name } }) => `${id} ${name}`.toLowerCase().includes(sought))
    return { total: found.length, malls: found.slice(offset, offset + count).map((state) => this.#told(state)) }
  }

  counts() {
    const { count, productsThere } = this.#views.market.offers
    return { offers: count, products: productsThere }
  }

  find(id: string): MallTold | undefined {
    const state = this.#views.market.malls.find(id)
    return state && this.#told(state)
  }

  get(id: string): MallTold {
    const told = this.find(id)
    if (!told) throw new Refusal('MALL_UNKNOWN', { mall: id })
    return told
  }

  async put({ consent, ...said }: Parameters<MallsFace['put']>[0]): Promise<MallTold> {
    const known = this.#views.market.malls.find(said.id)
    if (known === undefined && !isMallId(said.id)) throw new Refusal('MALL_ID', { mall: said.id })
    const agreed = consent ?? known?.mall.consent
    if (!agreed) throw new Refusal('MALL_CONSENT', { mall: said.id })
    const mall = { ...said, consent: agreed }
    await this.#say({ kind: 'mall.registered', mall }, said.id)
    return this.get(said.id)
  }

  pause(id: string): Promise<MallTold> {
    return this.#turn(id, 'mall.paused')
  }

  resume(id: string): Promise<MallTold> {
    return this.#turn(id, 'mall.resumed')
  }

  /** One that is asked for again meanwhile is the same: it takes nothing that is registered behind it. */
  erase(id: string): Promise<void> {
    const known = this.#beingErased.get(id)
    if (known) return known
    const erased = this.#eraseNow(id).finally(() => this.#beingErased.delete(id))
    this.#beingErased.set(id, erased)
    return erased
  }

  async #eraseNow(id: string): Promise<void> {
    this.get(id)
    await this.#inTurn(async () => {
      await this.#alone(async () => {
        await this.#erasing.erase(id)
        this.#placing.reset()
      })
      this.#learning.forget()
      this.#matcherLearning.forget()
    })
  }

  read({
    mall,
    file,
    source,
    isForced,
    about,
    signal,
    onProgress,
    onReject = () => {},
    ...how
  }: FeedReadAsk): Promise<FeedRun> {
    return this.#inTurn(async () => {
      if (this.get(mall).isPaused) throw new Refusal('MALL_PAUSED', { mall })
      const feed = await openFeed({ mall, file, now: this.#now(), ...how })
      return readFeed(
        { feed, mall, source, isForced, about, signal, onProgress },
        {
          market: this.#views.market,
          placer: this.#placing,
          append: (events) => this.#store(events),
          alone: (work) => this.#alone(work),
          now: this.#now,
          reject: onReject,
          warn: () => {},
          lessons: this.#learning.lessonsOf(mall),
        },
      )
    })
  }

  async note(mall: string, run: FeedRun): Promise<void> {
    this.get(mall)
    await this.append([runEvent(mall, run, this.#now())])
  }

  async append(events: readonly OfferEvent[]): Promise<void> {
    const { malls } = this.#views.market
    await this.#ledger.append(events.filter((event) => mallsOf(event).every((mall) => malls.find(mall))))
  }

  #told(state: MallState): MallTold {
    return { ...state, offers: this.#views.market.offers.countOf(state.mall.id) }
  }

  /** What was placed and not stored, the matcher has to forget. */
  async #store(events: readonly OfferEvent[]): Promise<void> {
    try {
      await this.append(events)
    } catch (error) {
      this.#placing.reset()
      throw error
    }
  }

  /** The pairs of which a person's word would change most, and how many wait. */
  reviews(count: number): ReturnType<Placing['reviews']> {
    return this.#alone(() => this.#placing.reviews(count))
  }

  /** What the matcher learned from persons' words; undefined where it is as it came. */
  get matcherLearned(): MatcherLearned | undefined {
    return this.#matcherLearning.learned
  }

  /** Lets feeds be read, and malls be erased, one after the other. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turns.then(work)
    this.#turns = result.catch(() => {})
    return result
  }

  /** Lets what changes offers happen one after the other, a step at a time. */
  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#steps.then(work)
    this.#steps = result.catch(() => {})
    return result
  }

  /** Says what is not so already. */
  async #turn(id: string, kind: 'mall.paused' | 'mall.resumed'): Promise<MallTold> {
    const { isPaused } = this.get(id)
    if (isPaused !== (kind === 'mall.paused')) await this.#say({ kind, mall: id }, id)
    return this.get(id)
  }

  async #say(
    said: { kind: 'mall.registered'; mall: Mall } | { kind: 'mall.paused' | 'mall.resumed'; mall: string },
    mall: string,
  ): Promise<void> {
    const id = `${said.kind}:${mall}:${this.#views.position}:${this.#now()}`
    await this.#ledger.append([{ ...said, at: this.#now(), id }])
  }
}
