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
  /** Position at which taking one went wrong last. */
  #failedAt = 0
  #running: Promise<number> | undefined

  /** @param parts.every events after which the next snapshot is due */
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
    return snapshot.position
  }

  /** Takes a snapshot when one is due; cheap to call often. */
  tick(): void {
    const { position } = this.#views
    if (this.#running || position - Math.max(this.#latest, this.#failedAt) < this.#every) return
    this.take().catch(() => {
      this.#failedAt = position // the next one is due later; a restart replays more of the log until then
    })
  }

  /** Takes a snapshot of at least everything folded by now. @returns its position */
  async take(): Promise<number> {
    if (this.#running) await this.#running.catch(() => 0)
    this.#running = this.#chores.run('snapshot', () =>
      this.#inBackground ? this.#inBackground().then(({ position }) => position) : this.#takeLive(),
    )
    try {
      this.#latest = await this.#running
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
    if (this.#views.position - this.#latest < this.#every) return
    await this.takeLast().catch(() => {
      this.#failedAt = this.#views.position
    })
  }

  /** Writes the live views: at a graceful stop, when nobody waits for answers any more. */
  async takeLast(): Promise<void> {
    if (this.#running) await this.#running.catch(() => 0)
    const { position } = this.#views
    if (position <= this.#latest) return
    await this.#chores.run('snapshot', () => this.#store.save({ position, views: this.#views.save() }))
    this.#latest = position
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
