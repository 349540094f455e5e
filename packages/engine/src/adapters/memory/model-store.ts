import { type ModelStore, modelsKept } from '../../ports/model-store.ts'

/** Models for tests and demos. Forgets everything on exit. */
export class MemoryModelStore implements ModelStore {
  readonly #models = new Map<string, string>()

  async save(version: string, model: unknown, kept?: string): Promise<void> {
    this.#models.set(version, JSON.stringify(model))
    for (const old of (await this.list()).slice(modelsKept))
      if (old !== kept && old !== version) this.#models.delete(old)
  }

  async load(version: string): Promise<unknown> {
    const text = this.#models.get(version)
    return text === undefined ? undefined : JSON.parse(text)
  }

  async list(): Promise<readonly string[]> {
    return [...this.#models.keys()].sort().reverse()
  }
}
