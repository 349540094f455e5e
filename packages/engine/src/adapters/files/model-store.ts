import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ModelStore, modelsKept, versionPattern } from '../../ports/model-store.ts'
import { writeDurably } from './durable-file.ts'

const ending = '.json'

/** Models of one kind as files in a folder of their own in the data folder, one each, written whole or not at all. */
export class FileModelStore implements ModelStore {
  readonly #dir: string

  constructor(dataDir: string, folder = 'models') {
    this.#dir = join(dataDir, folder)
  }

  async save(version: string, model: unknown, kept?: string): Promise<void> {
    if (!versionPattern.test(version)) throw new Error(`${version} is no name of a version`)
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    await writeDurably(this.#fileOf(version), JSON.stringify(model))
    for (const old of (await this.list()).slice(modelsKept))
      if (old !== kept && old !== version) await rm(this.#fileOf(old), { force: true })
  }

  async load(version: string): Promise<unknown> {
    if (!versionPattern.test(version)) return undefined
    try {
      return JSON.parse(await readFile(this.#fileOf(version), 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  async list(): Promise<readonly string[]> {
    try {
      const names = (await readdir(this.#dir)).filter((name) => name.endsWith(ending))
      const versions = names.map((name) => name.slice(0, -ending.length))
      return versions
        .filter((version) => versionPattern.test(version))
        .sort()
        .reverse()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }

  #fileOf(version: string): string {
    return join(this.#dir, `${version}${ending}`)
  }
}
