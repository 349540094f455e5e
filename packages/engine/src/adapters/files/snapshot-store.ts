import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DamagedSnapshot, Snapshot, SnapshotStore } from '../../ports/snapshot-store.ts'
import { columnsFormat, NotWhole, readSnapshot, writeSnapshot } from './columns-file.ts'
import { syncFolder } from './durable-file.ts'

/** A snapshot's file, or one being written: its position and format are in its name. */
const namePattern = /^(\d+)\.v(\d+)\.snapshot(?:\.(\d+)-\d+\.part)?$/

type Found = { readonly name: string; readonly position: number; readonly format: number; readonly writer?: number }

/** Snapshots kept. The older one is there in case the newer is damaged. */
const kept = 2

/**
 * Snapshots as files in the folder `snapshots` of a data folder, one each. A file is written under another name, synced,
 * renamed, and the folder synced, so that it is there whole or not at all. May be used from several threads of the process
 * to which the folder belongs, provided one of them saves at a time.
 */
export class FileSnapshotStore implements SnapshotStore {
  readonly #dir: string
  /** Files found damaged: never loaded, and not counted among those kept. */
  readonly #damaged = new Set<string>()
  #saving: Promise<void> = Promise.resolve()
  #saves = 0

  private constructor(dir: string) {
    this.#dir = dir
  }

  /** Opens the snapshots of a data folder. What a process that was killed left half written is deleted. */
  static async open(dataDir: string): Promise<FileSnapshotStore> {
    const store = new FileSnapshotStore(join(dataDir, 'snapshots'))
    await mkdir(store.#dir, { recursive: true, mode: 0o700 })
    for (const { name, writer } of await store.#found()) {
      if (writer !== undefined && writer !== process.pid) await rm(join(store.#dir, name), { force: true })
    }
    return store
  }

  /** As in the port. The columns must not change until it resolves. */
  save(snapshot: Snapshot): Promise<void> {
    const saved = this.#saving.then(() => this.#save(snapshot))
    this.#saving = saved.catch(() => {}) // the next save is not this one's failure
    return saved
  }

  async load(onDamaged: (damaged: DamagedSnapshot) => void = () => {}): Promise<Snapshot | undefined> {
    for (const { name } of await this.#whole()) {
      try {
        return await this.#read(name)
      } catch (error) {
        if (!(error instanceof NotWhole || (error instanceof Error && 'syscall' in error))) throw error
        if ('code' in error && error.code === 'ENOENT') continue // dropped meanwhile
        this.#damaged.add(name)
        onDamaged({ file: join(this.#dir, name), reason: error.message })
      }
    }
    return undefined
  }

  async dropBefore(position: number): Promise<void> {
    await this.#saving
    const old = (await this.#found()).filter((found) => found.position < position)
    for (const { name } of old) await rm(join(this.#dir, name), { force: true })
    await syncFolder(this.#dir)
  }

  async close(): Promise<void> {
    await this.#saving
  }

  async #read(name: string): Promise<Snapshot> {
    const file = await open(join(this.#dir, name), 'r')
    try {
      return await readSnapshot(file)
    } finally {
      await file.close()
    }
  }

  async #save(snapshot: Snapshot): Promise<void> {
    const name = `${snapshot.position}.v${columnsFormat}.snapshot`
    const part = join(this.#dir, `${name}.${process.pid}-${++this.#saves}.part`)
    try {
      const file = await open(part, 'wx', 0o600)
      try {
        await writeSnapshot(file, snapshot)
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(part, join(this.#dir, name))
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
    this.#damaged.delete(name)
    await syncFolder(this.#dir)
    const keep = new Set((await this.#whole()).slice(0, kept).map((found) => found.name))
    for (const found of await this.#found()) {
      if (found.writer === undefined && !keep.has(found.name)) await rm(join(this.#dir, found.name), { force: true })
    }
  }

  /** Finished snapshots of this format that are not known to be damaged, newest first. */
  async #whole(): Promise<Found[]> {
    return (await this.#found())
      .filter((found) => found.writer === undefined && found.format === columnsFormat && !this.#damaged.has(found.name))
      .sort((a, b) => b.position - a.position)
  }

  async #found(): Promise<Found[]> {
    const found: Found[] = []
    for (const name of await readdir(this.#dir)) {
      const match = namePattern.exec(name)
      if (!match) continue
      const writer = match[3] === undefined ? undefined : Number(match[3])
      found.push({ name, position: Number(match[1]), format: Number(match[2]), writer })
    }
    return found
  }
}
