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

/** New words of persons after which is learned anew, and their share of those that stand. */
const freshMin = 20
const freshShare = 0.1
/** So much is learned in 2 to 3 s, for which feeds and words have to wait. */
const ask = { personsMax: 1_000, offersMax: 500, seed: 1 }
const name = 'matcher'

/**
 * Has the matcher learn from what persons say of pairs, and from offers with GTINs: after 20 new words, and where many were said before,
 * after a tenth more. What was placed stays where it is. What was learned is kept over a restart, and forgotten with a mall that it may
 * have come from.
 */
export class MatcherLearning {
  readonly #parts: MatcherLearningParts
  #fresh = 0
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

  /** Answers with what was learned before the last stop. */
  async restore(): Promise<void> {
    const { store, chores, placing, views } = this.#parts
    if (!store) return
    await chores
      .run('matcher', async () => {
        const kept = (await store.load())?.views[name]
        if (!kept) return
        const { model, ...learned } = JSON.parse((kept.file as readonly string[])[0]!) as LearnedFile
        await placing.use(model)
        this.#learned = learned
        this.#fresh = Math.max(0, views.market.judgements.count - learned.persons)
      })
      .catch(() => {}) // told; it is learned again
  }

  /** Counts what a person said of a pair. */
  judged(): void {
    this.#fresh += 1
    const { count } = this.#parts.views.market.judgements
    if (this.#fresh >= Math.max(freshMin, freshShare * count)) this.#learn()
  }

  /**
   * Forgets all, as something of it came from a mall that goes, and learns from what is left, behind the answer.
   * @returns resolves when nothing of it is kept
   */
  forget(): Promise<void> {
    const { store, chores, placing } = this.#parts
    this.#round += 1
    this.#learned = undefined
    const dropped = this.#work.then(() =>
      chores.run('matcher', async () => store?.dropBefore(Number.POSITIVE_INFINITY)),
    )
    this.#work = dropped.catch(() => {}).then(() => placing.use(undefined).catch(() => {})) // what fails is made anew without it
    if (this.#parts.views.market.judgements.count > 0) this.#learn()
    return dropped
  }

  settled(): Promise<void> {
    return this.#work
  }

  #learn(): void {
    this.#fresh = 0
    this.#work = this.#work.then(() => this.#parts.chores.run('matcher', () => this.#learnNow())).catch(() => {}) // told by the chores
  }

  async #learnNow(): Promise<void> {
    const { placing, store, views } = this.#parts
    const round = this.#round
    const file = await placing.learn(ask)
    if (!file || round !== this.#round) return
    const { model: _, ...learned } = file
    await store?.save({ position: views.position, views: { [name]: { file: [JSON.stringify(file)] } } })
    this.#learned = learned
  }
}
