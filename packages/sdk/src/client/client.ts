import { type ArrivalCalls, arrivalCalls } from './arrival-calls.ts'
import { Asker, type ClientOptions } from './ask.ts'
import { type DispatchCalls, dispatchCalls } from './dispatch-calls.ts'
import { type ImportCalls, importCalls } from './import-calls.ts'
import { type MallCalls, mallCalls } from './mall-calls.ts'
import { type MarketCalls, marketCalls } from './market-calls.ts'
import { type MerchantCalls, merchantCalls } from './merchant-calls.ts'
import { type RoundCalls, roundCalls } from './round-calls.ts'
import { type RoutingCalls, routingCalls } from './routing-calls.ts'
import { type ShopperCalls, shopperCalls } from './shopper-calls.ts'
import { type WatchCalls, watchCalls } from './watch-calls.ts'

/** The calls of a shop's page. */
export type ShopperClient = ShopperCalls & WatchCalls & ArrivalCalls
/** Every call of the API. */
export type Client = ShopperClient &
  MerchantCalls &
  ImportCalls &
  MallCalls &
  MarketCalls &
  DispatchCalls &
  RoundCalls &
  RoutingCalls

/** A client for the pages of a shop, with a publishable key: what concerns one shopper, and nothing else in the bundle. */
export function createShopperClient(options: ClientOptions): ShopperClient {
  const asker = new Asker(options)
  return { ...shopperCalls(asker), ...watchCalls(asker), ...arrivalCalls(asker) }
}

/** A client with every call of the API, for servers and consoles. */
export function createClient(options: ClientOptions): Client {
  const asker = new Asker(options)
  return {
    ...shopperCalls(asker),
    ...watchCalls(asker),
    ...arrivalCalls(asker),
    ...merchantCalls(asker),
    ...importCalls(asker),
    ...mallCalls(asker),
    ...marketCalls(asker),
    ...routingCalls(asker),
    ...dispatchCalls(asker),
    ...roundCalls(asker),
  }
}

/** A client for a driver's page, with a driver's key. */
export function createDriverClient(options: ClientOptions): RoundCalls {
  return roundCalls(new Asker(options))
}
