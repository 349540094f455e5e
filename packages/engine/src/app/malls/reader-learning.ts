import type { Columns } from '@nunchi/kernel'
import { CategoryMapper } from '../../decide/attributes/category-mapper.ts'
import { nodeOf } from '../../decide/attributes/category-tree.ts'
import type { CategoryTree } from '../../decide/attributes/learn-categories.ts'
import { columnsOfTaught } from '../../decide/attributes/taught-columns.ts'
import { type Lesson, type ReaderLessons, teachReaders } from '../../decide/attributes/teach-readers.ts'
import { pathOfText } from '../../domain/category-path.ts'
import type { Offer } from '../../domain/offer.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { SnapshotStore } from '../../ports/snapshot-store.ts'
import type { Views } from '../../state/views.ts'
import { OfferSample } from '../attributes/offer-sample.ts'
import type { Chores } from '../chores.ts'
import { marketLessons } from './market-lessons.ts'

/** Learns from lessons, in a thread of its own where there is one. */
export type ReaderTeacher = (ask: ReaderLessons) => Promise<Columns>

export type ReaderLearningParts = {
  readonly log: EventLog
  readonly views: Pick<Views, 'market' | 'position'>
  readonly chores: Chores
  /** Keeps what was learned; without it, it is learned again after a restart. */
  readonly store?: SnapshotStore
  /** In this thread when absent. */
  readonly teacher?: ReaderTeacher
  /** A tree of categories that a person gave; learned from the feeds' own when absent. */
  readonly tree?: CategoryTree
  /** Reads with these from now on. */
  readonly use: (columns: Columns) => void
}

/** Fewer new offers, or a smaller share of those that were learned from, teach too little to learn anew. */
const freshMin = 50
const freshShare = 0.2
/** Corrections after which is learned anew without waiting for a feed. */
const correctionsMin = 10
const name = 'readers'

/**
 * Learns how to read attributes from the feeds themselves: which brands there are and what they are called in either script, and how titles
 * name what feeds have in fields of their own, and one tree of their categories. A feed is learned from before it is applied, so that the first one is read as well as the
 * tenth; what persons corrected counts for more. What was learned is kept, and forgotten with a mall that it may have come from.
 */
export class ReaderLearning {
  readonly #parts: ReaderLearningParts
  /** Offers that were there or came when it was last learned. */
  #taughtFrom = 0
  #corrections = 0
  /** Of the tree in use, by their paths. */
  #categories: readonly string[] = []
  #work: Promise<void> = Promise.resolve()

  constructor(parts: ReaderLearningParts) {
    this.#parts = parts
  }

  /** Reads with what was learned before the last stop, unless it was about another tree of categories. */
  async restore(): Promise<void> {
    const { store, chores, views, tree } = this.#parts
    this.#use(this.#untaught())
    if (!store) return
    await chores
      .run('readers', async () => {
        const kept = (await store.load())?.views[name]
        if (!kept) return
        const { state, ...columns } = kept
        const [taughtFrom, isGiven] = state as Float64Array
        const given = tree?.nodes.map(({ id }) => id)
        const isOther = isGiven === 1 ? given?.join('\n') !== categoriesIn(columns).join('\n') : given !== undefined
        if (isOther) return
        this.#taughtFrom = Math.min(taughtFrom!, views.market.offers.size)
        this.#use(columns)
      })
      .catch(() => {}) // told; it is learned again from the next feed
  }

  /** For a feed that is read: notes its offers, and learns from them before they are applied, where that is worth it. */
  lessonsOf(mall: string): { add(offer: Offer): void; learn(fresh: number): Promise<void> } {
    const sample = new OfferSample()
    return {
      add: (offer) => sample.add(offer),
      learn: async (fresh) => {
        if (fresh >= Math.max(freshMin, freshShare * this.#taughtFrom)) await this.#learn(sample.drawn(), mall)
      },
    }
  }

  /** Counts what a person corrected. */
  corrected(): void {
    this.#corrections += 1
    if (this.#corrections >= correctionsMin) this.#learn([])
  }

  /**
   * Forgets all, as something of it came from a mall that goes, and learns from the others behind the answer.
   * @returns resolves when nothing of it is kept
   */
  forget(): Promise<void> {
    const { store, views, chores } = this.#parts
    const clear = () => {
      this.#taughtFrom = 0
      this.#use(this.#untaught())
    }
    clear()
    const dropped = this.#work.then(() =>
      chores.run('readers', async () => store?.dropBefore(Number.POSITIVE_INFINITY)),
    )
    this.#work = dropped.catch(() => {}).then(clear) // what was being learned when the mall went
    if (views.market.offers.count >= freshMin) this.#learn([])
    return dropped
  }

  settled(): Promise<void> {
    return this.#work
  }

  /** Learns from offers of a feed of `mall`, and of all others; one learning after the other. What fails is told by the chores. */
  #learn(sample: readonly Offer[], mall?: string): Promise<void> {
    this.#corrections = 0
    this.#work = this.#work
      .then(() => this.#parts.chores.run('readers', () => this.#learnNow(sample, mall)))
      .catch(() => {})
    return this.#work
  }

  async #learnNow(sample: readonly Offer[], mall: string | undefined): Promise<void> {
    const { log, store, views, teacher = async (ask) => columnsOfTaught(teachReaders(ask)) } = this.#parts
    const others = await marketLessons({ log, market: views.market }, mall)
    const columns = await teacher({ lessons: [...sample.map(lessonOf), ...others], tree: this.#tree() })
    this.#taughtFrom = Math.max(sample.length, views.market.offers.size)
    const state = Float64Array.of(this.#taughtFrom, this.#parts.tree ? 1 : 0)
    await store?.save({ position: views.position, views: { [name]: { ...columns, state } } })
    this.#use(columns)
  }

  #use(columns: Columns): void {
    this.#categories = categoriesIn(columns)
    this.#parts.use(columns)
  }

  #untaught(): Columns {
    const { tree } = this.#parts
    return tree ? columnsOfTaught({ categories: new CategoryMapper(tree.nodes) }) : {}
  }

  /** What to go on with: so that categories keep their names. */
  #tree(): CategoryTree {
    return this.#parts.tree ?? { nodes: this.#categories.map((id) => nodeOf(pathOfText(id))), isGiven: false }
  }
}

function categoriesIn(columns: Columns): readonly string[] {
  return (columns['categories.nodes'] as readonly string[] | undefined) ?? []
}

function lessonOf({ mall, title, brand, attributes, categoryPath }: Offer): Lesson {
  return { mall, title, brand, attributes, categoryPath }
}
