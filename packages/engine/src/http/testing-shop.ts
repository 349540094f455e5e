import { createHash, randomBytes } from 'node:crypto'
import type { TellingFace } from '../app/alerts/telling.ts'
import type {
  Alias,
  ApiKey,
  CatalogEvent,
  Chore,
  CollectFrom,
  ExploringCounts,
  Health,
  Hidden,
  HomeAsk,
  Interest,
  KeyStore,
  MerchantFace,
  MyData,
  NextAsk,
  Preferences,
  RankAnswer,
  RankAsk,
  Report,
  ShopFace,
  Verdict,
  WhyAnswer,
  WhyAsk,
} from '../app/face.ts'
import type { FoundAnswer, SearchAsk, SuggestAsk } from '../app/finding.ts'

import type { NextAnswer } from '../decide/next/answer.ts'
import type { HomeAnswer, RankedItem } from '../decide/rank/answer.ts'
import type { SuggestAnswer } from '../decide/search/suggest.ts'
import { type Contact, type ShownContact, shownContact, type Target } from '../domain/contact.ts'
import type { Product } from '../domain/product.ts'
import { Refusal } from '../domain/refusal.ts'
import type { TellingWishes } from '../domain/subscription.ts'
import { tagsOf, tagTypeOf, tagTypes } from '../domain/tags.ts'
import { type EpochMs, epochMs, type ProductId, type ShopperKey } from '../domain/units.ts'
import { noDeals, noDispatch, noHeldPrices, noMalls, noMarket, noPrices, noWatch } from './testing-faces.ts'

const accepted: Verdict = { status: 'accepted' }

/** For tests of the rim only: keeps every report in memory and answers from what it kept. Its clock stands still. */
export class TestingShop implements ShopFace {
  readonly reports: Report[] = []
  readonly facts: CatalogEvent[] = []
  waiting = 0
  time: EpochMs = epochMs(1_760_000_000_000)
  readonly #ids = new Set<string>()
  readonly #keys = new Map<string, ShopperKey>()
  readonly #products = new Map<ProductId, Product>()
  readonly #erasures: ShopperKey[] = []

  readonly rankers = {
    state: { inUse: undefined as string | undefined },
    versions: async () => [],
    choose: async (version: string | undefined) => {
      if (version !== undefined && version !== 'v1') throw new Refusal('MODEL_UNKNOWN', { version })
      this.rankers.state.inUse = version
    },
    train: () => {
      throw new Refusal('TRAINING_RUNNING')
    },
    cancel: async () => true,
  }

  /** Without anybody: merchants' routes are tried on a whole shop (merchant/testing-merchant.ts). */
  readonly merchant: MerchantFace = {
    people: async () => ({ position: 0, total: 0, shoppers: [] }),
    timeline: () => Promise.reject(new Refusal('SHOPPER_UNKNOWN')),
    sales: () => [],
    latest: async () => 0,
    async *follow() {},
  }
  /** Without any: their routes are tried on a whole shop too. */
  readonly malls = noMalls
  readonly market = noMarket
  readonly prices = noPrices
  readonly watch = noWatch
  readonly deals = noDeals
  readonly heldPrices = noHeldPrices
  readonly dispatch = noDispatch

  readonly policies = {
    shares: { individual: 1, cluster: 0, popular: 0 },
    compare: () => ({ begunAt: undefined, policies: [], lifts: [], days: [] }),
  }

  async coverage() {
    const missing = { brand: 0, category: 0, image: 0, price: 0, url: 0, attributes: 0 }
    return { products: this.#products.size, missing, byCategory: [], unknownProducts: 0 }
  }

  now(): EpochMs {
    return this.time
  }

  async collect(reports: readonly Report[], { consent }: CollectFrom): Promise<readonly Verdict[]> {
    return reports.map((report) => {
      const { user, anonymous, previous } = report
      if (report.consent === false || (report.consent === undefined && consent === 'required'))
        return { status: 'dropped', reason: 'no-consent' }
      if (this.#ids.has(report.id)) return { status: 'duplicate' }
      this.#ids.add(report.id)
      this.reports.push(report)
      const names = [user && `user ${user}`, anonymous && `anonymous ${anonymous}`, previous && `user ${previous}`]
      const given = names.filter((name) => name !== undefined && name !== '') as string[]
      const key =
        given.map((name) => this.#keys.get(name)).find((known) => known !== undefined) ?? `k${this.#keys.size}`
      for (const name of given) this.#keys.set(name, key as ShopperKey)
      return accepted
    })
  }

  async record(events: readonly CatalogEvent[]): Promise<readonly Verdict[]> {
    return events.map((event) => {
      if (this.#ids.has(event.id)) return { status: 'duplicate' }
      this.#ids.add(event.id)
      this.facts.push(event)
      if (event.kind === 'product.listed') this.#products.set(event.product.id, event.product)
      return accepted
    })
  }

  shopperOf({ type, id }: Alias): ShopperKey | undefined {
    return this.#keys.get(`${type} ${id}`)
  }

  #aliasesOf(shopper: ShopperKey): Alias[] {
    return [...this.#keys].flatMap(([name, key]) => {
      const [type, id] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)]
      return key === shopper ? [{ type: type as Alias['type'], id }] : []
    })
  }

