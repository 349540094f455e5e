import { messageOf } from '../domain/message.ts'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import type { EpochMs } from '../domain/units.ts'

/** What is done behind the answers: restoring the state at the start, and what comes round by itself. */
export const choreNames = [
  'restore',
  'snapshot',
  'erasure',
  'mall-erasure',
  'readers',
  'matcher',
  'matcher-making',
  'clusters',
  'learning',
  'slates',
  'policies',
  'search-index',
  'ranker',
  'waiting',
  'held-prices',
  'dispatch',
] as const
export type ChoreName = (typeof choreNames)[number]

/** How often a chore was done and failed since the start, and when it was done last. */
export type Chore = {
  readonly name: ChoreName
  readonly done: number
  readonly failed: number
  readonly lastDoneAt: EpochMs | undefined
  /** The latest failure since the start, if there was one. */
  readonly lastFailure?: { readonly at: EpochMs; readonly reason: string; readonly code?: RefusalCode }
}

/** A failure that no request answers for: it is in the log of the server and in the metrics, or nobody learns of it. */
export type Trouble = { readonly chore: ChoreName; readonly reason: string }

/** Keeps count of the chores and tells of those that went wrong. */
export class Chores {
  readonly #now: () => EpochMs
  readonly #tell: (trouble: Trouble) => void
  readonly #byName = new Map<ChoreName, Chore>()

  constructor({ now, tell = () => {} }: { now: () => EpochMs; tell?: (trouble: Trouble) => void }) {
    this.#now = now
    this.#tell = tell
    for (const name of choreNames) this.#byName.set(name, { name, done: 0, failed: 0, lastDoneAt: undefined })
  }

  /** Does one and notes how it ended; what it throws is thrown on. */
  async run<Result>(name: ChoreName, work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work()
      const chore = this.#byName.get(name)!
      this.#byName.set(name, { ...chore, done: chore.done + 1, lastDoneAt: this.#now() })
      return result
    } catch (error) {
      this.failed(name, messageOf(error), error instanceof Refusal ? error.code : undefined)
      throw error
    }
  }

  failed(name: ChoreName, reason: string, code?: RefusalCode): void {
    const chore = this.#byName.get(name)!
    this.#byName.set(name, { ...chore, failed: chore.failed + 1, lastFailure: { at: this.#now(), reason, code } })
    this.#tell({ chore: name, reason })
  }

  all(): readonly Chore[] {
    return [...this.#byName.values()]
  }
}
