import { TopK } from '@nunchi/kernel'
import { epochMs } from '../../domain/units.ts'
import type { Vault } from '../../ports/vault.ts'
import type { Views } from '../../state/views.ts'
import type { PeopleAnswer, PeopleAsk, PersonName, ToldPerson } from './answers.ts'
import type { PersonNames } from './person-names.ts'

const columnOf = { recent: 'lastAt', orders: 'orders', spent: 'spentMinor', events: 'events' } as const

/** The people of a shop as a merchant looks them up. Devices that are known to be somebody's are not counted apart. */
export class People {
  readonly #views: Views
  readonly #vault: Vault
  readonly #names: PersonNames

  constructor({ views, vault, names }: { readonly views: Views; readonly vault: Vault; readonly names: PersonNames }) {
    this.#views = views
    this.#vault = vault
    this.#names = names
  }

  /**
   * One page of the people whose name begins as asked, in the order asked; of equals who came first.
   * O(people) without a name (10 ms a million), with one O(aliases) in the vault's thread.
   */
  async list(ask: PeopleAsk): Promise<PeopleAnswer> {
    const rows = ask.q === undefined || ask.q === '' ? undefined : await this.#rowsLike(ask.q)
    const total = rows === undefined ? this.#views.shoppers.people : rows.length
    const { position, shoppers } = this.#views
    const page = [...this.#select(ask, rows)]
    const names = await this.#names.of(page.map((row) => shoppers.keyOf(row)))
    const people = page.flatMap((row) => {
      const name = names.get(shoppers.keyOf(row))
      return name === undefined ? [] : [this.person(row, name)] // forgotten while it was looked up
    })
    return { position, total, shoppers: people }
  }

  /** What is told of the person in `row`. */
  person(row: number, name: PersonName): ToldPerson {
    const { activity, shoppers } = this.#views
    const { events, firstAt, lastAt, orders, spentMinor } = activity.of(row)
    const seen = events === 0 ? {} : { firstAt: epochMs(firstAt * 1000), lastAt: epochMs(lastAt * 1000) }
    return {
      ...name,
      ...seen,
      events,
      orders,
      spentMinor: Math.max(0, spentMinor),
      personalised: shoppers.isPersonalised(row),
      consent: shoppers.hasConsented(row),
    }
  }

  /** The page's rows, in order. @param rows in ascending order; all people when undefined */
  #select({ sort, order, offset, count }: PeopleAsk, rows: Uint32Array | undefined): Uint32Array {
    const { shoppers, activity } = this.#views
    const total = rows?.length ?? shoppers.people
    const wanted = Math.min(total, offset + count)
    if (wanted <= offset) return new Uint32Array(0)
    const best = new TopK(wanted)
    const values = activity.columns()[columnOf[sort]]
    const sign = order === 'down' ? 1 : -1
    const offer = (row: number) => best.offer(row, row < activity.rows ? sign * values[row]! : 0)
    if (rows) for (const row of rows) offer(row)
    else for (let row = 0; row < shoppers.rows; row++) if (shoppers.isPerson(row)) offer(row)
    const found = new Uint32Array(wanted)
    return found.subarray(offset, best.drain(found))
  }

  /** The rows of the people one of whose names begins so, ascending. Other requests are answered between the batches. */
  async #rowsLike(prefix: string): Promise<Uint32Array> {
    const { shoppers } = this.#views
    const found = new Set<number>()
    for await (const keys of this.#vault.keysLike(prefix)) {
      for (const key of keys) {
        const row = shoppers.find(key)
        if (row >= 0) found.add(row)
      }
    }
    return Uint32Array.from(found)
      .filter((row) => shoppers.isPerson(row))
      .sort()
  }
}
