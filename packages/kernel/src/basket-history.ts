import { grown } from './grown.ts'
import { SlabLists } from './slab-lists.ts'

/**
 * What each user bought, basket by basket, in the order of time: what the basket models are built from and asked with.
 * add: O(items). Memory: 6 to 12 bytes a bought item, 13 a user.
 */
export class BasketHistory {
  /** By user: the items bought, oldest basket first, each with the number of its basket (from 0). */
  readonly entries = new SlabLists({ item: 'u32', basket: 'u16' }, 3)
  /** By user: baskets so far. Read it through `basketsOf`, which knows users without any. */
  #baskets: Uint16Array = new Uint16Array(16)
  /** One more than the highest item seen. */
  items = 0

  /** One more than the highest user seen. */
  get users(): number {
    return this.entries.rows
  }

  basketsOf(user: number): number {
    return user < this.users ? this.#baskets[user]! : 0
  }

  /** Takes in the user's next basket. @param items without repetition; an empty basket is none */
  add(user: number, items: ArrayLike<number>): void {
    if (items.length === 0) return
    this.#baskets = grown(this.#baskets, user + 1)
    const basket = this.#baskets[user]!
    this.#baskets[user] = basket + 1
    for (let i = 0; i < items.length; i++) {
      const slot = this.entries.push(user)
      this.entries.columns.item[slot] = items[i]!
      this.entries.columns.basket[slot] = basket
      if (items[i]! >= this.items) this.items = items[i]! + 1
    }
  }
}
