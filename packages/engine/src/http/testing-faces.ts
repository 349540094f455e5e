import type { DispatchFace } from '../app/dispatch/answers.ts'
import type { DealsFace, HeldFace, WatchFace } from '../app/face.ts'
import type { MallsFace } from '../app/malls/malls.ts'
import type { MarketFace } from '../app/market/answers.ts'
import type { PricesFace } from '../app/prices/price-desk.ts'
import { Refusal } from '../domain/refusal.ts'
import type { ProductId } from '../domain/units.ts'

/** For tests only: no mall. */
export const noMalls: MallsFace = {
  list: () => [],
  page: () => ({ total: 0, malls: [] }),
  find: () => undefined,
  matcherState: 'idle',
  counts: () => ({ offers: 0, products: 0 }),
  get: noMall,
  put: ({ id }) => noMall(id),
  pause: noMall,
  resume: noMall,
  erase: noMall,
  read: ({ mall }) => noMall(mall),
  note: noMall,
  append: async () => {},
}

/** For tests only: no offer. */
export const noMarket: MarketFace = {
  offersOf: (product) => Promise.reject(new Refusal('PRODUCT_UNKNOWN', { product })),
  find: async () => ({ total: 0, offers: [] }),
  offer: (ref) => Promise.reject(new Refusal('OFFER_UNKNOWN', { ...ref })),
  correct: (ref) => Promise.reject(new Refusal('OFFER_UNKNOWN', { ...ref })),
  withdrawCorrection: (ref) => Promise.reject(new Refusal('OFFER_UNKNOWN', { ...ref })),
  reviews: async () => ({ waiting: 0, judged: 0, learned: undefined, reviews: [] }),
  judge: ({ one }) => Promise.reject(new Refusal('OFFER_UNKNOWN', { ...one })),
  withdrawVerdict: ({ one }) => Promise.reject(new Refusal('OFFER_UNKNOWN', { ...one })),
  coverage: async () => ({ offers: 0, attributes: [], categories: [] }),
}

/** For tests only: nobody waits for any price. Subscriptions are tried on a whole shop. */
export const noWatch: WatchFace = {
  make: () => Promise.reject(new Refusal('SUBSCRIPTIONS_FULL', { max: 0 })),
  change: ({ id }) => Promise.reject(new Refusal('SUBSCRIPTION_UNKNOWN', { id })),
  end: ({ id }) => Promise.reject(new Refusal('SUBSCRIPTION_UNKNOWN', { id })),
  list: () => [],
  alerts: () => ({ total: 0, alerts: [] }),
  async *follow() {},
  suggest: () => undefined,
  dryRun: noProduct,
  busiest: () => ({ subscriptions: 0, products: [] }),
}

/** For tests only: no price, and nothing to learn from. */
export const noDeals: DealsFace = {
  deal: noProduct,
  history: noProduct,
  waiting: {},
  learn: () => {
    throw new Refusal('WAITING_NONE')
  },
  cancel: async () => false,
}

/** For tests only: nothing is brought to anybody. Dispatch is tried on a whole shop. */
export const noDispatch: DispatchFace = {
  depots: () => [],
  putDepot: async (id, depot) => ({ id, ...depot }),
  roads: async () => [],
  putRoads: async (_depot, lines) => lines,
  removeDepot: (depot) => Promise.reject(new Refusal('DISPATCH_DEPOT', { depot })),
  vehicles: async () => [],
  putVehicle: (_id, { depot }) => Promise.reject(new Refusal('DISPATCH_DEPOT', { depot })),
  removeVehicle: noVehicle,
  checkVehicle: () => {},
  addDeliveries: async () => ({ added: 0, changed: 0, unchanged: 0, refused: new Map() }),
  deliveries: async () => ({ total: 0, states: {}, deliveries: [] }),
  delivery: (delivery) => Promise.reject(new Refusal('DISPATCH_DELIVERY', { delivery })),
  cancelDelivery: (delivery) => Promise.reject(new Refusal('DISPATCH_DELIVERY', { delivery })),
  startSolve: () => {
    throw new Refusal('DISPATCH_NOTHING', { what: 'delivery' })
  },
  solve: (solve) => {
    throw new Refusal('DISPATCH_SOLVE', { solve })
  },
  async *followSolve() {},
  endSolve: (solve) => Promise.reject(new Refusal('DISPATCH_SOLVE', { solve })),
  plans: () => ({ plans: [], isOver: false }),
  plan: noPlan,
  acceptPlan: noPlan,
  withdrawPlan: noPlan,
  move: ({ plan }) => noPlan(plan),
  compare: noPlan,
  round: noVehicle,
  sayOfRound: noVehicle,
  arrivals: async () => [],
  async *followArrivals() {},
}

/** For tests only: no price is held. */
export const noHeldPrices: HeldFace = {
  page: () => ({ open: 0, wrong: 0, held: [] }),
  judge: (_of, totalMinor) => Promise.reject(new Refusal('PRICE_NOT_HELD', { name: '', totalMinor })),
}

function noProduct(product: ProductId): never {
  throw new Refusal('PRODUCT_UNKNOWN', { product })
}

function noPlan(plan: string): Promise<never> {
  return Promise.reject(new Refusal('DISPATCH_PLAN', { plan }))
}

function noVehicle(vehicle: string): Promise<never> {
  return Promise.reject(new Refusal('DISPATCH_VEHICLE', { vehicle }))
}

function noMall(mall: string): never {
  throw new Refusal('MALL_UNKNOWN', { mall })
}

/** No offer and no product has a price here. */
export const noPrices: PricesFace = {
  take: async ({ updates }) => {
    const counts = { applied: 0, unchanged: 0, late: 0, unknown: updates.length, rejected: 0 }
    return { isDuplicate: false, ...counts, troubles: [], troublesLeftOut: updates.length }
  },
}
