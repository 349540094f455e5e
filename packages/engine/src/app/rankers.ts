import { parseRanker, type Ranker, rankerFile } from '../decide/rank/ranker.ts'
import { Refusal } from '../domain/refusal.ts'
import type { EpochMs } from '../domain/units.ts'
import type { PlanEvent } from '../events/plan.ts'
import { type ModelStore, versionPattern } from '../ports/model-store.ts'
import type { Views } from '../state/views.ts'
import type { Chores } from './chores.ts'
import type { RankersFace } from './face.ts'
import type { Ledger } from './ledger.ts'
import type { Trainer, TrainingProgress, TrainingResult } from './training.ts'

/** A training learns from about so many visits: a million candidates, 150 MB. */
const visitsWanted = 8_000
const day = 86_400_000

/** What is known of a version. */
export type RankerVersion = {
  readonly version: string
  readonly at: EpochMs
  /** Log position up to which it learned. */
  readonly basedOn: number
  readonly isInUse: boolean
} & Pick<TrainingResult, 'moments' | 'rows' | 'check'>

/** How the latest training ended. */
export type TrainingEnd = {
  readonly at: EpochMs
  readonly end: 'chosen' | 'not better' | 'too little' | 'cancelled' | 'failed'
  readonly version?: string
  readonly reason?: string
}

export type RankersState = {
  readonly inUse?: string
  readonly training?: { readonly startedAt: EpochMs; readonly progress?: TrainingProgress }
  readonly last?: TrainingEnd
}

type Model = Omit<RankerVersion, 'version' | 'isInUse'> & { readonly ranker: object }
type Parts = {
  readonly views: Views
  readonly ledger: Ledger
  readonly store?: ModelStore
  readonly trainer?: Trainer
  readonly now: () => EpochMs
  readonly chores: Chores
  /** Trains by itself, so many days after the last time, when the log has grown by a tenth. Absent: only when told. */
  readonly everyDays?: number
}

/**
 * The rankers of a shop: trains new ones, keeps their versions, and says which is in use. Which one it is, is a fact of
 * the log; the versions themselves are files that can be learned again.
 */
export class Rankers implements RankersFace {
  readonly #parts: Parts
  #inUse: { readonly version: string; readonly ranker: Ranker } | undefined
  #running:
    | { readonly startedAt: EpochMs; progress?: TrainingProgress; cancel: () => void; done: Promise<void> }
    | undefined
  #last: TrainingEnd | undefined
  #triedAt = Number.NEGATIVE_INFINITY
  #triedFrom = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** What orders pages on top of the blend. */
  get inUse(): Ranker | undefined {
    return this.#inUse?.ranker
  }

  get state(): RankersState {
    const { startedAt, progress } = this.#running ?? {}
    const training = startedAt === undefined ? undefined : { startedAt, progress }
    return { inUse: this.#inUse?.version, training, last: this.#last }
  }

  /** Loads the version that the log says is in use. One that cannot be read is told of, and the blend orders alone. */
  async restore(): Promise<void> {
    const { views, chores } = this.#parts
    const { chosen } = views.ranking
    if (chosen === '') return
    await chores.run('ranker', async () => this.#use(chosen, (await this.#model(chosen)).ranker)).catch(() => {})
  }

  async versions(): Promise<readonly RankerVersion[]> {
    const { store } = this.#parts
    const found: RankerVersion[] = []
    for (const version of (await store?.list()) ?? []) {
      const model = await store!.load(version).catch(() => undefined)
      if (model === undefined) continue
      const { ranker: _, ...rest } = model as Model
      found.push({ version, ...rest, isInUse: version === this.#inUse?.version })
    }
    return found
  }

  /** Lets a version order pages from now on; undefined: the blend alone. @throws Refusal MODEL_UNKNOWN, MODEL_UNREADABLE */
  async choose(version: string | undefined): Promise<void> {
    if (version === undefined) return this.#choose(undefined, 'operator')
    const model = await this.#model(version)
    parseRanker(model.ranker)
    await this.#choose(version, 'operator', model.ranker)
  }

  /** Starts a training. @throws Refusal TRAINING_RUNNING */
  train(): void {
    const { trainer, store, views, now, chores } = this.#parts
    if (this.#running) throw new Refusal('TRAINING_RUNNING')
    if (!trainer || !store) throw new Refusal('TRAINING_NONE')
    const startedAt = now()
    const end = views.position
    this.#triedAt = startedAt
    this.#triedFrom = end
    const share = Math.min(1, visitsWanted / Math.max(1, views.sessions.index.opened))
    const current = this.#inUse && rankerFile(this.#inUse.ranker)
    const training = trainer({ end, share, current }, (progress) => {
      if (this.#running) this.#running.progress = progress
    })
    let isCancelled = false
    const finish = async () => {
      try {
        const result = await training.done
        await this.#keep(result, end)
      } catch (error) {
        if (!isCancelled) throw error
        this.#last = { at: now(), end: 'cancelled' }
      }
    }
    const done = chores
      .run('ranker', finish)
      .catch((error: unknown) => {
        this.#last = { at: now(), end: 'failed', reason: error instanceof Error ? error.message : String(error) }
      })
      .finally(() => {
        this.#running = undefined
      })
    const cancel = () => {
      isCancelled = true
      training.cancel()
    }
    this.#running = { startedAt, cancel, done }
  }

  /** Ends a training that is under way; nothing is kept of it. @returns whether there was one */
  async cancel(): Promise<boolean> {
    const running = this.#running
    running?.cancel()
    await running?.done
    return running !== undefined
  }

  /** Starts a training when one is due; cheap to call often. */
  tick(): void {
    const { everyDays, views, now } = this.#parts
    if (everyDays === undefined || this.#running || views.position < this.#triedFrom * 1.1 + 1_000) return
    if (Math.abs(now() - this.#triedAt) >= everyDays * day) this.train()
  }

  /** Resolves when no training is under way. */
  async settled(): Promise<void> {
    await this.#running?.done
  }

  async #keep({ ranker, ...report }: TrainingResult, basedOn: number): Promise<void> {
    const { store, now } = this.#parts
    const at = now()
    if (!ranker) {
      this.#last = { at, end: 'too little' }
      return
    }
    const version = `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}-${basedOn}`
    const model: Model = { at, basedOn, ...report, ranker }
    await store!.save(version, model, this.#inUse?.version)
    if (report.check.isBetter) await this.#choose(version, 'training', ranker)
    this.#last = { at, end: report.check.isBetter ? 'chosen' : 'not better', version }
  }

  async #choose(version: string | undefined, by: 'training' | 'operator', ranker?: object): Promise<void> {
    const { ledger, now, views } = this.#parts
    const id = `ranker:${views.position}:${version ?? 'none'}`
    const event: PlanEvent = { kind: 'ranker.chosen', at: now(), id, ...(version ? { version } : {}), by }
    await ledger.append([event])
    if (version === undefined) this.#inUse = undefined
    else this.#use(version, ranker)
  }

  #use(version: string, ranker: unknown): void {
    this.#inUse = { version, ranker: parseRanker(ranker) }
  }

  async #model(version: string): Promise<Model> {
    const known = versionPattern.test(version) ? await this.#parts.store?.load(version) : undefined
    if (known === undefined) throw new Refusal('MODEL_UNKNOWN', { version })
    return known as Model
  }
}
