import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads'
import type { Columns } from '@nunchi/kernel'
import type { MatcherRequest, MatcherStart, ReaderAnswer, ReaderRequest } from '../../decide/match/match-messages.ts'
import type { Moved } from '../../decide/match/placement.ts'
import type { ReadValue } from '../../domain/attribute.ts'
import { messageOf } from '../../domain/message.ts'
import type { OfferRef } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import { startWorker } from '../tasks.ts'
import type { Known, Matched, Matching, OfferToPlace } from './matching.ts'

/** Offers handed over at a time: few milliseconds of either thread's work. */
const perBlock = 256

type Waiter = { readonly resolve: (result: never) => void; readonly reject: (error: Error) => void }

/**
 * Matches in threads beside this one: in two, one of which reads offers and looks for titles while the other has the rest of the
 * matcher, or with both halves in one. When a thread fails, all that was asked for is refused with MATCHING_STOPPED, and this is of no
 * more use: a new one has to be made.
 *
 * This thread's share: 15 us an offer, for writing what goes there and reading what comes back.
 */
export class MatchingApart implements Matching {
  readonly #workers: Worker[] = []
  readonly #matcher: Worker
  readonly #reader: MessagePort
  readonly #onEnd: (error: Error) => void
  #next = 0
  /** By number: who waits for an answer of the matcher; who waits for the values of a block. */
  readonly #asked = new Map<number, Waiter>()
  readonly #blocks = new Map<number, Waiter>()
  #end: Error | undefined

  constructor(start: MatcherStart, onEnd: (error: Error) => void, threads: 1 | 2 = 2) {
    this.#onEnd = onEnd
    const shop = new MessageChannel()
    const between = new MessageChannel()
    this.#reader = shop.port1
    const ports = { shop: shop.port2, matcher: between.port1 }
    const reader = between.port2
    if (threads === 2) this.#start(startWorker('read-offers', ports, [ports.shop, ports.matcher]))
    const both = threads === 1 ? ports : undefined
    const transferred = threads === 1 ? [reader, ports.shop, ports.matcher] : [reader]
    this.#matcher = this.#start(startWorker('match-offers', { ...start, reader, both }, transferred))
    this.#matcher.on('message', ({ id, result }: { id: number; result: never }) =>
      take(this.#asked, id)?.resolve(result),
    )
    this.#reader.on('message', ({ block, values }: ReaderAnswer) => take(this.#blocks, block)?.resolve(values as never))
  }

  teach(teach: Columns): void {
    this.#tellReader({ teach })
  }

  async place(offers: readonly OfferToPlace[]): Promise<readonly Matched[]> {
    const blocks: Promise<readonly Matched[]>[] = []
    for (let from = 0; from < offers.length; from += perBlock)
      blocks.push(this.#placeBlock(offers.slice(from, from + perBlock)))
    return (await Promise.all(blocks)).flat()
  }

  async putBack(known: readonly Known[]): Promise<void> {
    const blocks: Promise<void>[] = []
    for (let from = 0; from < known.length; from += perBlock)
      blocks.push(this.#putBackBlock(known.slice(from, from + perBlock)))
    await Promise.all(blocks)
  }

  numberFrom(count: number): Promise<void> {
    return this.#ask({ do: 'numberFrom', count })
  }

  sellers(mall: string, areMany: boolean): Promise<void> {
    return this.#ask({ do: 'sellers', mall, areMany })
  }

  withdraw(offers: readonly OfferRef[]): Promise<readonly Moved[]> {
    return this.#ask({ do: 'withdraw', offers })
  }

  forgetMall(mall: string): Promise<readonly Moved[]> {
    return this.#ask({ do: 'forgetMall', mall })
  }

  judge(...[one, other, verdict]: Parameters<Matching['judge']>): ReturnType<Matching['judge']> {
    return this.#ask({ do: 'judge', one, other, verdict })
  }

  reviews(count: number): ReturnType<Matching['reviews']> {
    return this.#ask({ do: 'reviews', count })
  }

  use(model: object | undefined): Promise<void> {
    return this.#ask({ do: 'use', model })
  }

  learn(...[ask]: Parameters<Matching['learn']>): ReturnType<Matching['learn']> {
    return this.#ask({ do: 'learn', ask })
  }

  /** Ends the threads; what was asked for and not yet answered is refused. */
  async close(): Promise<void> {
    this.#stop('it was closed')
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  async #placeBlock(offers: readonly OfferToPlace[]): Promise<readonly Matched[]> {
    const block = this.#next++
    this.#tellReader({ block, offers: JSON.stringify(offers.map(partOf)) })
    const [values, placed] = await Promise.all([
      new Promise<string>((resolve, reject) => this.#wait(this.#blocks, block, { resolve, reject })),
      this.#ask<string>({ do: 'place', block }),
    ])
    const ofEach = JSON.parse(values) as ReadValue[][]
    return (JSON.parse(placed) as Omit<Matched, 'values'>[]).map((one, i) => ({ ...one, values: ofEach[i]! }))
  }

  async #putBackBlock(known: readonly Known[]): Promise<void> {
    const block = this.#next++
    this.#tellReader({
      block,
      offers: JSON.stringify(known.map(({ offer }) => partOf(offer))),
      values: JSON.stringify(known.map(({ values }) => values)),
    })
    await this.#ask({ do: 'putBack', block, products: Uint32Array.from(known, ({ product }) => product) })
  }

  #tellReader(request: ReaderRequest): void {
    this.#reader.postMessage(request)
  }

  #ask<Result>(request: MatcherRequest): Promise<Result> {
    const id = this.#next++
    return new Promise<Result>((resolve, reject) => {
      if (this.#wait(this.#asked, id, { resolve, reject })) this.#matcher.postMessage({ id, request })
    })
  }

  /** @returns whether it is worth waiting */
  #wait(waiting: Map<number, Waiter>, id: number, waiter: Waiter): boolean {
    if (this.#end) waiter.reject(this.#end)
    else waiting.set(id, waiter)
    return !this.#end
  }

  #start(worker: Worker): Worker {
    worker.on('error', (error) => this.#failed(messageOf(error)))
    worker.on('exit', (code) => this.#failed(`the thread ended with code ${code}`))
    this.#workers.push(worker)
    return worker
  }

  #failed(reason: string): void {
    if (this.#end) return
    this.#stop(reason)
    for (const worker of this.#workers) worker.terminate()
    this.#onEnd(this.#end!)
  }

  #stop(reason: string): void {
    this.#end ??= new Refusal('MATCHING_STOPPED', { reason })
    for (const waiting of [this.#asked, this.#blocks]) {
      for (const { reject } of waiting.values()) reject(this.#end)
      waiting.clear()
    }
    this.#reader.close()
  }
}

/** What the reader and the matcher need of an offer. */
function partOf({ mall, key, title, description, brand, categoryPath, ...rest }: OfferToPlace): Partial<OfferToPlace> {
  const { attributes, gtin, mpn, condition, priceMinor, said } = rest
  return { mall, key, title, description, brand, categoryPath, attributes, gtin, mpn, condition, priceMinor, said }
}

function take(waiting: Map<number, Waiter>, id: number): Waiter | undefined {
  const found = waiting.get(id)
  waiting.delete(id)
  return found
}
