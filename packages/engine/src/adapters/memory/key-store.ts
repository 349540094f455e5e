import { Refusal } from '../../domain/refusal.ts'
import type { ApiKey, KeyStore } from '../../ports/key-store.ts'
import { hashOfSecret, newApiKey } from './api-keys.ts'

/** Keys for tests and demos, and the in-memory face of stores that keep them. Holds hashes only. */
export class MemoryKeyStore implements KeyStore {
  readonly #byHash = new Map<string, ApiKey>()

  async add(key: Omit<ApiKey, 'id' | 'createdAt'>, createdAt: number): Promise<{ key: ApiKey; secret: string }> {
    const made = newApiKey(key, createdAt)
    this.put(hashOfSecret(made.secret), made.key)
    return made
  }

  /** Takes in a key whose hash is known. */
  put(hash: string, key: ApiKey): void {
    this.#byHash.set(hash, key)
  }

  /**
   * Looks the hash up, so the time it takes says something about stored hashes at most, and of a hash nobody can choose the
   * beginning: that is why nothing here needs to compare in constant time.
   */
  find(secret: string): ApiKey | undefined {
    return secret.startsWith('nk_') ? this.#byHash.get(hashOfSecret(secret)) : undefined
  }

  /** In the order in which they were made. */
  list(): readonly ApiKey[] {
    return [...this.#byHash.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }

  async revoke(id: string): Promise<void> {
    for (const [hash, key] of this.#byHash) {
      if (key.id !== id) continue
      this.#byHash.delete(hash)
      return
    }
    throw new Refusal('KEY_UNKNOWN', { id })
  }

  async close(): Promise<void> {}
}