  /** A shopper's reports, newest first. */
  #of(shopper: ShopperKey | undefined): Report[] {
    const own = this.reports.filter(
      ({ user, anonymous }) =>
        shopper !== undefined &&
        ((user !== undefined && this.#keys.get(`user ${user}`) === shopper) ||
          (anonymous !== undefined && this.#keys.get(`anonymous ${anonymous}`) === shopper)),
    )
    return own.reverse()
  }

  someShoppers(countMax: number): ShopperKey[] {
    return [...this.#keys.values()].slice(0, countMax)
  }

  home({ shopper, policy = 'individual', itemsPerModule, modules = ['for-you', 'pick-up'] }: HomeAsk): HomeAnswer {
    const seen = this.#of(shopper).flatMap(({ event }) =>
      event?.kind === 'product.viewed' && this.#products.has(event.product) ? [event.product] : [],
    )
    const items = [...new Set([...seen, ...this.#products.keys()])].slice(0, itemsPerModule)
    return {
      policy,
      position: this.reports.length,
      isForAll: policy === 'popular',
      modules: modules.map((module) => ({ module, items: items.map((product) => this.#ranked(product)) })),
    }
  }

  rank({ policy = 'individual', products }: RankAsk): RankAnswer {
    const known = products.filter((product) => this.#products.has(product))
    const unknown = products.filter((product) => !this.#products.has(product))
    return {
      policy,
      position: this.reports.length,
      items: known.map((product) => this.#ranked(product)),
      unknown,
      unavailable: [],
    }
  }

  why({ product, policy = 'individual' }: WhyAsk): WhyAnswer {
    if (!this.#products.has(product)) throw new Refusal('PRODUCT_UNKNOWN', { product })
    const contributions = [{ source: 'trend', points: 1, evidence: { average: 3.21, period: 'now' } }] as const
    const position = this.reports.length
    return { policy, position, product, source: 'trend', score: 1, contributions, parameters: { trend: 1 } }
  }

  next({ shopper, days }: NextAsk): NextAnswer {
    const basis = shopper === undefined ? 'everybody' : 'person'
    const [product] = this.#products.keys()
    const bought = {
      times: 2,
      lastAt: 1_759_000_000,
      expectedAt: 1_761_000_000,
      within7: 0.1,
      within14: 0.2,
      within30: 0.4,
    }
    return {
      basis,
      position: this.reports.length,
      intent: { basis, browse: 0.5, compare: 0.2, buy: 0.1, leave: 0.2, acts: 1 },
      categories: [{ tag: 'category:Toys>Games', probability: 0.3 }],
      brands: [{ tag: 'brand:Hasbro', probability: 0.2 }],
      repurchases: product === undefined ? [] : [{ product, ...bought }],
      price: { basis, share: 0.4, population: 0.3, confidence: 0.5, chosen: 8, bargains: 4 },
      churn: { basis, days, of: 'order', probability: 0.6, times: 2, lastAt: 1_759_000_000, meanGapDays: 20 },
    }
  }

  productAt(item: number): Product | undefined {
    return [...this.#products.values()][item]
  }

  telling: TellingFace | undefined
  readonly contacts = {
    kept: [] as Contact[],
    of: async (): Promise<readonly ShownContact[]> => this.contacts.kept.map(shownContact),
    add: async (alias: Alias, target: Target, addedAt: number): Promise<ShownContact> => {
      if (this.shopperOf(alias) === undefined) throw new Refusal('SHOPPER_UNKNOWN')
      const contact = { id: `c${this.contacts.kept.length}`, target, addedAt }
      this.contacts.kept.push(contact)
      return shownContact(contact)
    },
    wishes: { language: 'ko', zone: 'Asia/Seoul', perDayMax: 20 } as TellingWishes,
    wishesOf: (): TellingWishes => this.contacts.wishes,
    wish: async (_: ShopperKey, wishes: TellingWishes): Promise<void> => {
      this.contacts.wishes = wishes
    },
    remove: async (_: ShopperKey, id: string): Promise<boolean> => {
      const count = this.contacts.kept.length
      this.contacts.kept = this.contacts.kept.filter((one) => one.id !== id)
      return this.contacts.kept.length < count
    },
  }

  readonly finding = {
    search: async ({ query, policy = 'individual' as const, offset, count }: SearchAsk): Promise<FoundAnswer> => {
      const found = [...this.#products.values()].filter(({ title }) => title.includes(query))
      const page = found.slice(offset, offset + count)
      const items = page.map(({ id, inStock }) => ({ told: this.#ranked(id), inStock }))
      const facets = { categories: [], brands: [], prices: [] }
      return { policy, position: this.reports.length, total: found.length, items, facets, relaxed: false }
    },
    suggest: async ({ query, count }: SuggestAsk): Promise<SuggestAnswer> => {
      const found = [...this.#products.values()].filter(({ title }) => title.startsWith(query)).slice(0, count)
      return { completions: found.map(({ id, title }) => ({ text: title, type: 'product', product: id })) }
    },
  }

  canBeBought(id: ProductId): boolean {
    return this.#products.get(id)?.inStock === true
  }

  product(id: ProductId): Product | undefined {
    return this.#products.get(id)
  }

  interests(shopper: ShopperKey, countMax: number): readonly Interest[] {
    return this.#of(shopper)
      .flatMap(({ event }) => (event?.kind === 'product.viewed' && event.hint ? [event] : []))
      .flatMap(({ hint, at, kind, product }) =>
        tagsOf(hint!).map((tag) => ({
          tag,
          type: tagTypes[tagTypeOf(tag)]!,
          name: tag.slice(tag.indexOf(':') + 1),
          score: 1,
          confidence: 0.5,
          events: 1,
          lastAt: at,
          lastKind: kind,
          lastProduct: product,
          trend: 'steady' as const,
        })),
      )
      .slice(0, countMax)
  }

  async myData(shopper: ShopperKey): Promise<MyData> {
    const own = this.#of(shopper)
    return {
      aliases: this.#aliasesOf(shopper),
      traits: Object.assign({}, ...own.map(({ traits }) => traits)),
      contacts: await this.contacts.of(),
      events: own.flatMap(({ event }, position) => (event ? [{ position, event: { ...event, shopper } }] : [])),
      subscriptions: [],
      alerts: [],
      deliveries: [],
      interests: this.interests(shopper, 100),
      preferences: this.preferences(this.#aliasesOf(shopper)[0]!),
    }
  }

  async forget(alias: Alias): Promise<{ readonly erasure?: number }> {
    const shopper = this.shopperOf(alias)
    if (shopper === undefined) return {}
    for (const [name, key] of this.#keys) if (key === shopper) this.#keys.delete(name)
    return { erasure: this.#erasures.push(shopper) - 1 }
  }

  erasure(id: number): { readonly state: 'scrubbing' | 'done' } | undefined {
    return id < this.#erasures.length ? { state: 'done' } : undefined
  }

  knows(hidden: Hidden): boolean {
    const products = [...this.#products.values()]
    if (hidden.what === 'product') return this.#products.has(hidden.product)
    if (hidden.what === 'brand') return products.some(({ brand }) => brand === hidden.brand)
    return products.some(({ categoryPath }) => `${categoryPath.join('>')}>`.startsWith(`${hidden.category}>`))
  }

  preferences(alias: Alias): Preferences {
    const preferences = { personalised: true, consent: true, hidden: [] as Hidden[] }
    for (const { event } of this.#of(this.shopperOf(alias)).reverse()) {
      if (event?.kind === 'personalisation.refused') preferences.personalised = false
      if (event?.kind === 'personalisation.allowed') preferences.personalised = true
      if (event?.kind === 'consent.withdrawn') preferences.consent = false
      if (event?.kind === 'shopper.hid') preferences.hidden.push(event.hidden)
    }
    return preferences
  }

  #ranked(product: ProductId): RankedItem {
    const item = [...this.#products.keys()].indexOf(product)
    return { product, item, score: 1, why: { source: 'trend' } }
  }

  health(): Health {
    return { ready: true, position: this.reports.length, waiting: this.waiting, reasons: [] }
  }

  async storage() {
    return { place: 'memory' }
  }

  exploring(): ExploringCounts {
    return { share: 0, pages: 7, dropped: 1 }
  }

  chores(): readonly Chore[] {
    const [done, failed] = [2, 1]
    return [
      { name: 'snapshot', done, failed, lastDoneAt: this.time },
      { name: 'erasure', done: 0, failed, lastDoneAt: undefined },
    ]
  }

  counts(): Record<string, number> {
    return { shoppers: new Set(this.#keys.values()).size, products: this.#products.size }
  }
}

/** For tests of the rim only: keys in memory, by hash. */
export class TestingKeys implements KeyStore {
  readonly #keys = new Map<string, ApiKey>()

  async add(key: Omit<ApiKey, 'id' | 'createdAt'>, createdAt: number) {
    const secret = `${key.scope === 'secret' ? 'sk' : 'pk'}_${randomBytes(18).toString('base64url')}`
    const stored = { ...key, id: `key${this.#keys.size + 1}`, createdAt }
    this.#keys.set(hashOf(secret), stored)
    return { key: stored, secret }
  }

  find(secret: string): ApiKey | undefined {
    return this.#keys.get(hashOf(secret))
  }

  list(): readonly ApiKey[] {
    return [...this.#keys.values()]
  }

  async revoke(id: string): Promise<void> {
    const found = [...this.#keys].find(([, key]) => key.id === id)
    if (found === undefined) throw new Refusal('KEY_UNKNOWN', { id })
    this.#keys.delete(found[0])
  }

  async close(): Promise<void> {}
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
