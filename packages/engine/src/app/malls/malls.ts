import { type FeedRun, isMallId, type Mall } from '../../domain/mall.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { EpochMs } from '../../domain/units.ts'
import { mallsOf, type OfferEvent } from '../../events/offer.ts'
import type { SnapshotStore } from '../../ports/snapshot-store.ts'
import type { MallState } from '../../state/malls.ts'
import { PersonsWords } from '../market/words.ts'
import { MallErasing, type MallErasingParts } from './mall-erasing.ts'
import { type MatcherLearned, MatcherLearning } from './matcher-learning.ts'
import { movesOf } from './moves.ts'
import { type FeedAsk, openFeed } from './open-feed.ts'
import { type MatcherState, Placing, type PlacingParts } from './placing.ts'
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
  /** Whether feeds and verdicts are placed at once, or wait for the matcher to be made; 'idle': it is made when it is needed. */
  readonly matcherState: MatcherState
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

export type MallsParts = Omit<MallErasingParts, 'unlearned'> &
  Pick<ReaderLearningParts, 'store' | 'teacher' | 'tree'> &
  Pick<PlacingParts, 'matching'> & {
    /** Keeps what the matcher learns. */
    readonly matchers?: SnapshotStore
  }

/** A reading that was asked for and has not ended. */
type UnderWay = { readonly mall: string; readonly stop: AbortController; isGone: boolean }

/** Registers malls by facts of the log, and answers from the view of them. */
export class Malls implements MallsFace {
  readonly #views: MallErasingParts['views']
  readonly #ledger: MallErasingParts['ledger']
  readonly #chores: MallErasingParts['chores']
  readonly #erasing: MallErasing
  readonly #placing: Placing
  readonly #learning: ReaderLearning
  readonly #matcherLearning: MatcherLearning
  #turns: Promise<unknown> = Promise.resolve()
  #steps: Promise<unknown> = Promise.resolve()
  /** Resolves when the facts of what was placed are stored, or were refused. */
  #storing: Promise<unknown> = Promise.resolve()
  readonly #beingErased = new Map<string, Promise<void>>()
  readonly #readings = new Set<UnderWay>()
  /** Resolves when nothing is kept of what was learned before the last erasure. */
  #unlearned: Promise<unknown> = Promise.resolve()
  /** What persons say of offers, stored in turn with what feeds say. */
  readonly words: PersonsWords
  readonly #now: () => EpochMs

