import type { Erasure } from '../domain/erasure.ts'
import type { EpochMs, ShopperKey } from '../domain/units.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { Vault } from '../ports/vault.ts'
import type { Views } from '../state/views.ts'
import type { Chores } from './chores.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Fact, Ledger } from './ledger.ts'
import type { Snapshots } from './snapshots.ts'

const positionsPerErase = 10_000
/** After scrubbing failed (a full disk, a reader in the way) it is tried again no sooner than this. */
const retryMs = 60_000

/**
 * Carries out "forget me". What answers are made of (profile, history, vault) is gone when `forget` resolves; then the
 * log's entries are overwritten and older snapshots deleted. What the person's devices had refused stays, by fingerprint.
 * The request is a fact in the log, so a crash in between
 * only delays it: `resume` goes on at the next start.
 */
export class Erasing {
  readonly #log: EventLog
  readonly #vault: Vault
  readonly #views: Views
  readonly #ledger: Ledger
  readonly #snapshots: Snapshots
  readonly #now: () => EpochMs
  readonly #chores: Chores
  #work: Promise<void> = Promise.resolve()
  /** When scrubbing failed last; undefined when it did not, or is under way again. */
  #failedAt: EpochMs | undefined

  constructor(parts: {
    log: EventLog
    vault: Vault
    views: Views
    ledger: Ledger
    snapshots: Snapshots
    now: () => EpochMs
    chores: Chores
  }) {
    this.#log = parts.log
    this.#vault = parts.vault
    this.#views = parts.views
    this.#ledger = parts.ledger
    this.#snapshots = parts.snapshots
    this.#now = parts.now
    this.#chores = parts.chores
  }

  /**
   * @returns the number under which `stateOf` tells how far it is (the log position of the request); undefined when
   * somebody else asked for the same meanwhile, and all of it is done
   */
  async forget(shopper: ShopperKey): Promise<number | undefined> {
    await this.#ledger.settled() // what they refused a moment ago counts
    const refusals = await this.#refusalsOf(shopper)
    const id = `forgotten:${shopper}`
    if (this.#ledger.knows(id)) await this.#ledger.settled()
    else await this.#ledger.append([...refusals, { kind: 'shopper.forgotten', at: this.#now(), id, shopper }])
    const askedAt = this.#views.erasures.open().find((open) => this.#views.erasures.find(open)?.keys.includes(shopper))
    if (askedAt === undefined) return undefined
    try {
      await this.#eraseFromVault([this.#views.erasures.find(askedAt)!])
    } catch (error) {
      this.#failedAt = this.#now() // the wish is in the log: it is carried out later even if nobody asks again
      throw error
    }
    this.resume()
    return askedAt
  }

  /** The newest request that is not carried out to the end. */
  get newestOpen(): number | undefined {
    return this.#views.erasures.open().at(-1)
  }

  stateOf(askedAt: number): 'scrubbing' | 'done' | undefined {
    const { erasures } = this.#views
    return erasures.find(askedAt) ? 'scrubbing' : erasures.isDone(askedAt) ? 'done' : undefined
  }

  /** Scrubs whatever is still open, one request after the other. */
  resume(): void {
    this.#failedAt = undefined
    this.#work = this.#work
      .then(async () => {
        if (this.#open().length > 0) await this.#chores.run('erasure', () => this.#scrubAll())
      })
      .catch(() => {
        this.#failedAt = this.#now() // stays open; tried again by `tick`, or at the next start
      })
  }

  /** Takes up again what failed a while ago; cheap to call often. */
  tick(): void {
    if (this.#failedAt === undefined) return
    if (Math.abs(this.#now() - this.#failedAt) >= retryMs) this.resume() // also when the clock was set back meanwhile
  }

  /** Resolves when no scrubbing is under way. */
  settled(): Promise<void> {
    return this.#work
  }

  async #scrubAll(): Promise<void> {
    const { timeline } = this.#views
    await this.#eraseFromVault(this.#open())
    await this.#forgetStragglers()
    const open = this.#open()
    // A snapshot before the log is touched: made from the log as it is, it lacks these people; the older ones do not.
    const taken = await this.#snapshots.take()
    // Newest first and the request itself last: should all snapshots be lost on the way, the log still tells what to erase.
    const asked = new Set(open.map(({ askedAt }) => askedAt))
    const positions = open.flatMap(({ rows }) => rows).flatMap((row) => timeline.positionsOf(row))
    positions.sort((a, b) => Number(asked.has(a)) - Number(asked.has(b)) || b - a)
    for (let i = 0; i < positions.length; i += positionsPerErase) {
      await this.#log.erase(positions.slice(i, i + positionsPerErase))
    }
    await this.#snapshots.dropBefore(taken)
    await this.#ledger.append(
      open.map(({ askedAt }) => ({ kind: 'shopper.scrubbed', at: this.#now(), id: `scrubbed:${askedAt}`, askedAt })),
    )
    await this.#snapshots.dropBefore(await this.#snapshots.take()) // the last place that names their keys: what was still to do
  }

  /**
   * What the person's devices are to go on refusing as strangers. A login is not among them: it can be guessed, so its
   * fingerprint would name a person.
   */
  async #refusalsOf(shopper: ShopperKey): Promise<Fact[]> {
    const { shoppers, refusals } = this.#views
    const row = shoppers.find(shopper)
    if (row < 0) return []
    const aliases = await Promise.all(shoppers.currentKeysOf(row).map((key) => this.#vault.aliasesOf(key)))
    const [personalised, consent] = [shoppers.isPersonalised(row), shoppers.hasConsented(row)]
    const devices = aliases
      .flat()
      .filter(({ type }) => type === 'anonymous')
      .map(({ id }) => fingerprintOf(id))
    const at = this.#now()
    return devices
      .filter((device) => refusals.of(device).personalised !== personalised || refusals.of(device).consent !== consent)
      .map((device) => ({ kind: 'refusals.kept', at, id: `refusals:${device}:${at}`, device, personalised, consent }))
  }

  /** A device that is somebody else's now keeps its name there; what was told of it alone may be the former owner's. */
  async #eraseFromVault(erasures: readonly Erasure[]): Promise<void> {
    for (const key of erasures.flatMap(({ lent }) => lent)) {
      const names = Object.keys(await this.#vault.traitsOf(key))
      for (const { id } of await this.#vault.contactsOf(key)) await this.#vault.removeContact(key, id)
      if (names.length > 0) await this.#vault.putTraits(key, Object.fromEntries(names.map((name) => [name, null])))
    }
    await this.#vault.erase(erasures.flatMap(({ keys }) => keys)) // last: it takes the older bytes of both out of the files
  }

  #open() {
    const { erasures } = this.#views
    return erasures.open().map((askedAt) => ({ askedAt, ...erasures.find(askedAt)! }))
  }

  /**
   * Forgets what was on its way while the request was folded, and so began a new row under a key already dropped. Nothing
   * more can come: the vault no longer gives the keys out. A row that is also somebody else's is theirs.
   */
  async #forgetStragglers(): Promise<void> {
    await this.#ledger.settled()
    const { shoppers } = this.#views
    const gone = new Set(this.#open().flatMap(({ keys }) => keys))
    const late = [...gone].filter((key) => {
      const row = shoppers.find(key)
      return row >= 0 && shoppers.keysOf(row).every((other) => gone.has(other))
    })
    const again = late.map((shopper) => ({
      kind: 'shopper.forgotten' as const,
      at: this.#now(),
      id: `forgotten:${shopper}:${this.#views.position}`,
      shopper,
    }))
    await this.#ledger.append(again)
  }
}
