import type { ShownItem, SubscriptionBody } from '@nunchi/protocol'
import type { SubscriptionsAnswer } from '@nunchi/sdk/react'
import { createContext, useContext } from 'react'
import { choiceOf } from './choice.ts'
import type { Wish } from './wish.ts'

/** What the sheet has to know of a product to begin with. */
export type WatchItem = Pick<ShownItem, 'product' | 'title' | 'brand' | 'imageUrl' | 'priceMinor'> & {
  readonly inStock?: boolean
  /** The amount that it begins with; 5 % below the price when absent. */
  readonly targetMinor?: number
}

/** What the person waits for, and the sheet to wait for more. */
export type Watch = {
  readonly mine: SubscriptionsAnswer
  /** For one product. */
  readonly open: (item: WatchItem) => void
  /** For whatever else can be waited for. */
  readonly openWish: (wish: Wish) => void
}
/** What the sheet is about. */
export type WatchSubject =
  | { readonly about: 'product'; readonly item: WatchItem }
  | { readonly about: 'wish'; readonly wish: Wish }

export const WatchContext = createContext<Watch | undefined>(undefined)

/** The prices that the person waits for. */
export function useWatch(): Watch {
  const watch = useContext(WatchContext)
  if (!watch) throw new Error('useWatch() is used outside of WatchProvider.')
  return watch
}

/** Whether the sheet can show and change a subscription: one product, one of its choices, and one mall at most. */
export function isPlain({ wanted, conditions, counting }: SubscriptionBody): boolean {
  if (wanted.what !== 'products' || (counting?.malls?.length ?? 0) > 1) return false
  return wanted.products.length === 1 && choiceOf(conditions) !== undefined
}

/** The subscription by which the person waits for this product, of those that the sheet can change. */
export function watchOf({ mine }: Watch, product: string): SubscriptionBody | undefined {
  return mine.data?.subscriptions.find(
    (one) => isPlain(one) && one.wanted.what === 'products' && one.wanted.products[0] === product,
  )
}
