import type { Columns } from '@nunchi/kernel'
import type { Snapshot, SnapshotStore } from '../../ports/snapshot-store.ts'

/** Snapshots for tests and demos. Forgets everything on exit. */
export class MemorySnapshotStore implements SnapshotStore {
  #snapshots: readonly Snapshot[] = []

  async save(snapshot: Snapshot): Promise<void> {
    const others = this.#snapshots.filter(({ position }) => position !== snapshot.position)
    this.#snapshots = [...others, copyOf(snapshot)].sort((a, b) => b.position - a.position).slice(0, 2)
  }

  async load(): Promise<Snapshot | undefined> {
    return this.#snapshots.length === 0 ? undefined : copyOf(this.#snapshots[0])
  }

  async dropBefore(position: number): Promise<void> {
    this.#snapshots = this.#snapshots.filter((snapshot) => snapshot.position >= position)
  }

  async close(): Promise<void> {}
}

/** Views go on changing their columns after they have handed them out. */
function copyOf(snapshot: Snapshot): Snapshot {
  const copied = (columns: Columns): Columns =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice()]))
  const views = Object.entries(snapshot.views).map(([name, columns]) => [name, copied(columns)])
  return { position: snapshot.position, views: Object.fromEntries(views) }
}
