import { randomBytes } from 'node:crypto'
import { Random } from '@nunchi/kernel'
import { next } from '../decide/next/next.ts'
import type { PolicyName } from '../decide/rank/answer.ts'
import { home } from '../decide/rank/home.ts'
import { type PolicyShares, policyOf } from '../decide/rank/policy.ts'
import { rank } from '../decide/rank/rank.ts'
import { why } from '../decide/rank/why.ts'
import { type EpochMs, type ProductId, type ShopperKey, secondsOf } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import type { Clock } from '../ports/clock.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { Alias, Vault } from '../ports/vault.ts'
import { Views } from '../state/views.ts'
import { ContactBook } from './alerts/contact-book.ts'
import { Telling, type TellingSettings } from './alerts/telling.ts'
import { Allowances } from './allowances.ts'
import { coverageOf } from './catalog-coverage.ts'
import { type Chore, Chores } from './chores.ts'
import { ClusterFitting } from './cluster-fitting.ts'
import { countsOf } from './counts.ts'
import { Dealing } from './dealing.ts'
import { DealDesk } from './deals/deal-desk.ts'
import { DispatchDesk } from './dispatch/dispatch-desk.ts'
import { Erasing } from './erasing.ts'
import { Exploring } from './exploring.ts'
import type {
  CollectFrom,
  Health,
  Hidden,
  HomeAsk,
  Interest,
  MyData,
  NextAsk,
  Preferences,
  RankAnswer,
  RankAsk,
  ShopFace,
  Storage,
  WhyAnswer,
  WhyAsk,
} from './face.ts'
import { Finding } from './finding.ts'
import { fingerprintOf } from './fingerprint.ts'
import { foldAll, inTwoFrom } from './fold-all.ts'
import { Intake } from './intake.ts'
import { Learning } from './learning.ts'
import { type Fact, Ledger } from './ledger.ts'
import { Malls } from './malls/malls.ts'
import { MarketDesk } from './market/market-desk.ts'
import { Merchant } from './merchant/merchant.ts'
import { myDataOf } from './my-data.ts'
import { PriceDesk } from './prices/price-desk.ts'
import { Rankers } from './rankers.ts'
import { RefundLines } from './refund-lines.ts'
import type { Report, Verdict } from './report.ts'
import { mallPartsOf, type ShopParts } from './shop-parts.ts'
import { Snapshots } from './snapshots.ts'
import { Strangers } from './strangers.ts'
import { toldInterests } from './told-interests.ts'
import { HeldDesk } from './watch/held-desk.ts'
import { WatchDesk } from './watch/watch-desk.ts'

export type { ShopParts } from './shop-parts.ts'

const snapshotEvery = 1_000_000
/** Nobody outside can know it, so nobody can choose names that crowd one place of a table. */
const hashSeed = randomBytes(4).readInt32LE()
/** The longest seed that `Random` takes is 53 bits. */
const seedBytes = 6
const everythingAllowed = { personalised: true, consent: true } as const
const everyoneIndividual: PolicyShares = { individual: 1, cluster: 0, popular: 0 }

/** The loop: facts in, state folded, decisions out. One object per shop and process. */
export class Shop implements ShopFace {
  readonly views = new Views(hashSeed)
  readonly #clock: Clock
  readonly #log: EventLog
  readonly #vault: Vault
  readonly #chores: Chores
  readonly #learning: Learning
  readonly #ledger: Ledger
  readonly #intake: Intake
  readonly #snapshots: Snapshots
  readonly #erasing: Erasing
  readonly #clusters: ClusterFitting
  readonly #exploring: Exploring
  readonly policies: Dealing
  readonly coverage = coverageOf(this.views)
  readonly finding: Finding
  readonly malls: Malls
  readonly market: MarketDesk
  readonly prices: PriceDesk
  readonly contacts: ContactBook
  /** Tells people outside of the shop's pages; undefined until it is begun. */
  telling: Telling | undefined
  readonly watch: WatchDesk
  readonly deals: DealDesk
  readonly heldPrices: HeldDesk
  readonly dispatch: DispatchDesk
  readonly rankers: Rankers
  readonly merchant: Merchant
  readonly storage: () => Promise<Storage>

