import type { DeliveryKey } from '../../domain/dispatch.ts'
import type { ShopperKey } from '../../domain/units.ts'
import type { Alias, Vault } from '../../ports/vault.ts'

/** Where something is brought, and to whom. */
export type Door = {
  readonly lat: number
  readonly lon: number
  readonly address?: string
  readonly recipient?: string
  readonly phone?: string
  readonly note?: string
}

/** What is kept of a delivery apart from the log; undefined where it was erased. */
export type DoorCard = { readonly name: string; readonly door: Door } | undefined

const optional = ['address', 'recipient', 'phone', 'note'] as const
/** Cards held in memory: a large day. */
const cardsMax = 20_000

/**
 * The book of doors: the shop's own number of each delivery, where it goes and to whom, and who drives which vehicle. All of it lies in the
 * vault, so that it can be erased; what is read often is held in memory until anything is erased.
 */
export class Doors {
  readonly #vault: Vault
  readonly #cards = new Map<DeliveryKey, DoorCard>()
  readonly #drivers = new Map<string, string | undefined>()
  /** Changes and erasures so far: what was read before one is not held after it. */
  #changes = 0

  constructor(vault: Vault) {
    this.#vault = vault
  }

  /** The keys of deliveries by the shop's numbers; new ones for those that are new. */
  async keysFor(names: readonly string[]): Promise<readonly DeliveryKey[]> {
    const keys = await this.#vault.keysFor(names.map(deliveryAlias))
    return keys as readonly string[] as readonly DeliveryKey[]
  }

  keyOf(name: string): DeliveryKey | undefined {
    return this.#vault.keyOf(deliveryAlias(name)) as string | undefined as DeliveryKey | undefined
  }

  /** Durable when it resolves. @returns whether it is another one than before */
  async put(key: DeliveryKey, door: Door): Promise<boolean> {
    const before = await this.#vault.traitsOf(vaultKey(key))
    const traits = { lat: door.lat, lon: door.lon, ...Object.fromEntries(optional.map((n) => [n, door[n] ?? null])) }
    const isSame = Object.entries(traits).every(([name, value]) => (before[name] ?? null) === value)
    if (isSame) return false
    await this.#vault.putTraits(vaultKey(key), traits)
    this.#changes++
    this.#cards.delete(key)
    return true
  }

  /** In order. Those not read lately cost a question to the vault's thread each. */
  async cardsOf(keys: readonly DeliveryKey[]): Promise<readonly DoorCard[]> {
    const missing = keys.filter((key) => !this.#cards.has(key))
    if (missing.length > 0) {
      const changes = this.#changes
      const names = await this.#vault.namesOf(missing.map(vaultKey))
      const traits = await Promise.all(missing.map((key) => this.#vault.traitsOf(vaultKey(key))))
      if (changes !== this.#changes) return this.cardsOf(keys) // some of it may be gone meanwhile
      if (this.#cards.size + missing.length > cardsMax) this.#cards.clear()
      for (const [n, key] of missing.entries()) this.#cards.set(key, cardOf(names[n], traits[n]!))
      if (missing.length < keys.length) return this.cardsOf(keys)
    }
    return keys.map((key) => this.#cards.get(key))
  }

  /** Beyond recovery. */
  async erase(keys: readonly DeliveryKey[]): Promise<void> {
    await this.#vault.erase(keys.map(vaultKey))
    this.forget()
  }

  /** Lets go of what is held in memory, as some of it was erased. */
  forget(): void {
    this.#changes++
    this.#cards.clear()
    this.#drivers.clear()
  }

  /** What is drawn behind the stops of a depot: no fact, and so not in the log. */
  async linesOf(depot: string): Promise<readonly unknown[]> {
    const key = this.#vault.keyOf(linesAlias(depot))
    const { lines = [] } =
      key === undefined ? {} : ((await this.#vault.traitsOf(key)) as { lines?: readonly unknown[] })
    return lines
  }

  async putLines(depot: string, lines: readonly unknown[]): Promise<void> {
    const [key] = await this.#vault.keysFor([linesAlias(depot)])
    await this.#vault.putTraits(key!, { lines })
  }

  async driverOf(vehicle: string): Promise<string | undefined> {
    if (this.#drivers.has(vehicle)) return this.#drivers.get(vehicle)
    const changes = this.#changes
    const key = this.#vault.keyOf(vehicleAlias(vehicle))
    const { driver } = key === undefined ? {} : ((await this.#vault.traitsOf(key)) as { driver?: string })
    if (changes !== this.#changes) return this.driverOf(vehicle)
    this.#drivers.set(vehicle, driver)
    return driver
  }

  /** Without a name: nobody is known to drive it. */
  async putDriver(vehicle: string, driver: string | undefined): Promise<void> {
    const [key] = await this.#vault.keysFor([vehicleAlias(vehicle)])
    if (driver === undefined) await this.#vault.erase([key!])
    else await this.#vault.putTraits(key!, { driver })
    this.#changes++
    this.#drivers.delete(vehicle)
  }
}

const linesAlias = (depot: string): Alias => ({ type: 'delivery', id: `l:${depot}` })

function cardOf(alias: Alias | undefined, traits: Readonly<Record<string, unknown>>): DoorCard {
  const { lat, lon } = traits as Partial<Door>
  if (alias === undefined || lat === undefined || lon === undefined) return undefined
  return { name: alias.id.slice(deliveryPrefix.length), door: traits as Door }
}

const deliveryPrefix = 'd:'
const deliveryAlias = (name: string): Alias => ({ type: 'delivery', id: deliveryPrefix + name })
const vehicleAlias = (id: string): Alias => ({ type: 'delivery', id: `v:${id}` })
const vaultKey = (key: DeliveryKey): ShopperKey => key as string as ShopperKey
