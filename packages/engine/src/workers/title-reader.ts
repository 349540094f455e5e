import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { corrected } from '../decide/attributes/correction.ts'
import { readAttributes, type TaughtReaders } from '../decide/attributes/read-attributes.ts'
import { taughtOfColumns } from '../decide/attributes/taught-columns.ts'
import {
  type ForMatcher,
  notKept,
  type ReaderAnswer,
  type ReaderRequest,
  type TitleRequest,
} from '../decide/match/match-messages.ts'
import { matchOfferOf } from '../decide/match/match-offer.ts'
import { type Title, TitleIndex } from '../decide/match/title-index.ts'
import type { ReadValue } from '../domain/attribute.ts'
import type { Offer } from '../domain/offer.ts'

/** The ports of a reader. */
export type ReaderPorts = { readonly shop: MessagePort; readonly matcher: MessagePort }

/**
 * The half of matching that knows nothing of products: reads attributes, puts offers in the form in which they are matched, and looks
 * for titles. 100 us an offer of a million.
 */
export class TitleReader {
  readonly #ports: ReaderPorts
  readonly #index = new TitleIndex()
  #taught: TaughtReaders = {}
  /** By block: titles of offers that were read and are not yet kept. */
  readonly #titles = new Map<number, readonly Title[]>()

  constructor(ports: ReaderPorts) {
    this.#ports = ports
    ports.matcher.on('message', (request: TitleRequest) => this.#answer(request))
    ports.shop.on('message', (request: ReaderRequest) => {
      this.#answerMatcher()
      if ('teach' in request) this.#taught = taughtOfColumns(request.teach)
      else this.#read(request)
    })
  }

  /** What the matcher waits for comes before the next block. */
  #answerMatcher(): void {
    for (;;) {
      const waiting = receiveMessageOnPort(this.#ports.matcher)
      if (!waiting) return
      this.#answer(waiting.message)
    }
  }

  #read({ block, offers: text, values: known }: Extract<ReaderRequest, { block: number }>): void {
    const offers = JSON.parse(text) as (Offer & { readonly said?: readonly [string, string][] })[]
    const values = known ? (JSON.parse(known) as ReadValue[][]) : offers.map((one) => readAttributes(one, this.#taught))
    const matched = offers.map((offer, i) => matchOfferOf(offer, corrected(values[i]!, new Map(offer.said))))
    this.#titles.set(
      block,
      matched.map(({ title, group }) => ({ title, group })),
    )
    this.#ports.matcher.postMessage({ block, offers: JSON.stringify(matched) } satisfies ForMatcher)
    if (!known) this.#ports.shop.postMessage({ block, values: JSON.stringify(values) } satisfies ReaderAnswer)
  }

  #answer(request: TitleRequest): void {
    if ('remove' in request) this.#index.remove(request.remove)
    else if ('done' in request) this.#titles.delete(request.done)
    else if ('titles' in request) this.#tell(request.titles.map((title) => this.#index.alike(title)))
    else this.#find(request)
  }

  #find({ block, from, offers, isSought }: Extract<TitleRequest, { block: number }>): void {
    const titles = this.#titles.get(block)!
    this.#tell(
      Array.from(offers, (offer, i) =>
        offer === notKept ? [] : this.#index.findAndAdd(offer, titles[from + i]!, isSought[i] === 1),
      ),
    )
  }

  #tell(found: readonly (readonly number[])[]): void {
    const counts = Uint8Array.from(found, ({ length }) => length)
    const alike = Uint32Array.from(found.flat())
    this.#ports.matcher.postMessage({ counts, alike } satisfies ForMatcher)
  }
}
