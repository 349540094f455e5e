import { setImmediate } from 'node:timers/promises'
import { TopK } from '@nunchi/kernel'
import type { PolicyName, RankedItem } from '../decide/rank/answer.ts'
import { type JudgeQuestion, judgeFor } from '../decide/rank/judge.ts'
import type { Filters, SearchAnswer, Sort } from '../decide/search/answer.ts'
import { matchesOf } from '../decide/search/matches.ts'
import { search } from '../decide/search/search.ts'
import { type SuggestAnswer, suggest } from '../decide/search/suggest.ts'
import type { ProductId } from '../domain/units.ts'
import { SearchIndex } from '../state/search-index.ts'
import type { Views } from '../state/views.ts'
import type { Chores } from './chores.ts'
import type { Asking } from './face.ts'

/** Products read into the index before others have their turn: some milliseconds. */
const slice = 200

export type SearchAsk = Asking & {
  /** What was typed; empty to browse in everything. */
  readonly query: string
  readonly filters: Filters
  readonly sort: Sort
  readonly offset: number
  readonly count: number
}
export type SuggestAsk = Pick<Asking, 'shopper'> & { readonly query: string; readonly count: number }
export type ProductsAsk = { readonly countMax: number; readonly wants: (id: ProductId) => boolean }
export type FoundAnswer = SearchAnswer<RankedItem> & { readonly policy: PolicyName }

/** Finding products by words, as the rim sees it. */
export interface FindingFace {
  /** Waits for nothing, but for the index to be made after a start or a large import. */
  search(ask: SearchAsk): Promise<FoundAnswer>
  suggest(ask: SuggestAsk): Promise<SuggestAnswer>
}

/** Keeps the index of words beside the catalogue, and answers from both. */
export class Finding implements FindingFace {
  readonly #views: Views
  readonly #chores: Chores
  readonly #who: (ask: Asking) => JudgeQuestion
  readonly #note: (ask: Asking, who: JudgeQuestion) => void
  readonly #index = new SearchIndex()
  #reading: Promise<void> | undefined
  #isClosed = false

  /**
   * @param parts.who   who asks, and by which policy they are answered
   * @param parts.note  told of every page that was ordered by a policy
   */
  constructor(parts: {
    views: Views
    chores: Chores
    who: (ask: Asking) => JudgeQuestion
    note: (ask: Asking, who: JudgeQuestion) => void
  }) {
    this.#views = parts.views
    this.#chores = parts.chores
    this.#who = parts.who
    this.#note = parts.note
  }

  async search(ask: SearchAsk): Promise<FoundAnswer> {
    await this.ready()
    const who = this.#who(ask)
    const { answer } = search(this.#views, this.#index, { ...ask, row: who.row, judge: judgeFor(this.#views, who) })
    if (ask.sort === 'best') this.#note(ask, who) // a page by price or age is no policy's
    return { ...answer, policy: who.policy }
  }

  /** Products whose words fit, best first, whoever asks: of those that are wanted. O(matches). */
  async productsBy(words: string, { countMax, wants }: ProductsAsk): Promise<ProductId[]> {
    await this.ready()
    const { catalog } = this.#views
    const { items, count, fits } = matchesOf(this.#index, words)
    const best = new TopK(countMax)
    for (const item of items.subarray(0, count)) if (wants(catalog.idOf(item))) best.offer(item, fits![item]!)
    const order = new Uint32Array(countMax)
    return Array.from(order.subarray(0, best.drain(order)), (item) => catalog.idOf(item))
  }

  async suggest({ query, count, ...asking }: SuggestAsk): Promise<SuggestAnswer> {
    await this.ready()
    return suggest(this.#views, this.#index, { row: this.#who(asking).row, query, count }).answer
  }

  /** Resolves when the index knows all that the catalogue does; at once when little is missing. */
  async ready(): Promise<void> {
    if (this.#views.catalog.retoldCount > slice) await this.#readAll()
    this.#readSome()
  }

  /** Begins to read the catalogue behind what else is done. */
  start(): void {
    this.#chores.run('search-index', () => this.#readAll()).catch(() => {})
  }

  /** Stops reading. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#reading
  }

  #readAll(): Promise<void> {
    this.#reading ??= this.#readInTurns().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #readInTurns(): Promise<void> {
    while (this.#views.catalog.retoldCount > 0 && !this.#isClosed) {
      this.#readSome()
      await setImmediate()
    }
  }

  #readSome(): void {
    const { catalog } = this.#views
    for (const item of catalog.takeRetold(slice))
      this.#index.put(item, catalog.isListed(item) ? catalog.product(item) : undefined)
  }
}
