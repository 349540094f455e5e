import { parseRanker, type Ranker, rankerFile } from '../decide/rank/ranker.ts'
import { doneMin } from '../decide/rank/train-ranker.ts'
import { messageOf } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import type { EpochMs } from '../domain/units.ts'
import { type ModelStore, versionPattern } from '../ports/model-store.ts'
import type { Views } from '../state/views.ts'
import type { Chores } from './chores.ts'
import type { RankersFace } from './face.ts'
import type { Ledger } from './ledger.ts'
import { factsOf, parseModel, type RankerFacts, type RankerModel, unreadable } from './ranker-model.ts'
import type { Trainer, TrainingProgress, TrainingResult } from './training.ts'

/** A training learns from about so many visits, of up to three moments with 250 candidates each: 300 MB, twice that at its peak. */
const visitsWanted = 4_000
const day = 86_400_000

/** What is known of a version: what it was learned from and how it compared, or why it cannot be read. */
export type RankerVersion = { readonly version: string; readonly isInUse: boolean } & (
  | (RankerFacts & { readonly unreadable?: undefined })
  | { readonly unreadable: string }
)

/** How the latest training ended. */
export type TrainingEnd = {
  readonly at: EpochMs
  /** overtaken: it is better, but somebody chose another while it was learned. */
  readonly end: 'chosen' | 'not better' | 'overtaken' | 'too little' | 'cancelled' | 'failed'
  readonly version?: string
  readonly reason?: string
  /** Of too little: how many of each act there are, and from how many on an act is learned. */
  readonly short?: { readonly done: TrainingResult['done']; readonly doneMin: number }
}

