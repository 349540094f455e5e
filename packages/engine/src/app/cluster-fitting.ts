import { type KMeansResult, type KMeansTask, sphericalKMeans } from '@nunchi/kernel'
import { planSegments, sampleForSegments } from '../decide/cluster/segment.ts'
import type { EpochMs } from '../domain/units.ts'
import type { PlanEvent } from '../events/plan.ts'
import type { Views } from '../state/views.ts'
import type { Chores } from './chores.ts'
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
  readonly #chores: Chores
  readonly #isTold: boolean
  #running: Promise<void> | undefined
  /** Log position at the last attempt that came to nothing. */
  #vainAt = Number.NEGATIVE_INFINITY

  /** @param parts.isTold whether it fits only when told, and in this thread: in a simulation nothing hangs on how fast a thread is */
  constructor(parts: { views: Views; ledger: Ledger; now: () => EpochMs; chores: Chores; isTold?: boolean }) {
    this.#views = parts.views
    this.#ledger = parts.ledger
    this.#now = parts.now
    this.#chores = parts.chores
    this.#isTold = parts.isTold ?? false
  }

  /** Starts a fit when one is due; cheap to call often. */
  tick(): void {
    const { clusters, position, shoppers } = this.#views
    if (this.#isTold || this.#running || shoppers.people < shoppersMin || position < this.#vainAt * 1.5 + 1_000) return
    const hasGrown = position > clusters.basedOn * 1.5 + 1_000
    const isOld = Math.abs(this.#now() - clusters.fittedAt) > day && position > clusters.basedOn * 1.01
    if (clusters.all.length > 0 && !hasGrown && !isOld) return
    this.fit().catch(() => {}) // the old clusters stay
  }

  /** Fits now. @returns when the new clusters are in the views */
  fit(): Promise<void> {
    const fitting = () => this.#chores.run('clusters', () => this.#fit())
    this.#running ??= fitting().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async settled(): Promise<void> {
    await this.#running?.catch(() => {})
  }

  /** A fit that fails, or finds nobody to group, is not tried again before the log has grown by half. */
  async #fit(): Promise<void> {
    this.#vainAt = this.#views.position
    const plan = await fitClusters(this.#views, { at: this.#now(), inWorker: !this.#isTold })
    if (!plan) return
    await this.#ledger.append([plan])
    this.#vainAt = Number.NEGATIVE_INFINITY
  }
}

/**
 * Fits the clusters of the shoppers as they are in `views`: k-means over their interests, 20 groups unless `k` says
 * otherwise. In a worker the shop goes on meanwhile; in this thread it takes a second or two for 10,000 shoppers.
 * @returns undefined when there is nobody to group
 */
export async function fitClusters(
  views: Views,
  { at, inWorker, k = clustersCount }: { at: EpochMs; inWorker: boolean; k?: number },
): Promise<PlanEvent | undefined> {
  const basedOn = views.position
  const sample = sampleForSegments(views, seed)
  if (sample.rows.length === 0 || sample.tags.length === 0) return undefined
  const task: KMeansTask = { points: sample.points, dims: sample.tags.length, k, seed, iterationsMax }
  const found = inWorker
    ? await runInWorker<Pick<KMeansResult, 'centres' | 'assigned'>>('k-means', task)
    : sphericalKMeans(task.points, task)
  return planSegments(views, sample, found, { at, basedOn })
}