  constructor(parts: MallsParts) {
    this.#views = parts.views
    this.#ledger = parts.ledger
    this.#chores = parts.chores
    this.#erasing = new MallErasing({ ...parts, unlearned: () => this.#unlearned })
    this.#placing = new Placing({
      log: parts.log,
      market: parts.views.market,
      matching: parts.matching,
      alone: (work) => this.alone(work),
      stored: () => this.#storing,
    })
    this.#learning = new ReaderLearning({ ...parts, use: (readers) => this.#placing.teach(readers) })
    this.#matcherLearning = new MatcherLearning({ ...parts, store: parts.matchers, placing: this.#placing })
    this.#now = parts.now
    this.words = new PersonsWords({
      views: parts.views,
      log: parts.log,
      placing: this.#placing,
      alone: (work) => this.#withMatcher(work),
      append: (events) => this.#store(events),
      corrected: () => this.#learning.corrected(),
      judged: () => this.#matcherLearning.judged(),
      now: parts.now,
    })
  }

  /** Takes up what a crash left unfinished, and what was learned before. */
  async goOn(): Promise<void> {
    if (this.#views.market.malls.erasures.length > 0) this.#unlearn()
    else {
      await this.#matcherLearning.restore()
      await this.#learning.restore()
    }
    this.#erasing.resume()
  }

  /** Makes the matcher before anybody waits for it; what fails is told, and tried again when it is needed. */
  async warmUp(): Promise<void> {
    if (this.#views.market.malls.size === 0) return
    await this.#chores.run('matcher-making', () => this.#placing.ready()).catch(() => {})
  }

  get matcherState(): MatcherState {
    return this.#placing.state
  }

  /** Resolves when no feed is being read and no erasure is under way. */
  async settled(): Promise<void> {
    await this.#turns
    await this.#steps
    await Promise.all([this.#erasing.settled(), this.#learning.settled(), this.#matcherLearning.settled()])
  }

  /** Ends what runs beside the shop; nobody waits for a matcher that is not made yet. */
  async close(): Promise<void> {
    await this.#placing.endMaking()
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

  put({ consent, ...said }: Parameters<MallsFace['put']>[0]): Promise<MallTold> {
    return this.alone(async () => {
      const known = this.#views.market.malls.find(said.id)
      if (known === undefined && !isMallId(said.id)) throw new Refusal('MALL_ID', { mall: said.id })
      const agreed = consent ?? known?.mall.consent
      if (!agreed) throw new Refusal('MALL_CONSENT', { mall: said.id })
      await this.#say({ kind: 'mall.registered', mall: { ...said, consent: agreed } }, said.id)
      return this.get(said.id)
    })
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

  /** Waits for the rows at hand, not for the feed that they are of; the mall's own feed is read no further. */
  async #eraseNow(id: string): Promise<void> {
    this.get(id)
    this.#stopReading(id)
    await new Promise<void>((resolve, reject) => {
      this.alone(async () => {
        this.get(id)
        await this.#erasing.ask(id)
        for (const reading of this.#stopReading(id)) reading.isGone = true
        this.#unlearn()
        this.#erasing.resume()
        resolve() // nobody waits for the matcher
        await this.#leaveMatcher(id)
      }).catch(reject)
    })
  }

  #stopReading(mall: string): UnderWay[] {
    const readings = [...this.#readings].filter((reading) => reading.mall === mall)
    for (const { stop } of readings) stop.abort()
    return readings
  }

  /** Forgets all that was learned, as something of it came from a mall that goes. */
  #unlearn(): void {
    this.#unlearned = Promise.all([this.#learning.forget(), this.#matcherLearning.forget()])
    this.#unlearned.catch(() => {}) // told by the chores, and the erasure stays open
  }

  /** Takes a mall out of the matcher, and moves those that only its offers held together. */
  async #leaveMatcher(mall: string): Promise<void> {
    try {
      const moved = await this.#placing.forgetMall(mall)
      await this.#store(movesOf(moved, { mark: `erased:${this.#views.position}`, at: this.#now(), by: 'matcher' }))
    } catch {
      this.#placing.reset() // it is made anew when it is needed
    }
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
    const reading: UnderWay = { mall, stop: new AbortController(), isGone: false }
    this.#readings.add(reading)
    const stopped = signal ? AbortSignal.any([signal, reading.stop.signal]) : reading.stop.signal
    return this.#inTurn(async () => {
      if (reading.isGone) throw new Refusal('MALL_UNKNOWN', { mall }) // also where it was registered anew
      if (this.get(mall).isPaused) throw new Refusal('MALL_PAUSED', { mall })
      const feed = await openFeed({ mall, file, now: this.#now(), ...how })
      return readFeed(
        { feed, mall, source, isForced, about, signal: stopped, onProgress },
        {
          market: this.#views.market,
          placer: this.#placing,
          append: async (events) => {
            if (!reading.isGone) await this.#store(events)
          },
          alone: (work) => this.alone(work),
          now: this.#now,
          reject: onReject,
          warn: () => {},
          lessons: this.#learning.lessonsOf(mall),
        },
      )
    }).finally(() => this.#readings.delete(reading))
  }

  note(mall: string, run: FeedRun): Promise<void> {
    return this.alone(async () => {
      this.get(mall)
      await this.#append([runEvent(mall, run, this.#now())])
    })
  }

  append(events: readonly OfferEvent[]): Promise<void> {
    return this.alone(() => this.#append(events))
  }

  /** Within `alone`: behind the fact that a mall is erased comes nothing of it. */
  async #append(events: readonly OfferEvent[]): Promise<void> {
    const { malls } = this.#views.market
    await this.#ledger.append(events.filter((event) => mallsOf(event).every((mall) => malls.find(mall))))
  }

  #told(state: MallState): MallTold {
    return { ...state, offers: this.#views.market.offers.countOf(state.mall.id) }
  }

  /** What was placed and not stored, the matcher has to forget. */
  async #store(events: readonly OfferEvent[]): Promise<void> {
    const stored = this.#append(events)
    this.#storing = stored.catch(() => {})
    try {
      await stored
    } catch (error) {
      this.#placing.reset()
      throw error
    }
  }

  /** The pairs of which a person's word would change most, and how many wait. */
  reviews(count: number): ReturnType<Placing['reviews']> {
    return this.#withMatcher(() => this.#placing.reviews(count))
  }

  /** What the matcher learned from persons' words; undefined where it is as it came. */
  get matcherLearned(): MatcherLearned | undefined {
    return this.#matcherLearning.learned
  }

  /** Lets feeds be read one after the other. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turns.then(work)
    this.#turns = result.catch(() => {})
    return result
  }

  /** As `alone`, once the matcher is made: who needs none does not wait for that. */
  async #withMatcher<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#placing.ready()
    return this.alone(work)
  }

  /** Lets what changes malls and offers happen one after the other, a step at a time. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#steps.then(work)
    this.#steps = result.catch(() => {})
    return result
  }

  /** Says what is not so already. */
  #turn(id: string, kind: 'mall.paused' | 'mall.resumed'): Promise<MallTold> {
    return this.alone(async () => {
      const { isPaused } = this.get(id)
      if (isPaused !== (kind === 'mall.paused')) await this.#say({ kind, mall: id }, id)
      return this.get(id)
    })
  }

  async #say(
    said: { kind: 'mall.registered'; mall: Mall } | { kind: 'mall.paused' | 'mall.resumed'; mall: string },
    mall: string,
  ): Promise<void> {
    const id = `${said.kind}:${mall}:${this.#views.position}:${this.#now()}`
    await this.#ledger.append([{ ...said, at: this.#now(), id }])
  }
}
