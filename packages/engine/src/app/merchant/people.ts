import { rankedSlice } from '@nunchi/kernel'
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
   * O(people) without a name, with one O(aliases) in the vault's thread and O(those found) here.
   */
  async list(ask: PeopleAsk): Promise<PeopleAnswer> {
    const rows = ask.q === undefined || ask.q === '' ? this.#everybody() : await this.#rowsLike(ask.q)
    const { position, shoppers } = this.#views
    const page = [...this.#select(ask, rows)]
    const names = await this.#names.of(page.map((row) => shoppers.keyOf(row)))
    const people = page.flatMap((row) => {
      const name = names.get(shoppers.keyOf(row))
      return name === undefined ? [] : [this.person(row, name)] // forgotten while it was looked up
    })
    return { position, total: rows.length, shoppers: people }
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

  /** The page's rows, in order. @param rows in ascending order */
  #select({ sort, order, offset, count }: PeopleAsk, rows: Uint32Array): Uint32Array {
    const { activity } = this.#views
    const column = activity.columns()[columnOf[sort]]
    const sign = order === 'down' ? 1 : -1
    const values = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      if (row < activity.rows) values[i] = sign * column[row]!
    }
    return rankedSlice(values, { from: offset, to: offset + count }).map((index) => rows[index]!)
  }

  /** The rows of all people, ascending. */
  #everybody(): Uint32Array {
    const { shoppers } = this.#views
    const rows = new Uint32Array(shoppers.people)
    let count = 0
    for (let row = 0; row < shoppers.rows; row++) if (shoppers.isPerson(row)) rows[count++] = row
    return rows
  }

  /** The rows of the people one of whose names begins so, ascending. Other requests are answered between the batches. */
  async #rowsLike(prefix: string): Promise<Uint32Array> {
    const { shoppers } = this.#views
    const found = new Uint8Array(shoppers.rows) // by row; who comes while it is read is not found
    for await (const keys of this.#vault.keysLike(prefix)) {
      for (const key of keys) {
        const row = shoppers.find(key)
        if (row >= 0 && row < found.length) found[row] = 1
      }
    }
    const rows: number[] = []
    for (let row = 0; row < found.length; row++) if (found[row] === 1 && shoppers.isPerson(row)) rows.push(row)
    return Uint32Array.from(rows)
  }
}
