import {
  type HeldBecause,
  type HoldLimits,
  heldBecause,
  type KeptBecause,
  keptBecause,
} from '../../decide/market/hold.ts'
import type { ReadValue } from '../../domain/attribute.ts'
import type { FeedRun, RunApplied, RunEnd } from '../../domain/mall.ts'
import { messageOf } from '../../domain/message.ts'
import type { Offer, OfferRef } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { EpochMs, ProductId } from '../../domain/units.ts'
import type { MatchedBy, OfferEvent } from '../../events/offer.ts'
import type { Market } from '../../state/market.ts'
import type { Fault } from '../import/item.ts'
import { named, told } from '../import/job-ending.ts'
import type { SaidOfRow } from '../said.ts'
import { type Change, Comparison, changeOf, noChanges } from './comparison.ts'
import { movesOf } from './moves.ts'
import { notedMatch } from './noted-match.ts'
import type { Feed, FeedRow } from './open-feed.ts'

/** What was decided of an offer. */
export type Placed = {
  readonly product: ProductId
  readonly values: readonly ReadValue[]
  readonly by: MatchedBy
  /** Offers that this one brought together with others, or parted. */
  readonly moved: readonly { readonly offers: readonly OfferRef[]; readonly product: ProductId }[]
}

/** Reads what offers say, and decides which products they are of. */
export interface Placer {
  /** Resolves when offers can be placed at once. */
  ready(): Promise<void>
  /** In their order; each is placed with those before it in mind. */
  place(offers: readonly Offer[]): Promise<readonly Placed[]>
  /** Offers that are no longer there. @returns others that moved because of it */
  withdraw(offers: readonly OfferRef[]): Promise<Placed['moved']>
}

export type ReadingAsk = {
  readonly feed: Feed
  readonly mall: string
  /** What is told of where it came from. */
  readonly source: string
  readonly limits?: HoldLimits
  /** Applied whatever it takes away: a person has looked at it. */
  readonly isForced?: boolean
  /** What is known of the run beside how it ends. */
  readonly about?: Pick<FeedRun, 'run' | 'bytes' | 'address'> & { readonly startedAt?: EpochMs }
  /** Aborted with a Refusal, nothing is noted: the run is to go on later. */
  readonly signal?: AbortSignal
  /** Told after each block of rows how many are through, and what was applied so far: of the comparison first, of the applying then. */
  readonly onProgress?: (step: 'comparing' | 'applying', rows: number, applied: RunApplied) => void
}

export type ReadingParts = {
  readonly market: Market
  readonly placer: Placer
  /** Resolves once the facts are durable and folded. */
  readonly append: (events: readonly OfferEvent[]) => Promise<void>
  /** Does something with nobody else placing and storing in between: a block of rows, so that persons wait for no whole feed. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>
  readonly now: () => EpochMs
  /** Told of each row that cannot be used, once. */
  readonly reject: (line: number, fault: Fault) => void
  readonly warn: (what: SaidOfRow) => void
  /** Told of every offer of the feed, and, before it is applied, how many of them say something new. */
  readonly lessons?: { add(offer: Offer): void; learn(fresh: number): Promise<void> }
}

const withdrawnPerAppend = 1_000
/** Blocks that are applied before a person's word has its turn: half a second. */
const blocksPerTurn = 8
/** Rows of a block: of short rows more come at once. */
const rowsPerBlock = 500

/**
 * Reads a mall's feed whole, then applies it: first it is compared with what is there, so that one that breaks off, or that would take
 * away most of the mall, changes nothing. Then what is new or says something new is placed, what costs something else is repriced, and what
 * a full feed lacks is withdrawn. What is the same as before costs nothing. Stopped on the way, the rest is applied by the next
 * reading. The run itself becomes a fact at the end.
 * @throws the signal's reason where it is a Refusal, MATCHING_STOPPED, and what the log refuses: the run has not ended, and is to go on later
 *
 * 15 to 20 us a row that is the same, read twice; the placing of those that are not.
 */
export async function readFeed(ask: ReadingAsk, parts: ReadingParts): Promise<FeedRun> {
  const reading = new Reading(ask, parts)
  const run = await reading.run()
  const reason: unknown = ask.signal?.aborted === true && run.end === 'cancelled' ? ask.signal.reason : undefined
  if (reason instanceof Refusal) throw reason
  await parts.alone(() => parts.append([runEvent(ask.mall, run, parts.now())]))
  return run
}

/** The fact that a reading came to its end. */
export function runEvent(mall: string, run: FeedRun, at: EpochMs): OfferEvent {
  return { kind: 'feed.read', at, id: `feed:${mall}:${run.run ?? run.startedAt}:${run.end}:${at}`, mall, run }
}

class Reading {
  readonly #ask: ReadingAsk
  readonly #parts: ReadingParts
  readonly #startedAt: EpochMs
  readonly #comparison: Comparison
  /** What was applied, by what it was; and how many rows are through. */
  readonly #done = { ...noChanges }
  #applied = 0
  /** Facts after which others moved: what tells these apart. */
  #movers = 0

