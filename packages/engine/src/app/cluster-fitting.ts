import { planSegments, sampleForSegments } from '../decide/cluster/segment.ts'
import type { EpochMs } from '../domain/units.ts'
import type { Views } from '../state/views.ts'
import type { Ledger } from './ledger.ts'
import { runInWorker } from './tasks.ts'

const clustersCount = 20
const shoppersMin = 50
const iterationsMax = 30
const day = 86_400_000
const seed = 20_240_517

/** Fits the clusters of shoppers when they are due: daily, or when the log has grown by half. The fit runs in a worker. */
export class ClusterFitting {
  readonly #views: Views
  readonly #ledger: Ledger
  readonly #now: () => EpochMs
  #running: Promise<void> | undefined

  constructor(parts: { views: Views; ledger: Ledger; now: () => EpochMs }) {
    this.#views = parts.views
    this.#ledger = parts.ledger
    this.#now = parts.now
  }

  /** Starts a fit when one is due; cheap to call often. */
  tick(): void {
    const { clusters, position, shoppers } = this.#views
    if (this.#running || shoppers.people < shoppersMin) return
    const hasGrown = position > clusters.basedOn * 1.5 + 1_000
    const isOld = this.#now() - clusters.fittedAt > day && position > clusters.basedOn * 1.01
    if (clusters.all.length > 0 && !hasGrown && !isOld) return
    this.fit().catch(() => {}) // the old clusters stay; due again at the next event
  }

  /** Fits now. @returns when the new clusters are in the views */
  fit(): Promise<void> {
    this.#running ??= this.#fit().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async settled(): Promise<void> {
    await this.#running?.catch(() => {})
  }

  async #fit(): Promise<void> {
    const basedOn = this.#views.position
    const sample = sampleForSegments(this.#views, seed)
    if (sample.rows.length === 0 || sample.tags.length === 0) return
    const task = { points: sample.points, dims: sample.tags.length, k: clustersCount, seed, iterationsMax }
    const found = await runInWorker<{ centres: Float32Array; assigned: Uint32Array }>('k-means', task)
    await this.#ledger.append([planSegments(this.#views, sample, found, { at: this.#now(), basedOn })])
  }
}
