import { createHash } from 'node:crypto'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import type { HomeAsk, RankAsk } from '../../app/face.ts'
import type { Report } from '../../app/report.ts'
import { Shop, type ShopParts } from '../../app/shop.ts'
import { epochMs } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { Alias } from '../../ports/vault.ts'
import { dayMs, dayOf, startOf } from '../life/calendar.ts'
import { Draws } from '../life/draws.ts'
import { listedAt, shelfEventsOn } from '../life/listing.ts'
import { pagesOf } from '../life/pages.ts'
import { Shelf } from '../life/shelf.ts'
import { Street } from '../life/street.ts'
import { visitsOn } from '../life/visits.ts'
import { Worth } from '../life/worth.ts'
import { makeTown, type Town, type TownSize } from '../town/town.ts'
import { Books } from './books.ts'
import { checkForgotten, checkHome, checkLog, checkPerson, checkPopular, checkRebuilt } from './checks.ts'
import { Courier } from './courier.ts'
import { FaultyLog } from './faulty-log.ts'
import { wishesOn } from './wishes.ts'

export type AuditAsk = { readonly seed: number; readonly size: TownSize; readonly days: number }

export type AuditReport = AuditAsk & {
  /** What was wrong, in words; empty when nothing was. The first hundred. */
  readonly problems: readonly string[]
  readonly events: number
  readonly orders: number
  readonly homes: number
  readonly forgotten: number
  readonly faults: Readonly<Record<string, number>>
  /** Of everything that was shown and kept: the same for the same ask. */
  readonly digest: string
}

const opening = startOf(20_458)
/** Every fourth person of the town is a device at first, and known by name from this share of the days on. */
const deviceEvery = 4
const knownFrom = 0.4
/** Nobody is forgotten before this share of the days: until then the state must be what the log folds to. */
const forgetFrom = 0.6

/**
 * Lives a town against a shop to which everything happens that happens to one (reports twice and late, a failing log,
 * a dying process), with people who hide things, refuse, withdraw and want to be forgotten. Beside it keeps books of its
 * own, and in the end compares: nothing lost, nothing double, money and pieces conserved, every wish obeyed.
 */
export async function audit(ask: AuditAsk, onDay: (day: number, of: number) => void = () => {}): Promise<AuditReport> {
  const run = await Audit.begin(ask)
  for (let nth = 0; nth < ask.days; nth++) {
    await run.liveDay(nth)
    onDay(nth + 1, ask.days)
  }
  return run.end()
}

class Audit {
  readonly #ask: AuditAsk
  readonly #town: Town
  readonly #shelf: Shelf
  readonly #log = new FaultyLog()
  readonly #clock = { ms: opening as number, now: () => epochMs(this.#clock.ms) }
  readonly #parts: ShopParts
  readonly #books: Books
  readonly #courier: Courier
  readonly #street: Street
  readonly #draws: Draws
  readonly #digest = createHash('sha256')
  #shop!: Shop
  #isKnown = false
  #homes = 0
  #forgotten = 0

