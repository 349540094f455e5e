import type { Columns } from '@nunchi/kernel'

/** All views as they were when `position` events had been folded. */
export type Snapshot = {
  readonly position: number
  /** View name -> its columns. */
  readonly views: Readonly<Record<string, Columns>>
}

/** A snapshot that is there and cannot be read. */
export type DamagedSnapshot = { readonly file: string; readonly reason: string }

/** Keeps snapshots of the views so that a restart folds only the log's tail. A snapshot can always be thrown away. */
export interface SnapshotStore {
  /** Stores a snapshot whole or not at all, and drops all but the two newest. */
  save(snapshot: Snapshot): Promise<void>
  /**
   * The newest snapshot that is whole (checksums hold, same format); undefined when there is none.
   * @param onDamaged  told of every newer one that had to be passed over
   */
  load(onDamaged?: (damaged: DamagedSnapshot) => void): Promise<Snapshot | undefined>
  /** Deletes every snapshot taken before `position`, beyond recovery from the store's files. */
  dropBefore(position: number): Promise<void>
  close(): Promise<void>
}
