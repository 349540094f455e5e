import type { SnapshotStore } from '../ports/snapshot-store.ts'
import { Views } from '../state/views.ts'
import type { Chores } from './chores.ts'

/** Takes a snapshot without holding up the shop: in another thread, from the last one and the log's tail. */
export type Snapshotter = () => Promise<{ readonly position: number }>

/**
 * When snapshots are taken. While the shop runs a worker thread makes them (`inBackground`), so no request waits; at a
 * graceful stop the live views are written directly.
 */
export class Snapshots {
  readonly #views: Views
  readonly #store: SnapshotStore
  readonly #inBackground: Snapshotter | undefined
  readonly #every: number
  readonly #chores: Chores
  #latest = 0
  /** `#changes` when one was taken, and when taking one went wrong last. */
  #takenAt = 0
  #failedAt = 0
  #running: Promise<number> | undefined

  /** @param parts.every events (facts of many prices: prices) after which the next snapshot is due */
  constructor(parts: {
    views: Views
    store: SnapshotStore
    inBackground?: Snapshotter
    every: number
    chores: Chores
  }) {
    this.#views = parts.views
    this.#store = parts.store
    this.#inBackground = parts.inBackground
    this.#every = parts.every
    this.#chores = parts.chores
  }

  /** Restores the views from the newest whole snapshot, if there is one that this version can read. */
  async restore(): Promise<number> {
    const snapshot = await this.#chores.run('restore', () =>
      this.#store.load(({ file, reason }) => {
        const instead = 'the next older snapshot is used, or the whole log where there is none'
        this.#chores.failed('restore', `the snapshot ${file} cannot be read (${reason}); ${instead}`)
      }),
    )
    if (!snapshot || !Views.canRestore(snapshot.views)) return 0
    this.#views.restore(snapshot.position, snapshot.views)
    this.#latest = snapshot.position
    this.#takenAt = this.#changes
    return snapshot.position
  }

  /** Events folded, those that hold many changes counted as many: what a restart without a snapshot would fold again. */
  get #changes(): number {
    return this.#views.position + this.#views.changesBeside
  }

  /** Takes a snapshot when one is due; cheap to call often. */
  tick(): void {
    const changes = this.#changes
    if (this.#running || changes - Math.max(this.#takenAt, this.#failedAt) < this.#every) return
    this.take().catch(() => {
      this.#failedAt = changes // the next one is due later; a restart replays more of the log until then
    })
  }

  /** Takes a snapshot of at least everything folded by now. @returns its position */
  async take(): Promise<number> {
    if (this.#running) await this.#running.catch(() => 0)
    const changes = this.#changes
    this.#running = this.#chores.run('snapshot', () =>
      this.#inBackground ? this.#inBackground().then(({ position }) => position) : this.#takeLive(),
    )
    try {
      this.#latest = await this.#running
      this.#takenAt = changes
      return this.#latest
    } finally {
      this.#running = undefined
    }
  }

  /**
   * Before anybody is served: after a long catching up the next snapshot is due at once, and a second thread that folds
   * the log again would take half the machine from the first requests. The failure of it stops nobody.
   */
  async takeIfDue(): Promise<void> {
    if (this.#changes - this.#takenAt < this.#every) return
    await this.takeLast().catch(() => {
      this.#failedAt = this.#changes
    })
  }

  /** Writes the live views: at a graceful stop, when nobody waits for answers any more. */
  async takeLast(): Promise<void> {
    if (this.#running) await this.#running.catch(() => 0)
    const { position } = this.#views
    if (position <= this.#latest) return
    await this.#chores.run('snapshot', () => this.#store.save({ position, views: this.#views.save() }))
    this.#latest = position
    this.#takenAt = this.#changes
  }

  /** Stores a rebuilt state in place of the newest snapshot. */
  async replaceWith(views: Views): Promise<void> {
    await this.#store.save({ position: views.position, views: views.save() })
    this.#latest = Math.max(this.#latest, views.position)
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  dropBefore(position: number): Promise<void> {
    return this.#store.dropBefore(position)
  }

  /** Without a thread for it: a copy of the views at one moment, then written while the shop goes on. */
  async #takeLive(): Promise<number> {
    const { position } = this.#views
    await this.#store.save({ position, views: structuredClone(this.#views.save()) })
    return position
  }
}
