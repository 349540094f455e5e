import type { OfferRef } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { HardCases, HardVerdict } from '../../ports/hard-cases.ts'
import { type MatchedFiles, pairText, refText } from './match-files.ts'
import { type GreyPair, greyPairs, type ModelWord } from './matched-pairs.ts'

export type AskedPairs = {
  /** By `pairText`: what was said of which pairs. */
  readonly words: ReadonlyMap<string, ModelWord>
  readonly asked: number
  /** Pairs said to be the same or different, and taken for it. */
  readonly settled: number
  /** Why no more was asked, where that is so. */
  readonly problem?: Refusal
}

export type PairAsk = {
  readonly hardCases: HardCases
  /** Pairs asked about at most. */
  readonly countMax: number
  readonly isWithin: boolean
  readonly manySellers: ReadonlySet<string>
  readonly signal?: AbortSignal
  readonly onAnswer?: (answered: number, of: number) => void
}

/** Words less sure than this settle nothing: the pair stays for a person. */
const sureMin = 0.8

/**
 * Asks about the pairs of the grey band, those first of which a word changes most, and takes sure words for a person's. What cannot be
 * is not taken: what vetoes part is never grey, and a file in which each thing is there once keeps that.
 */
export async function askPairs(files: MatchedFiles, ask: PairAsk): Promise<AskedPairs> {
  const pairs = greyPairs(files, { countMax: ask.countMax, isWithin: ask.isWithin })
  const words = new Map<string, ModelWord>()
  let [asked, answered] = [0, 0]
  let problem: Refusal | undefined
  const said = await Promise.all(
    pairs.map(async ({ one, other }): Promise<HardVerdict | undefined> => {
      if (problem || ask.signal?.aborted || ask.hardCases.spent.isUsedUp) return undefined
      asked += 1
      try {
        return await ask.hardCases.compare(one, other, ask.signal)
      } catch (error) {
        if (error instanceof Refusal) problem ??= error
        else if (!ask.signal?.aborted) throw error
        return undefined
      } finally {
        ask.onAnswer?.(++answered, pairs.length)
      }
    }),
  )
  const taking = new Taking(files, ask)
  let settled = 0
  // What is different first, so that it makes room for what is the same.
  for (const kind of ['different', 'unsure', 'same'] as const)
    for (const [i, verdict] of said.entries()) {
      if (verdict?.verdict !== kind) continue
      const { one, other } = pairs[i]!
      const isTaken = taking.take(pairs[i]!, verdict)
      words.set(pairText(one, other), { ...verdict, isTaken })
      if (isTaken) settled += 1
    }
  return { words, asked, settled, ...(problem ? { problem } : {}) }
}

/** Takes words of a model, minding that a file has a product once. */
class Taking {
  readonly #files: MatchedFiles
  readonly #manySellers: ReadonlySet<string>
  /** By offer its product; by product its offers' names and files. */
  readonly #products = new Map<string, number>()
  readonly #members = new Map<number, Map<string, string>>()

  constructor(files: MatchedFiles, { manySellers }: PairAsk) {
    this.#files = files
    this.#manySellers = manySellers
    for (const offer of files.offers) this.#put(offer, files.matcher.productOf(offer))
  }

  /** @returns whether it holds from now on */
  take({ one, other }: GreyPair, { verdict, chance }: HardVerdict): boolean {
    const sure = verdict === 'same' ? chance : 1 - chance
    if (verdict === 'unsure' || sure < sureMin) return false
    if (verdict === 'same' && this.#wouldRepeat(one, other)) return false
    const { holds, moved } = this.#files.matcher.judge(one, other, verdict)
    for (const { product, offers } of moved) for (const offer of offers) this.#put(offer, product)
    return holds
  }

  /** Whether a file would have a product twice that has each thing once. */
  #wouldRepeat(one: OfferRef, other: OfferRef): boolean {
    const [here, there] = [one, other].map((ref) => this.#products.get(refText(ref))!)
    if (here === there) return false
    const malls = new Set(this.#members.get(here!)!.values())
    return [...this.#members.get(there!)!.values()].some((mall) => malls.has(mall) && !this.#manySellers.has(mall))
  }

  #put(offer: OfferRef, product: number): void {
    const ref = refText(offer)
    this.#members.get(this.#products.get(ref) ?? -1)?.delete(ref)
    this.#products.set(ref, product)
    const members = this.#members.get(product) ?? new Map<string, string>()
    this.#members.set(product, members.set(ref, offer.mall))
  }
}