  constructor(ask: ReadingAsk, parts: ReadingParts) {
    this.#ask = ask
    this.#parts = parts
    this.#startedAt = parts.now()
    this.#comparison = new Comparison(parts.market, ask.mall)
  }

  async run(): Promise<FeedRun> {
    const { feed, signal, limits, isForced = false } = this.#ask
    try {
      await this.#compare()
      if (signal?.aborted) return this.#ended('cancelled')
      const look = { ...this.#comparison.look(feed.scope), cutAt: feed.cutAt() }
      const held = isForced ? undefined : heldBecause(look, limits)
      const { listed, changed, repriced, unchanged } = this.#comparison.counts
      if (held) return this.#held(held, { listed, changed, repriced, unchanged, withdrawn: look.withdrawn })
      const kept = isForced ? undefined : keptBecause(look)
      const says = listed + changed + repriced + look.withdrawn - (kept?.missing ?? 0)
      if (says > 0) {
        await this.#parts.lessons?.learn(listed + changed)
        await this.#apply(kept === undefined && feed.scope === 'full')
      } else Object.assign(this.#done, { unchanged })
      if (signal?.aborted) return this.#ended('cancelled')
      if (kept) return this.#held(kept, { ...this.#done, withdrawn: kept.missing })
      return this.#ended(says > 0 ? 'applied' : 'unchanged')
    } catch (error) {
      if (saysNothingOfFeed(error)) throw error
      const problem =
        error instanceof Refusal
          ? named(error, this.#ask.source)
          : new Refusal('FEED_BROKEN', { reason: messageOf(error) })
      return this.#ended('failed', problem)
    }
  }

  async #compare(): Promise<void> {
    const { feed, signal, onProgress } = this.#ask
    const { reject, warn, lessons } = this.#parts
    for await (const block of feed.rows(warn)) {
      for (const row of block) {
        this.#comparison.take(row)
        if ('fault' in row) reject(row.line, row.fault)
        else if ('offer' in row) lessons?.add(row.offer)
      }
      onProgress?.('comparing', this.#comparison.rows, this.#done)
      if (signal?.aborted) return
    }
  }

  async #apply(withdrawsMissing: boolean): Promise<void> {
    const { feed, signal } = this.#ask
    const missing = withdrawsMissing ? [...this.#comparison.missing()] : []
    const { listed, changed, withdrawn } = this.#comparison.counts
    if (listed + changed + withdrawn + missing.length > 0)
      await Promise.race([this.#parts.placer.ready(), aborted(signal)])
    const rows = apart(feed.rows(() => {}))
    try {
      for (let block = await rows.next(); !block.done; ) {
        const { value } = block
        if (signal?.aborted) return
        block = await this.#parts.alone(() => this.#applySome(value, rows))
      }
    } finally {
      await rows.return() // closes the file, however it ended
    }
    const { offers } = this.#parts.market
    for (let from = 0; from < missing.length; from += withdrawnPerAppend) {
      if (signal?.aborted) return
      const refs = missing.slice(from, from + withdrawnPerAppend).map((offer) => offers.refOf(offer))
      await this.#parts.alone(() => this.#withdraw(refs))
    }
  }

  /**
   * Applies a block and some behind it: while one is placed the next is read, and while its facts are stored the next is placed, unless
   * both are about one offer. @returns the first block that is not applied
   */
  async #applySome(first: Block, rows: Blocks): Promise<IteratorResult<Block, void>> {
    const { append } = this.#parts
    let block = first
    let facts = this.#eventsOf(block)
    for (let blocks = 1; ; blocks++) {
      const reading = rows.next()
      reading.catch(() => {}) // told below
      const { changes, events } = await facts
      const next = await reading.catch(async (error: unknown) => {
        await append(events) // the matcher knows of them
        this.#count(changes)
        throw error
      })
      const following = next.done || blocks === blocksPerTurn || this.#ask.signal?.aborted ? undefined : next.value
      const isAhead = following !== undefined && !haveOneOffer(block, following)
      const stored = events.length > 0 ? append(events) : undefined // begun first: a matcher that is made anew waits for it
      if (isAhead) facts = this.#eventsOf(following)
      facts.catch(() => {}) // told when it is waited for, or what failed before it is
      await stored
      this.#count(changes)
      this.#ask.onProgress?.('applying', this.#applied, this.#done)
      if (following === undefined) return next
      if (!isAhead) facts = this.#eventsOf(following)
      block = following
    }
  }

  #count(changes: readonly Change[]): void {
    for (const change of changes) this.#done[change] += 1
    this.#applied += changes.length
  }

  async #eventsOf(block: readonly FeedRow[]): Promise<{ changes: readonly Change[]; events: readonly OfferEvent[] }> {
    const { market, placer } = this.#parts
    const changes = block.map((row): Change => changeOf(market, this.#ask.mall, row))
    const fresh = block.flatMap((row, i) =>
      'offer' in row && (changes[i] === 'listed' || changes[i] === 'changed') ? [row.offer] : [],
    )
    const placed = fresh.length > 0 ? await placer.place(fresh) : []
    const gone: OfferRef[] = []
    let next = 0
    const events = block.flatMap((row, i): OfferEvent[] => {
      const change = changes[i]
      if ('offer' in row && (change === 'listed' || change === 'changed'))
        return this.#listing(row.line, row.offer, placed[next++]!)
      if ('offer' in row && change === 'repriced') return [this.#repricing(row.line, row.offer)]
      if ('withdrawn' in row && change === 'withdrawn') gone.push({ mall: this.#ask.mall, key: row.withdrawn })
      return []
    })
    return { changes, events: [...events, ...(await this.#withdrawals(gone))] }
  }

  async #withdraw(refs: readonly OfferRef[]): Promise<void> {
    await this.#parts.append(await this.#withdrawals(refs))
    this.#done.withdrawn += refs.length
    this.#ask.onProgress?.('applying', this.#applied, this.#done)
  }

  #listing(line: number, offer: Offer, { product, values, by, moved }: Placed): OfferEvent[] {
    const fact = this.#fact('listed', offer, line)
    const noted = notedMatch(this.#parts.market, offer.mall, by)
    return [{ ...fact, kind: 'offer.listed', offer, product, values, by: noted }, ...this.#moves(moved)]
  }

  #repricing(line: number, { mall, key, priceMinor, shippingMinor, couponMinor, inStock }: Offer): OfferEvent {
    const terms = { priceMinor, shippingMinor, couponMinor, inStock }
    return { ...this.#fact('repriced', { mall, key }, line), kind: 'offer.repriced', mall, key, ...terms }
  }

  async #withdrawals(refs: readonly OfferRef[]): Promise<OfferEvent[]> {
    if (refs.length === 0) return []
    const moved = await this.#parts.placer.withdraw(refs)
    const events = refs.map((ref): OfferEvent => {
      return { ...this.#fact('withdrawn', ref, 0), kind: 'offer.withdrawn', ...ref }
    })
    return [...events, ...this.#moves(moved)]
  }

  #moves(moved: Placed['moved']): OfferEvent[] {
    const mark = `${this.#startedAt}:${this.#movers++}`
    return movesOf(moved, { mark, at: this.#parts.now(), by: 'matcher' })
  }

  /** The reading and the line are part of the id: what goes from A to B and back to A is said three times. */
  #fact(what: string, { mall, key }: OfferRef, line: number): { at: EpochMs; id: string } {
    return { at: this.#parts.now(), id: `offer:${what}:${mall}:${key}:${this.#startedAt}:${line}` }
  }

  #held({ code, ...numbers }: HeldBecause | KeptBecause, counts: Counts): FeedRun {
    return this.#ended('held', new Refusal(code, { ...numbers, mall: this.#ask.mall }), counts)
  }

  /** @param counts  what was applied; of a held one, what would be, but for FEED_ROWS_LOST: there only `withdrawn` would be */
  #ended(end: RunEnd, problem?: Refusal, counts: Counts = this.#done): FeedRun {
    const { rows } = this.#comparison
    const { rejected } = this.#comparison.counts
    const { listed, changed, repriced, withdrawn, unchanged } = counts
    const { bytes } = this.#ask.feed
    return {
      startedAt: this.#startedAt,
      ...(bytes === undefined ? {} : { bytes }),
      ...this.#ask.about,
      endedAt: this.#parts.now(),
      end,
      scope: this.#ask.feed.scope,
      source: this.#ask.source,
      ...{ rows, rejected, listed, changed, repriced, unchanged, withdrawn },
      ...(problem === undefined ? {} : { problem: told(problem) }),
    }
  }
}

/** Resolves when it is no use to wait any longer. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve()
    else signal?.addEventListener('abort', () => resolve(), { once: true })
  })
}

type Counts = RunApplied & Pick<FeedRun, 'unchanged'>

/** The matcher's thread died, or log or disk take nothing: the feed is as good as before, and is to be read again. */
function saysNothingOfFeed(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'MATCHING_STOPPED' || error.code.startsWith('LOG_'))
}

type Block = readonly FeedRow[]
type Blocks = ReturnType<Feed['rows']>

/** Cuts blocks that are long, and where they come to an offer again, as what a row means depends on the rows before it. */
async function* apart(blocks: Blocks): Blocks {
  for await (const block of blocks) {
    const keys = new Set<string>()
    let from = 0
    for (const [i, row] of block.entries()) {
      const key = keyOf(row)
      if (i - from === rowsPerBlock || (key !== undefined && keys.has(key))) {
        yield block.slice(from, i)
        from = i
        keys.clear()
      }
      if (key !== undefined) keys.add(key)
    }
    yield from === 0 ? block : block.slice(from)
  }
}

function haveOneOffer(one: Block, other: Block): boolean {
  const keys = new Set(one.map(keyOf))
  return other.some((row) => keyOf(row) !== undefined && keys.has(keyOf(row)))
}

function keyOf(row: FeedRow): string | undefined {
  if ('offer' in row) return row.offer.key
  return 'withdrawn' in row ? row.withdrawn : undefined
}
