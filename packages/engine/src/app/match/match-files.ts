import { setImmediate } from 'node:timers/promises'
import type { PairModel } from '@nunchi/kernel'
import { readAttributes, type TaughtReaders } from '../../decide/attributes/read-attributes.ts'
import { teachReaders } from '../../decide/attributes/teach-readers.ts'
import { OfferMatcher } from '../../decide/match/matcher.ts'
import type { Offer, OfferRef } from '../../domain/offer.ts'
import { OfferSample } from '../attributes/offer-sample.ts'
import type { Fault } from '../import/item.ts'
import type { Feed } from '../malls/open-feed.ts'

/** A feed or table of offers, opened for the mall of that name. */
export type MatchFile = { readonly name: string; readonly feed: Feed }

/** What is kept of an offer to tell of it. */
export type MatchedOffer = Pick<Offer, 'mall' | 'key' | 'title' | 'brand' | 'description' | 'priceMinor'>

export type MatchSteps = 'learning' | 'matching' | 'reconsidering'

export type MatchAsk = {
  readonly files: readonly MatchFile[]
  readonly model: PairModel
  /** Files in which several new offers of one product are no mistake. */
  readonly manySellers: ReadonlySet<string>
  /** Whether what one file has twice is looked for, which is rarer than what two files have. */
  readonly isAlone: boolean
  /** Whether brands and attributes are learned from all files first. */
  readonly isLearning: boolean
  /** Whether descriptions are kept: they take more memory than all else. */
  readonly keepsDescriptions?: boolean
  readonly signal?: AbortSignal
  /** Told after each block of rows how many bytes of the files are read in this step. */
  readonly onProgress?: (step: MatchSteps, counts: MatchCounts, bytes: number) => void
  readonly onReject?: (file: string, line: number, fault: Fault) => void
}

/** `repeated`: rows with an id that an earlier row has; they win. */
export type MatchCounts = { readonly rows: number; readonly rejected: number; readonly repeated: number }

/** The offers of all files in their order, and the matcher that knows which are one product. */
export type MatchedFiles = {
  readonly offers: readonly MatchedOffer[]
  readonly matcher: OfferMatcher
  readonly counts: MatchCounts
}

/** Chosen on Abt-Buy and Amazon-Google, the two tables of each in one file: -2 is surer and finds less, 0 is right less than twice of three. */
const priorWithin = -1
/** Offers placed before others have their turn: some milliseconds. */
const perTurn = 25

/**
 * Matches the offers of some files with each other, each file taken for a mall: brands and attributes are learned from all of them
 * together, each offer is placed, and in the end all products are looked at together, so that the order of the rows hardly matters. Stopped
 * by the signal, it answers with what was placed so far. Some 0.3 ms an offer; memory: 1 KB an offer.
 */
export async function matchFiles(ask: MatchAsk): Promise<MatchedFiles> {
  const { files, signal, isLearning, onProgress } = ask
  const matching = new Matching(ask)
  const taught = isLearning ? await learned(ask) : {}
  let before = 0
  for (const file of files) {
    if (signal?.aborted) break
    await matching.take(file, taught, before)
    before += file.feed.bytes ?? 0
  }
  if (!signal?.aborted) {
    onProgress?.('reconsidering', matching.counts, before)
    matching.matcher.reconsider()
  }
  return { offers: [...matching.offers.values()], matcher: matching.matcher, counts: matching.counts }
}

async function learned({ files, signal, onProgress }: MatchAsk): Promise<TaughtReaders> {
  const sample = new OfferSample()
  let [rows, before] = [0, 0]
  for (const { feed } of files) {
    for await (const block of feed.rows(() => {})) {
      for (const row of block) if ('offer' in row) sample.add(row.offer)
      rows += block.length
      onProgress?.('learning', { rows, rejected: 0, repeated: 0 }, before + feed.bytesRead())
      if (signal?.aborted) return {}
    }
    before += feed.bytes ?? 0
  }
  return teachReaders({ lessons: sample.drawn() })
}

class Matching {
  readonly matcher: OfferMatcher
  /** By reference, in the order in which they came first. */
  readonly offers = new Map<string, MatchedOffer>()
  readonly #ask: MatchAsk
  #rows = 0
  #rejected = 0
  #repeated = 0

  constructor(ask: MatchAsk) {
    this.#ask = ask
    const { model, manySellers, isAlone } = ask
    const isWithin = isAlone ? { priorLogOdds: priorWithin, codesPart: true } : {}
    this.matcher = new OfferMatcher(model, { manySellers, ...isWithin })
  }

  get counts(): MatchCounts {
    return { rows: this.#rows, rejected: this.#rejected, repeated: this.#repeated }
  }

  async take({ name, feed }: MatchFile, taught: TaughtReaders, bytesBefore: number): Promise<void> {
    const { signal, onProgress, onReject } = this.#ask
    for await (const block of feed.rows(() => {})) {
      for (const row of block) {
        this.#rows += 1
        if (this.#rows % perTurn === 0) await setImmediate()
        if (signal?.aborted) return
        if ('offer' in row) this.#place(row.offer, taught)
        else if ('withdrawn' in row) this.#withdraw({ mall: name, key: row.withdrawn })
        else {
          this.#rejected += 1
          onReject?.(name, row.line, row.fault)
        }
      }
      onProgress?.('matching', this.counts, bytesBefore + feed.bytesRead())
    }
  }

  #place(offer: Offer, taught: TaughtReaders): void {
    const { mall, key, title, brand, description, priceMinor } = offer
    const ref = refText(offer)
    if (this.offers.has(ref)) this.#repeated += 1
    const told = { mall, key, title, brand, priceMinor }
    this.offers.set(ref, this.#ask.keepsDescriptions ? { ...told, description } : told)
    this.matcher.place(offer, readAttributes(offer, taught))
  }

  #withdraw(ref: OfferRef): void {
    this.offers.delete(refText(ref))
    this.matcher.withdraw(ref)
  }
}

/** An offer's name as one text. */
export function refText({ mall, key }: OfferRef): string {
  return `${mall}\u0001${key}`
}

/** A pair's name, whichever offer is named first. */
export function pairText(one: OfferRef, other: OfferRef): string {
  return [refText(one), refText(other)].sort().join('\u0002')
}