  private constructor(ask: AuditAsk) {
    this.#ask = ask
    this.#draws = new Draws(ask.seed, 77)
    this.#town = makeTown({
      seed: ask.seed,
      size: ask.size,
      now: epochMs(opening + ask.days * dayMs),
      day: dayOf(opening),
    })
    this.#shelf = new Shelf(this.#town)
    const stores = { log: this.#log, vault: new MemoryVault(), snapshots: new MemorySnapshotStore() }
    const policies = { individual: 0.6, cluster: 0.2, popular: 0.2 }
    this.#parts = { ...stores, clock: this.#clock, policies, isSimulated: true, snapshotEvery: 5_000 }
    this.#books = new Books((report) => this.#personOf(report))
    this.#courier = new Courier({
      books: this.#books,
      log: this.#log,
      draws: this.#draws.of(1),
      shop: () => this.#shop,
      crash: () => this.#reopen(),
    })
    const worth = new Worth({ town: this.#town, shelf: this.#shelf, keptMax: this.#town.shoppers.length })
    const pages = pagesOf({ shop: this.#watched(), town: this.#town, shelf: this.#shelf })
    this.#street = new Street({ town: this.#town, shelf: this.#shelf, worth, pages })
  }

  static async begin(ask: AuditAsk): Promise<Audit> {
    const run = new Audit(ask)
    await run.#reopen()
    return run
  }

  async liveDay(nth: number): Promise<void> {
    const { seed, days } = this.#ask
    const day = dayOf(opening) + nth
    this.#clock.ms = Math.max(this.#clock.ms, startOf(day))
    this.#isKnown = nth >= knownFrom * days
    const canForget = nth >= forgetFrom * days
    if (canForget && this.#forgotten === 0) await this.#checkRebuilt()
    await this.#shelve(nth === 0 ? listedAt(this.#town, opening) : shelfEventsOn(this.#town, this.#shelf, day))
    await this.#shop.fitClusters()
    const at = this.#clock.now()
    for (const wish of wishesOn(this.#town, { day, at, draws: new Draws(seed, 78), canForget })) {
      if (wish.report) await this.#courier.bring([this.#asSent(wish.report)], at)
      if (wish.forget) await this.#forget(wish.shopper)
    }
    for (const visit of visitsOn(this.#town, day)) this.#street.enter(visit)
    for (const told of this.#street.until(startOf(day + 1))) {
      this.#clock.ms = Math.max(this.#clock.ms, Math.ceil(told.at))
      await this.#courier.bring(
        told.reports.map((report) => this.#asSent(report)),
        told.at,
      )
    }
  }

  async end(): Promise<AuditReport> {
    this.#clock.ms += dayMs
    await this.#courier.bringHeld()
    await this.#shop.settled()
    let orders = 0
    for (const [name, page] of this.#books.pages) {
      orders += page.orders.size
      const key = this.#shop.shopperOf({ type: 'user', id: name }) ?? this.#shop.shopperOf(deviceOf(name))
      if (key !== undefined) await checkPerson(this.#books, this.#shop, key, { name, page })
      else if (page.facts.size > 0) this.#books.problem(`${name} is not known`)
    }
    await checkLog(this.#books, this.#log, this.#shop.views.position)
    await this.#checkRebuilt({ anew: this.#forgotten > 0 })
    await this.#digestLog()
    return {
      ...this.#ask,
      problems: this.#books.problems,
      events: this.#shop.views.position,
      orders,
      homes: this.#homes,
      forgotten: this.#forgotten,
      faults: this.#courier.faults,
      digest: this.#digest.digest('hex'),
    }
  }

  /** Leaves the shop as it is and opens one from what is kept: after a crash, and at the beginning. */
  async #reopen(): Promise<void> {
    this.#shop = await Shop.open(this.#parts)
  }

  /** After an erasure the live state knows more than the log: then what a new start folds is compared. */
  async #checkRebuilt({ anew = false } = {}): Promise<void> {
    if (!anew) return checkRebuilt(this.#books, this.#shop)
    const other = await Shop.open({ ...this.#parts, snapshots: new MemorySnapshotStore() })
    await checkRebuilt(this.#books, this.#shop, other)
  }

  async #shelve(events: readonly CatalogEvent[]): Promise<void> {
    for (const event of events) {
      this.#shelf.apply(event)
      this.#books.inLog.add(event.id)
    }
    const verdicts = await this.#shop.record(events)
    if (verdicts.some(({ status }) => status !== 'accepted')) this.#books.problem('a change of the shelf was refused')
  }

  async #forget(shopper: number): Promise<void> {
    const { id } = this.#town.shoppers[shopper]!
    const key = this.#shop.shopperOf({ type: 'user', id })
    if (key === undefined) return
    await this.#courier.bringHeld() // what is under way belongs to who they were
    await this.#shop.forget({ type: 'user', id })
    await this.#shop.settled()
    this.#books.forget(id, { hasDevice: isDevice(shopper) })
    this.#forgotten += 1
    await checkForgotten(this.#books, this.#shop, key)
  }

  /** The shop with an eye on what it shows. */
  #watched(): Pick<Shop, 'home' | 'rank' | 'shopperOf'> {
    return {
      home: (ask: HomeAsk) => this.#checkedHome(ask),
      rank: (ask: RankAsk) => this.#shop.rank(ask),
      shopperOf: (alias: Alias) => this.#shop.shopperOf(alias),
    }
  }

  #checkedHome(ask: HomeAsk) {
    const answer = this.#shop.home(ask)
    this.#homes += 1
    const products = answer.modules.flatMap(({ items }) => items.map(({ product }) => product))
    this.#digest.update(`${ask.drawnBy} ${answer.policy} ${products.join(' ')}\n`)
    const page = ask.shopper === undefined ? undefined : this.#books.pages.get(ask.drawnBy!)
    checkHome(this.#books, answer, {
      page,
      inStock: (product) => this.#shelf.inStock[this.#shelf.numberOf(product)!] === 1,
      productOf: (product) => this.#town.products[this.#shelf.numberOf(product)!]!.product,
    })
    if (page && !page.isPersonalised && page.hidden.length === 0) checkPopular(this.#books, this.#shop, ask, answer)
    return answer
  }

  /** What of the log is the same in every run: all but the keys of people, which the vault draws. */
  async #digestLog(): Promise<void> {
    const length = await this.#log.length()
    for (const event of await this.#log.read(0, length)) {
      const what = event.kind === 'erased' || /^(shopper|policy)\./.test(event.kind) ? '' : `${event.id} ${event.at}`
      this.#digest.update(`${event.kind} ${what}\n`)
    }
  }

  #asSent(report: Report): Report {
    const person = this.#personOf(report)
    if (!isDevice(this.#numberOf(person))) return report
    const anonymous = deviceOf(person).id
    return this.#isKnown ? { ...report, anonymous } : { ...report, anonymous, user: undefined }
  }

  #personOf({ user, anonymous }: Report): string {
    return user ?? anonymous!.slice(devicePrefix.length)
  }

  #numberOf(person: string): number {
    return Number(/\d+$/.exec(person)![0]) - 1
  }
}

const devicePrefix = 'phone-of-'

function deviceOf(person: string): { readonly type: 'anonymous'; readonly id: string } {
  return { type: 'anonymous', id: `${devicePrefix}${person}` }
}

function isDevice(number: number): boolean {
  return number % deviceEvery === 1
}
