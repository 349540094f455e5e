import type { Columns } from '@nunchi/kernel'
import { columnsOfTaught } from '../../decide/attributes/taught-columns.ts'
import type { Offer } from '../../domain/offer.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { SnapshotStore } from '../../ports/snapshot-store.ts'
import type { Views } from '../../state/views.ts'
import { type Lesson, learnFrom } from '../attributes/learn-readers.ts'
import { OfferSample } from '../attributes/offer-sample.ts'
import type { Chores } from '../chores.ts'
import { marketLessons } from './market-lessons.ts'

/** Learns from lessons, in a thread of its own where there is one. */
export type ReaderTeacher = (lessons: readonly Lesson[]) => Promise<Columns>

export type ReaderLearningParts = {
  readonly log: EventLog
  readonly views: Pick<Views, 'market' | 'position'>
  readonly chores: Chores
  /** Keeps what was learned; without it, it is learned again after a restart. */
  readonly store?: SnapshotStore
  /** In this thread when absent. */
  readonly teacher?: ReaderTeacher
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
 * name what feeds have in fields of their own. A feed is learned from before it is applied, so that the first one is read as well as the
 * tenth; what persons corrected counts for more. What was learned is kept, and forgotten with a mall that it may have come from.
 */
export class ReaderLearning {
  readonly #parts: ReaderLearningParts
  /** Offers that were there or came when it was last learned. */
  #taughtFrom = 0
  #corrections = 0
  #work: Promise<void> = Promise.resolve()

  constructor(parts: ReaderLearningParts) {
    this.#parts = parts
  }

  /** Reads with what was learned before the last stop. */
  async restore(): Promise<void> {
    const { store, use, chores, views } = this.#parts
    if (!store) return
    await chores
      .run('readers', async () => {
        const kept = (await store.load())?.views[name]
        if (!kept) return
        const { counts, ...columns } = kept
        this.#taughtFrom = Math.min((counts as Float64Array)[0]!, views.market.offers.size)
        use(columns)
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

  /** Forgets all, as something of it came from a mall that goes, and learns from the others behind the answer. */
  forget(): void {
    const { store, use, views, chores } = this.#parts
    this.#taughtFrom = 0
    use({})
    this.#work = this.#work.then(async () => {
      await chores.run('readers', async () => store?.dropBefore(Number.POSITIVE_INFINITY)).catch(() => {})
      use({}) // what was being learned when the mall went
    })
    if (views.market.offers.size >= freshMin) this.#learn([])
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
    const { log, store, use, views, teacher = async (lessons) => columnsOfTaught(learnFrom(lessons)) } = this.#parts
    const columns = await teacher([
      ...sample.map(lessonOf),
      ...(await marketLessons({ log, market: views.market }, mall)),
    ])
    this.#taughtFrom = Math.max(sample.length, views.market.offers.size)
    const counts = Float64Array.of(this.#taughtFrom)
    await store?.save({ position: views.position, views: { [name]: { ...columns, counts } } })
    use(columns)
  }
}

function lessonOf({ title, brand, attributes }: Offer): Lesson {
  return { title, brand, attributes }
}
