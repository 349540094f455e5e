import { parseMatcher } from '@nunchi/kernel'
import type { LearnedFile } from '../../decide/match/match-messages.ts'
import type { SnapshotStore } from '../../ports/snapshot-store.ts'
import type { Views } from '../../state/views.ts'
import type { Chores } from '../chores.ts'
import type { Placing } from './placing.ts'

export type MatcherLearningParts = {
  readonly views: Pick<Views, 'market' | 'position'>
  readonly chores: Chores
  readonly placing: Pick<Placing, 'learn' | 'use'>
  /** Keeps what was learned; without it, it is learned again after some more words. */
  readonly store?: SnapshotStore
}

/** How the matcher was taught last, and what that was worth. */
export type MatcherLearned = Omit<LearnedFile, 'model'>

/** What is kept: with how many words stood when it was learned. */
type Kept = LearnedFile & { readonly taughtAt: number }

/** New words of persons after which is learned anew, and their share of those that stand; with fewer nothing is learned. */
const freshMin = 20
const freshShare = 0.1
/** So much is learned in 2 to 3 s, for which feeds and words have to wait. */
const ask = { personsMax: 1_000, offersMax: 500, seed: 1 }
const name = 'matcher'

/**
 * Has the matcher learn from what persons say of pairs, and from offers with GTINs: after 20 new words, and where many were said before,
 * after a tenth more; as many that are taken back count as new ones. What was placed stays where it is. What was learned is kept over a
 * restart, and forgotten with a mall that it may have come from, to be learned anew with the next word.
 */
export class MatcherLearning {
  readonly #parts: MatcherLearningParts
  /** Words that stood when it was learned last. */
  #taughtAt = 0
  #learned: MatcherLearned | undefined
  /** Raised when all is forgotten: what was being learned from before is of no use then. */
  #round = 0
  #work: Promise<void> = Promise.resolve()

  constructor(parts: MatcherLearningParts) {
    this.#parts = parts
  }

  /** What is in use; undefined where nothing was learned. */
  get learned(): MatcherLearned | undefined {
    return this.#learned
  }

  /** Answers with what was learned before the last stop; what another version of the program learned is dropped, to be learned anew. */
  async restore(): Promise<void> {
    const { store, chores, placing } = this.#parts
    if (!store) return
    await chores
      .run('matcher', async () => {
        const kept = (await store.load())?.views[name]
        if (!kept) return
        try {
          const { model, taughtAt, ...learned } = JSON.parse((kept.file as readonly string[])[0]!) as Kept
          parseMatcher(model)
          await placing.use(model)
          this.#learned = learned
          this.#taughtAt = taughtAt
        } catch (error) {
          await store.dropBefore(Number.POSITIVE_INFINITY)
          throw error
        }
      })
      .catch(() => {}) // told; it is learned again with the next word
  }

  /** A person said something of a pair, or took it back. */
  judged(): void {
    const { count } = this.#parts.views.market.judgements
    const isTooFew = this.#learned !== undefined && count < freshMin
    if (isTooFew || Math.abs(count - this.#taughtAt) >= Math.max(freshMin, freshShare * count)) this.#learn()
  }

  /**
   * Forgets all, as something of it may have come from a mall that goes.
   * @returns resolves when nothing of it is kept
   */
  forget(): Promise<void> {
    const { chores } = this.#parts
    this.#round += 1
    const dropped = this.#work.then(() => chores.run('matcher', () => this.#drop()))
    this.#work = dropped.catch(() => {}) // told
    return dropped
  }

  settled(): Promise<void> {
    return this.#work
  }

  #learn(): void {
    this.#taughtAt = this.#parts.views.market.judgements.count
    this.#work = this.#work.then(() => this.#parts.chores.run('matcher', () => this.#learnNow())).catch(() => {}) // told by the chores
  }

  async #learnNow(): Promise<void> {
    const { placing, store, views } = this.#parts
    const [round, taughtAt] = [this.#round, this.#taughtAt]
    const file = await placing.learn(ask)
    if (round !== this.#round) return
    if (!file) return this.#drop()
    const { model: _, ...learned } = file
    const kept: Kept = { ...file, taughtAt }
    await store?.save({ position: views.position, views: { [name]: { file: [JSON.stringify(kept)] } } })
    this.#learned = learned
  }

  /** Nothing of what was learned is kept or used any more. */
  async #drop(): Promise<void> {
    const { placing, store } = this.#parts
    this.#learned = undefined
    this.#taughtAt = 0
    await store?.dropBefore(Number.POSITIVE_INFINITY)
    await placing.use(undefined).catch(() => {}) // what fails is made anew without it
  }
}
