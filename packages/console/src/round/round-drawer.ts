import type { RoundBody } from '@nunchi/protocol'
import type { Kept } from './round-outbox.ts'

const prefix = 'nunchi.round.'
const places = { key: `${prefix}key`, round: `${prefix}last`, map: `${prefix}map` } as const
const ofAct = `${prefix}act.`

/**
 * What a driver's page keeps on the phone: the key, the round as it was told last, and what was reported and not taken yet. Each report has
 * a place of its own, so that two tabs lose nothing of each other.
 */
export class RoundDrawer {
  readonly #storage: Storage | undefined
  /** What the phone would not store lasts as long as the page. */
  readonly #loose = new Map<string, string>()

  /** @param open  hands out the storage; throws where it is forbidden */
  constructor(open: () => Storage) {
    try {
      this.#storage = open()
    } catch {
      this.#storage = undefined
    }
  }

  /** False where something would be lost with the page: storage is forbidden or full. */
  get isLasting(): boolean {
    return this.#loose.size === 0
  }

  get key(): string | undefined {
    return this.#read<string>(places.key)
  }

  /** Takes another driver's key: the round of the one before is forgotten, what they reported stays until their vehicle's key is back. */
  takeKey(key: string): void {
    if (key !== this.key) this.round = undefined
    this.#write(places.key, key)
  }

  get round(): RoundBody | undefined {
    return this.#read<RoundBody>(places.round)
  }

  set round(round: RoundBody | undefined) {
    this.#write(places.round, round)
  }

  /** The app that opens the way to a stop. */
  get map(): string | undefined {
    return this.#read<string>(places.map)
  }

  set map(map: string) {
    this.#write(places.map, map)
  }

  /** In the order in which it happened. */
  get acts(): readonly Kept[] {
    const found = this.#names().flatMap((name) => (name.startsWith(ofAct) ? (this.#read<Kept>(name) ?? []) : []))
    return found.sort((a, b) => a.act.at - b.act.at || (a.act.id < b.act.id ? -1 : 1))
  }

  /** Keeps acts, in place of what was kept of them before. */
  keep(acts: readonly Kept[]): void {
    for (const kept of acts) this.#write(ofAct + kept.act.id, kept)
  }

  /** Lets go of acts, by id. */
  drop(ids: readonly string[]): void {
    for (const id of ids) this.#write(ofAct + id, undefined)
  }

  /**
   * Signs the driver out: key, round, addresses and all are gone. What was reported and not taken yet stays, without the key: it says numbers
   * of deliveries and no more, and is sent when a key of its vehicle comes back.
   */
  signOut(): void {
    for (const place of Object.values(places)) this.#write(place, undefined)
  }

  #names(): readonly string[] {
    const stored = this.#storage
    const names = stored ? Array.from({ length: stored.length }, (_, n) => stored.key(n) ?? '') : []
    return [...new Set([...names, ...this.#loose.keys()])]
  }

  #read<Value>(place: string): Value | undefined {
    const text = this.#loose.get(place) ?? this.#storage?.getItem(place)
    if (text === undefined || text === null) return undefined
    try {
      return JSON.parse(text) as Value
    } catch {
      return undefined
    }
  }

  #write(place: string, value: unknown): void {
    this.#loose.delete(place)
    if (value === undefined) return this.#storage?.removeItem(place)
    const text = JSON.stringify(value)
    try {
      if (this.#storage === undefined) this.#loose.set(place, text)
      else this.#storage.setItem(place, text)
    } catch {
      this.#loose.set(place, text)
    }
  }
}
