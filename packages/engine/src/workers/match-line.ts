import type { MessagePort } from 'node:worker_threads'
import type { PairModel } from '@nunchi/kernel'
import { type Alike, type ForMatcher, notKept, type TitleRequest } from '../decide/match/match-messages.ts'
import type { MatchOffer } from '../decide/match/match-offer.ts'
import { MatcherInParts, type MatcherOptions } from '../decide/match/matcher-in-parts.ts'
import type { Begun } from '../decide/match/placement.ts'

/** Offers whose titles are looked for at a time, and how often this is asked before an answer is waited for. */
const partMax = 64
const partsMax = 4

/** Finishes an offer that was begun, the `at`-th of its block. */
export type Finish = (begun: Begun, alike: ArrayLike<number>, at: number) => void

/**
 * Has offers placed while another thread looks for titles: some are begun and sent there while those before them are finished. What is
 * asked for is done in its turn, with the same outcome as in one thread.
 */
export class MatchLine {
  readonly matcher: MatcherInParts
  readonly #reader: MessagePort
  /** By block: its offers, or who waits for them. */
  readonly #blocks = new Map<number, readonly MatchOffer[] | ((offers: readonly MatchOffer[]) => void)>()
  /** Who waits for titles, in the order in which they were asked for. */
  readonly #waiting: ((alike: Alike) => void)[] = []
  #turns: Promise<unknown> = Promise.resolve()
  /** Parts begun and not finished, and who waits for one to be. */
  #open = 0
  #wake: () => void = () => {}

  constructor(reader: MessagePort, model: PairModel, options: Partial<MatcherOptions>) {
    this.#reader = reader
    this.matcher = new MatcherInParts(model, { remove: (remove) => this.#ask({ remove }) }, options)
    reader.on('message', (told: ForMatcher) => {
      if ('block' in told) this.#arrived(told.block, JSON.parse(told.offers) as MatchOffer[])
      else this.#waiting.shift()!(told)
    })
  }

  /** Begins and finishes the offers of a block. Resolves once all are finished; the next block may be begun before that. */
  async run(block: number, finish: Finish): Promise<void> {
    const parts: Promise<void>[] = []
    await this.#inTurn(async () => {
      const offers = await this.#block(block)
      for (let from = 0; from < offers.length; ) {
        while (this.#open >= partsMax) await this.#oneFinished()
        const begun = this.#begin(offers, from)
        if (begun.length > 0) parts.push(this.#part({ block, from, begun, finish }))
        else await this.#oneFinished() // an offer that is there already: nothing may be under way
        from += begun.length
      }
      this.#ask({ done: block })
    })
    await Promise.all(parts)
  }

  /** Does something while no offer is under way. */
  between<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    return this.#inTurn(async () => {
      while (this.#open > 0) await this.#oneFinished()
      return work()
    })
  }

  /** Offers with titles like these, of each. Within `between`. */
  alike(titles: readonly string[]): Promise<readonly ArrayLike<number>[]> {
    return new Promise((resolve) => {
      this.#waiting.push((alike) => resolve(listsOf(alike)))
      this.#ask({ titles })
    })
  }

  #begin(offers: readonly MatchOffer[], from: number): Begun[] {
    const begun: Begun[] = []
    while (begun.length < partMax && from + begun.length < offers.length) {
      const one = this.matcher.begin(offers[from + begun.length]!)
      if (!one) break
      begun.push(one)
    }
    return begun
  }

  /** Sends for the titles of offers that were begun, and finishes them when they come. */
  #part({ block, from, begun, finish }: Part): Promise<void> {
    this.#open += 1
    this.#ask({
      ...{ block, from },
      offers: Uint32Array.from(begun, ({ offer, links }) => (links ? offer : notKept)),
      isSought: Uint8Array.from(begun, ({ isSought }) => Number(isSought)),
    })
    return new Promise((resolve) => {
      this.#waiting.push((alike) => {
        const found = listsOf(alike)
        for (const [i, one] of begun.entries()) finish(one, found[i]!, from + i)
        this.#open -= 1
        this.#wake()
        resolve()
      })
    })
  }

  #oneFinished(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  /** The offers of a block, which may have arrived or not. */
  #block(block: number): Promise<readonly MatchOffer[]> {
    const known = this.#blocks.get(block)
    this.#blocks.delete(block)
    if (known && typeof known !== 'function') return Promise.resolve(known)
    return new Promise((resolve) => this.#blocks.set(block, resolve))
  }

  #arrived(block: number, offers: readonly MatchOffer[]): void {
    const waits = this.#blocks.get(block)
    if (typeof waits !== 'function') this.#blocks.set(block, offers)
    else {
      this.#blocks.delete(block)
      waits(offers)
    }
  }

  #ask(request: TitleRequest): void {
    this.#reader.postMessage(request)
  }

  /** After what was asked before; an error is for whoever asked, and nothing comes after it. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turns.then(work)
    this.#turns = result
    return result
  }
}

type Part = { readonly block: number; readonly from: number; readonly begun: readonly Begun[]; readonly finish: Finish }

function listsOf({ counts, alike }: Alike): Uint32Array[] {
  let end = 0
  return Array.from(counts, (count) => {
    end += count
    return alike.subarray(end - count, end)
  })
}