export type RankersState = {
  readonly inUse?: string
  readonly training?: { readonly startedAt: EpochMs; readonly progress?: TrainingProgress }
  readonly last?: TrainingEnd
}

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
  /** Of versions: what is told of them, so that their trees are not read for every list. */
  readonly #known = new Map<string, RankerFacts>()
  #inUse: { readonly version: string; readonly ranker: Ranker } | undefined
  #running: Running | undefined
  #last: TrainingEnd | undefined
  /** When the latest training began, and at which log position. */
  #tried = { at: Number.NEGATIVE_INFINITY, from: 0 }
  /** One after the other: what is kept, and what is chosen. */
  #order: Promise<unknown> = Promise.resolve()
  #choices = 0

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
    const { views, chores, everyDays } = this.#parts
    const { chosen } = views.ranking
    const use = async () => {
      try {
        this.#inUse = { version: chosen, ranker: parseRanker((await this.#model(chosen)).ranker) }
      } catch (error) {
        const then = 'the blend orders alone; train anew, or choose another version'
        throw new Error(`version ${chosen}, which was in use, cannot be used (${messageOf(error)}): ${then}`)
      }
    }
    if (chosen !== '') await chores.run('ranker', use).catch(() => {})
    if (everyDays === undefined) return // nobody asks when the last one was
    for (const version of await this.versions().catch(() => []))
      if (version.unreadable === undefined && version.at > this.#tried.at)
        this.#tried = { at: version.at, from: version.basedOn }
  }

  async versions(): Promise<readonly RankerVersion[]> {
    const found: RankerVersion[] = []
    for (const version of (await this.#parts.store?.list()) ?? []) {
      const isInUse = version === this.#inUse?.version
      try {
        found.push({ version, isInUse, ...(this.#known.get(version) ?? factsOf(await this.#model(version))) })
      } catch (error) {
        found.push({ version, isInUse, unreadable: messageOf(error) })
      }
    }
    return found
  }

  /** Lets a version order pages from now on; undefined: the blend alone. @throws Refusal MODEL_UNKNOWN, MODEL_UNREADABLE */
  choose(version: string | undefined): Promise<void> {
    return this.#inOrder(async () => {
      const ranker = version === undefined ? undefined : (await this.#model(version)).ranker
      await this.#use(version, ranker, 'operator')
    })
  }

  /** Starts a training. @throws Refusal TRAINING_RUNNING, TRAINING_NONE */
  train(): void {
    const { trainer, store, views, now, chores } = this.#parts
    if (this.#running) throw new Refusal('TRAINING_RUNNING')
    if (!trainer || !store) throw new Refusal('TRAINING_NONE')
    const running: Running = { startedAt: now(), isCancelled: false, choices: this.#choices, done: Promise.resolve() }
    const end = views.position
    const share = Math.min(1, visitsWanted / Math.max(1, views.sessions.index.opened))
    const current = this.#inUse && rankerFile(this.#inUse.ranker)
    this.#tried = { at: running.startedAt, from: end }
    this.#running = running
    const work = async (): Promise<Ended> => {
      const training = trainer({ end, share, current }, (progress) => {
        running.progress = progress
      })
      running.cancel = training.cancel
      const result = await training.done.catch((error: unknown) => {
        if (!running.isCancelled) throw error
      })
      return result ? this.#inOrder(() => this.#keep(result, end, running)) : { end: 'cancelled' }
    }
    running.done = chores
      .run('ranker', work)
      .catch((error: unknown): Ended => ({ end: 'failed', reason: messageOf(error) }))
      .then((ended) => {
        this.#last = { at: now(), ...ended }
        this.#running = undefined
      })
  }

  /** Ends a training that is under way; nothing is kept of it. @returns whether there was one, and it had not ended yet */
  async cancel(): Promise<boolean> {
    const running = this.#running
    if (!running) return false
    running.isCancelled = true
    running.cancel?.()
    await running.done
    return this.#last?.end === 'cancelled'
  }

  /** Starts a training when one is due; cheap to call often. */
  tick(): void {
    const { everyDays, trainer, store, views, now } = this.#parts
    if (everyDays === undefined || !trainer || !store || this.#running) return
    if (views.position < this.#tried.from * 1.1 + 1_000) return
    if (Math.abs(now() - this.#tried.at) >= everyDays * day) this.train()
  }

  /** Resolves when no training is under way. */
  async settled(): Promise<void> {
    await this.#running?.done
  }

  /** Keeps what was learned; it comes into use if it is better, and nobody chose otherwise since the training began. */
  async #keep({ ranker, ...report }: TrainingResult, basedOn: number, running: Running): Promise<Ended> {
    const { store, now } = this.#parts
    if (running.isCancelled) return { end: 'cancelled' }
    if (!ranker) return { end: 'too little', reason: shortOf(report.done), short: { done: report.done, doneMin } }
    const at = now()
    const version = `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}-${basedOn}`
    const { moments, rows, check } = report
    const model: RankerModel = { at, basedOn, moments, rows, check, ranker }
    await store!.save(version, model, this.#inUse?.version)
    this.#known.set(version, factsOf(model))
    if (!report.check.isBetter) return { end: 'not better', version }
    if (this.#choices !== running.choices) return { end: 'overtaken', version }
    await this.#use(version, ranker, 'training')
    return { end: 'chosen', version }
  }

  async #use(version: string | undefined, file: unknown, by: 'training' | 'operator'): Promise<void> {
    const { ledger, now, views } = this.#parts
    const ranker = version === undefined ? undefined : parseRanker(file)
    this.#choices += 1
    const id = `ranker:${views.position}:${now()}:${this.#choices}`
    await ledger.append([{ kind: 'ranker.chosen', at: now(), id, ...(version ? { version } : {}), by }])
    this.#inUse = version === undefined || ranker === undefined ? undefined : { version, ranker }
  }

  #inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#order.then(work)
    this.#order = result.catch(() => {}) // the next one is not this one's failure
    return result
  }

  /** @throws Refusal MODEL_UNKNOWN, MODEL_UNREADABLE */
  async #model(version: string): Promise<RankerModel> {
    const { store } = this.#parts
    const load = async () => (versionPattern.test(version) ? store?.load(version) : undefined)
    const found = await load().catch((error: unknown) => unreadable(version, messageOf(error)))
    if (found === undefined) throw new Refusal('MODEL_UNKNOWN', { version })
    const model = parseModel(found)
    this.#known.set(version, factsOf(model))
    return model
  }
}

type Ended = Omit<TrainingEnd, 'at'>

type Running = {
  readonly startedAt: EpochMs
  /** Choices made before it began. */
  readonly choices: number
  progress?: TrainingProgress
  isCancelled: boolean
  cancel?: () => void
  done: Promise<void>
}

/** What there is too little of. */
function shortOf(done: TrainingResult['done']): string {
  const counts = Object.entries(done).map(([act, count]) => `${act} ${count}`)
  return `what visits came to of what could have been shown: ${counts.join(', ')}; an act is learned from ${doneMin} on`
}
