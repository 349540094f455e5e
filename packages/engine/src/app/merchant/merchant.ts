import { Refusal } from '../../domain/refusal.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { Vault } from '../../ports/vault.ts'
import type { Views } from '../../state/views.ts'
import type {
  FollowAsk,
  Followed,
  MerchantFace,
  PeopleAnswer,
  PeopleAsk,
  SalesAsk,
  SalesDay,
  TimelineAnswer,
  TimelineAsk,
} from './answers.ts'
import { Feed, type FeedOptions } from './feed.ts'
import { People } from './people.ts'
import { PersonNames } from './person-names.ts'
import { salesDays } from './sales-days.ts'
import { Teller } from './teller.ts'

type Parts = {
  readonly views: Views
  readonly vault: Vault
  readonly log: EventLog
  /** Has a function called with each fact just folded, until it is called with undefined. */
  readonly watch: (watcher: ((event: ShopEvent) => void) | undefined) => void
  readonly feed?: Partial<FeedOptions>
}

/** What merchants are told of their shop. */
export class Merchant implements MerchantFace {
  readonly #views: Views
  readonly #log: EventLog
  readonly #names: PersonNames
  readonly #teller: Teller
  readonly #people: People
  readonly #feed: Feed

  constructor({ views, vault, log, watch, feed }: Parts) {
    this.#views = views
    this.#log = log
    this.#names = new PersonNames({ vault, shoppers: views.shoppers })
    this.#teller = new Teller({ views, names: this.#names })
    this.#people = new People({ views, vault, names: this.#names })
    this.#feed = new Feed({ views, log, teller: this.#teller, watch, options: feed })
  }

  people(ask: PeopleAsk): Promise<PeopleAnswer> {
    return this.#people.list(ask)
  }

  /** O(events of the person since the page). @throws Refusal SHOPPER_UNKNOWN, also of somebody who did nothing so far */
  async timeline({ shopper, before, count }: TimelineAsk): Promise<TimelineAnswer> {
    const { shoppers, timeline, position } = this.#views
    const row = shoppers.find(shopper)
    const key = row < 0 ? undefined : shoppers.keyOf(row)
    const name = key === undefined ? undefined : (await this.#names.of([key])).get(key)
    if (name === undefined || shoppers.find(shopper) !== row) throw new Refusal('SHOPPER_UNKNOWN')
    const positions = timeline.newestOf(shoppers.membersOf(row), { before: before ?? position, countMax: count + 1 })
    const page = positions.slice(0, count)
    const events = await this.#log.readAt(page)
    const placed = events.map((event, n) => ({ position: page[n]!, event }))
    return {
      shopper: this.#people.person(row, name),
      events: this.#teller.tellOf(name, placed),
      before: positions.length > count ? page[page.length - 1] : undefined,
    }
  }

  sales(ask: SalesAsk): readonly SalesDay[] {
    return salesDays(this.#views.sales, ask)
  }

  latest(count: number, wants?: (kind: string) => boolean): Promise<number> {
    return this.#feed.latest(count, wants)
  }

  follow(ask: FollowAsk): AsyncIterable<Followed> {
    return this.#feed.follow(ask)
  }

  /** When somebody was forgotten: their name is in the vault no more, nor here. */
  forget(): void {
    this.#names.forget()
  }
}
