import type { WatchFace } from '../app/face.ts'
import { Refusal } from '../domain/refusal.ts'
import type { ProductId } from '../domain/units.ts'

/** For tests only: nobody waits for any price. Subscriptions are tried on a whole shop. */
export const noWatch: WatchFace = {
  make: () => Promise.reject(new Refusal('SUBSCRIPTIONS_FULL', { max: 0 })),
  change: ({ id }) => Promise.reject(new Refusal('SUBSCRIPTION_UNKNOWN', { id })),
  end: ({ id }) => Promise.reject(new Refusal('SUBSCRIPTION_UNKNOWN', { id })),
  list: () => [],
  alerts: () => ({ total: 0, alerts: [] }),
  async *follow() {},
  suggest: () => undefined,
  history: noProduct,
  dryRun: noProduct,
  busiest: () => ({ subscriptions: 0, products: [] }),
}

function noProduct(product: ProductId): never {
  throw new Refusal('PRODUCT_UNKNOWN', { product })
}
