/** What is needed of localStorage. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Small texts under one prefix: in localStorage, and in memory where there is none, or it is full or forbidden. */
export class Drawer {
  readonly #prefix: string
  readonly #storage: Storage | undefined
  readonly #held = new Map<string, string>()

  constructor(prefix: string, storage: Storage | undefined) {
    this.#prefix = prefix
    this.#storage = storage
  }

  get(name: string): string | undefined {
    return this.#held.get(name) ?? this.#try((storage) => storage.getItem(this.#prefix + name)) ?? undefined
  }

  /** @returns whether it will be there after a reload */
  set(name: string, text: string): boolean {
    const kept = this.#try((storage) => {
      storage.setItem(this.#prefix + name, text)
      return true
    })
    if (kept) this.#held.delete(name)
    else this.#held.set(name, text)
    return kept === true
  }

  remove(name: string): void {
    this.#held.delete(name)
    this.#try((storage) => storage.removeItem(this.#prefix + name))
  }

  /** The names that begin so and will be there after a reload. */
  names(beginning: string): string[] {
    const names: string[] = []
    this.#try((storage) => {
      for (let i = 0; i < storage.length; i++) {
        const key = storage.key(i) ?? ''
        if (key.startsWith(this.#prefix + beginning)) names.push(key.slice(this.#prefix.length))
      }
    })
    return names
  }

  #try<Result>(use: (storage: Storage) => Result): Result | undefined {
    try {
      return this.#storage && use(this.#storage)
    } catch {
      return undefined // forbidden, or full: memory has to do
    }
  }
}

/** The page's localStorage; undefined where there is none, or looking at it is forbidden already. */
export function pageStorage(): Storage | undefined {
  try {
    return typeof document === 'undefined' ? undefined : globalThis.localStorage
  } catch {
    return undefined
  }
}