  private constructor(parts: ShopParts) {
    const { log, vault, snapshots, inBackground, clock } = parts
    const now = () => clock.now()
    this.#clock = clock
    this.#log = log
    this.#vault = vault
    this.storage = parts.storage ?? (async () => ({}))
    this.#chores = new Chores({ now, tell: parts.tell })
    this.#learning = new Learning({ views: this.views, now })
    this.#ledger = new Ledger({ log, views: this.views, learning: this.#learning })
    this.merchant = new Merchant({ log, vault, views: this.views, watch: (watcher) => this.#ledger.watch(watcher) })
    const refundLines = new RefundLines({ log, views: this.views, ledger: this.#ledger })
    const allowances = new Allowances(parts.newPerDay)
    this.#intake = new Intake({
      vault,
      views: this.views,
      ledger: this.#ledger,
      strangers: new Strangers({ vault, views: this.views, allowances }),
      allowances,
      refundLines,
    })
    this.#snapshots = new Snapshots({
      views: this.views,
      store: snapshots,
      inBackground,
      every: parts.snapshotEvery ?? snapshotEvery,
      chores: this.#chores,
    })
    const common = { views: this.views, ledger: this.#ledger, chores: this.#chores, now }
    const forErasing = { ...common, log, snapshots: this.#snapshots }
    this.#erasing = new Erasing({ ...forErasing, vault })
    this.contacts = new ContactBook({ vault, views: this.views, ledger: this.#ledger, now })
    this.malls = new Malls({ ...forErasing, ...mallPartsOf(parts) })
    const afterwards = () => this.#afterwards()
    this.prices = new PriceDesk({ ...common, afterwards, alone: (work) => this.malls.alone(work) })
    this.#clusters = new ClusterFitting({ ...common, isTold: parts.isSimulated })
    const { models: store, trainer, trainEveryDays: everyDays } = parts
    this.rankers = new Rankers({ ...common, store, trainer, everyDays })
    this.policies = new Dealing({ ...common, shares: parts.policies ?? everyoneIndividual })
    this.finding = new Finding({
      views: this.views,
      chores: this.#chores,
      who: (ask) => this.#who(ask),
      note: (ask, who) => this.policies.note(ask, who),
    })
    this.market = new MarketDesk({ log, views: this.views, finding: this.finding, malls: this.malls })
    const shopperOf = (alias: Alias) => vault.keyOf(alias)
    this.watch = new WatchDesk({ ...common, allowances, shopperOf, collect: (...told) => this.collect(...told) })
    this.deals = new DealDesk({ ...common, waiting: parts.waiting })
    this.heldPrices = new HeldDesk({
      ...common,
      append: (facts) => this.#ledger.append(facts),
      appendOffers: (facts) => this.malls.append(facts),
      hours: parts.heldHours,
    })
    this.dispatch = new DispatchDesk({ ...common, vault, roads: parts.roads })
    const { share = 0, seed = randomBytes(seedBytes).readUIntBE(0, seedBytes) } = parts.explore ?? {}
    this.#exploring = new Exploring({ ...common, options: { share, random: new Random(seed) } })
  }

  /** Restores the newest snapshot, folds the log's tail and takes up what a crash left unfinished. */
  static async open(parts: ShopParts): Promise<Shop> {
    const shop = new Shop(parts)
    await shop.#snapshots.restore()
    await shop.#ledger.catchUp({ inTwoFrom })
    await shop.#snapshots.takeIfDue()
    shop.#erasing.resume()
    await shop.malls.goOn()
    await Promise.all([shop.rankers.restore(), shop.deals.learning.restore()])
    shop.finding.start()
    if (!parts.isSimulated) {
      shop.heldPrices.start()
      shop.dispatch.start()
    }
    return shop
  }

  now(): EpochMs {
    return this.#clock.now()
  }

  /** Begins to tell people outside of the shop's pages; ends when the shop is closed. Once. */
  tellPeople(settings: TellingSettings): void {
    const { views, contacts } = this
    this.telling = new Telling({ views, contacts, ledger: this.#ledger, now: () => this.now() }, settings)
  }

  async collect(reports: readonly Report[], from: CollectFrom): Promise<readonly Verdict[]> {
    const verdicts = await this.#intake.take(reports, from, this.now())
    this.#afterwards()
    return verdicts
  }

  async record(events: readonly CatalogEvent[]): Promise<readonly Verdict[]> {
    const facts: Fact[] = []
    const inBatch = new Set<string>()
    const onTheirWay: string[] = []
    const verdicts = events.map((event): Verdict => {
      const isKnown = inBatch.has(event.id) || this.#ledger.knows(event.id)
      if (this.#ledger.isOnItsWay(event.id)) onTheirWay.push(event.id)
      if (isKnown || (event.kind === 'product.listed' && this.views.catalog.isListedAs(event.product)))
        return { status: 'duplicate' }
      inBatch.add(event.id)
      facts.push(event)
      return { status: 'accepted' }
    })
    await Promise.all([this.#ledger.append(facts), this.#ledger.confirm(onTheirWay)])
    this.#afterwards()
    return verdicts
  }

  shopperOf(alias: Alias): ShopperKey | undefined {
    return this.#vault.keyOf(alias)
  }

  someShoppers(countMax: number): readonly ShopperKey[] {
    const { shoppers } = this.views
    const step = Math.max(1, shoppers.rows / Math.max(1, countMax))
    const rows = Array.from({ length: Math.min(countMax, shoppers.rows) }, (_, n) => Math.floor(n * step))
    return rows.flatMap((row) => shoppers.keysOf(row).slice(0, 1))
  }

  home(ask: HomeAsk) {
    const { shopper, itemsPerModule, modules, isRehearsal = false } = ask
    const who = this.#who(ask)
    const explore = isRehearsal ? undefined : this.#exploring.drawFor(shopper, who.policy)
    const { answer, events } = home(this.views, { ...who, itemsPerModule, modules, explore })
    this.#exploring.record(events)
    this.policies.note(ask, who)
    return answer
  }

  rank(ask: RankAsk): RankAnswer {
    const who = this.#who(ask)
    const { answer } = rank(this.views, { ...who, products: ask.products })
    this.policies.note(ask, who)
    return answer
  }

  why(ask: WhyAsk): WhyAnswer {
    return why(this.views, { ...this.#who(ask), product: ask.product }).answer
  }

  next({ shopper, count, days }: NextAsk) {
    const row = shopper === undefined ? -1 : this.views.shoppers.find(shopper)
    return next(this.views, { row, now: secondsOf(this.now()), count, days }).answer
  }

  product(id: ProductId) {
    const item = this.views.catalog.find(id)
    return item < 0 ? undefined : this.views.catalog.product(item)
  }

  canBeBought(id: ProductId): boolean {
    return this.views.catalog.shown[this.views.catalog.find(id)] === 1
  }

  productAt(item: number) {
    return this.views.catalog.product(item)
  }

  interests(shopper: ShopperKey, countMax: number): readonly Interest[] {
    return toldInterests(this.views, { shopper, now: secondsOf(this.now()), countMax, areShared: true })
  }

  myData(shopper: ShopperKey): Promise<MyData> {
    const parts = {
      views: this.views,
      log: this.#log,
      vault: this.#vault,
      contacts: this.contacts,
      dispatch: this.dispatch,
    }
    return myDataOf(parts, { shopper, now: this.now(), preferencesOf: (row) => this.#preferencesOf(row) })
  }

  async forget(alias: Alias): Promise<{ readonly erasure?: number }> {
    const shopper = this.#vault.keyOf(alias)
    if (shopper === undefined) return { erasure: this.#erasing.newestOpen }
    const erasure = await this.#erasing.forget(shopper)
    this.merchant.forget()
    this.dispatch.forget()
    return { erasure }
  }

  erasure(id: number) {
    const state = this.#erasing.stateOf(id)
    return state && { state }
  }

  knows(hidden: Hidden): boolean {
    const { catalog } = this.views
    if (hidden.what === 'product') return catalog.find(hidden.product) >= 0
    return catalog.findTag(hidden.what === 'brand' ? `brand:${hidden.brand}` : `category:${hidden.category}`) >= 0
  }

  preferences(alias: Alias): Preferences {
    const shopper = this.#vault.keyOf(alias)
    const row = shopper === undefined ? -1 : this.views.shoppers.find(shopper)
    if (row >= 0) return this.#preferencesOf(row)
    const refused = alias.type === 'anonymous' && this.views.refusals.size > 0
    return { ...(refused ? this.views.refusals.of(fingerprintOf(alias.id)) : everythingAllowed), hidden: [] }
  }

  #preferencesOf(row: number): Preferences {
    const { shoppers } = this.views
    return {
      personalised: shoppers.isPersonalised(row),
      consent: shoppers.hasConsented(row),
      hidden: shoppers.hiddenBy(row),
    }
  }

  health(): Health {
    this.#ledger.lookAgain()
    const { isBroken, trouble } = this.#ledger
    const reasons = isBroken && trouble !== undefined ? [trouble] : []
    return { ready: !isBroken, position: this.views.position, waiting: this.#ledger.waiting, reasons }
  }

  counts(): Readonly<Record<string, number>> {
    return countsOf(this.views)
  }

  chores(): readonly Chore[] {
    return this.#chores.all()
  }

  exploring() {
    return this.#exploring.counts
  }

  /** Fits the clusters of the cluster policy anew, from the shoppers as they are now. */
  fitClusters(): Promise<void> {
    return this.#clusters.fit()
  }

  /**
   * Folds the whole log into views of its own, beside those in use: to check them, or to replace them.
   * 200,000 to 400,000 events/s.
   */
  async rebuild(onProgress: (events: number) => void = () => {}): Promise<Views> {
    await this.#ledger.settled()
    const views = new Views(hashSeed)
    await foldAll(this.#log, views, { onPage: onProgress, inTwoFrom })
    return views
  }

  /** Makes rebuilt views the state that the next start restores. */
  adopt(rebuilt: Views): Promise<void> {
    return this.#snapshots.replaceWith(rebuilt)
  }

  /** Resolves when everything taken so far is folded and no erasure is under way. */
  async settled(): Promise<void> {
    await Promise.all([this.#exploring.settled(), this.policies.settled()])
    await this.#ledger.settled()
    await Promise.all([this.#erasing.settled(), this.malls.settled()])
  }

  /** Graceful end: folds what is on its way, writes a last snapshot, closes log, vault and store. */
  async close(): Promise<void> {
    await this.telling?.close()
    await this.heldPrices.close()
    await this.dispatch.close()
    await Promise.all([this.#exploring.settled(), this.policies.settled()])
    await this.#ledger.settled()
    await Promise.all([this.#erasing.settled(), this.malls.close()])
    await this.finding.close()
    await this.#clusters.settled()
    await Promise.all([this.rankers.cancel(), this.deals.cancel()])
    await this.#snapshots.takeLast().catch(() => {}) // told; the next start folds more of the log
    await Promise.all([this.#log.close(), this.#vault.close(), this.#snapshots.close()])
  }

  #afterwards(): void {
    const news = this.#learning.news()
    // What was learned and could not be stored is part of what is told after the next orders.
    if (news) this.#chores.run('learning', () => this.#ledger.append([news])).catch(() => {})
    this.#snapshots.tick()
    this.#clusters.tick()
    this.rankers.tick()
    this.deals.learning.tick()
    this.#erasing.tick()
  }

  #who({ shopper, drawnBy = shopper, policy }: { shopper?: ShopperKey; drawnBy?: string; policy?: PolicyName }) {
    const row = shopper === undefined ? -1 : this.views.shoppers.find(shopper)
    return {
      row,
      policy: policyOf(this.views, { row, drawnBy, asked: policy, shares: this.policies.shares }),
      now: secondsOf(this.now()),
      ranker: this.rankers.inUse,
    }
  }
}
