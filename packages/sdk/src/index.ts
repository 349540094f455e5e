export type { CallOptions, ClientOptions, PersonSource } from './client/ask.ts'
export {
  type Client,
  createClient,
  createDriverClient,
  createShopperClient,
  type ShopperClient,
} from './client/client.ts'
export { type ClientCode, NunchiError } from './client/error.ts'
export type { EventToSend } from './client/merchant-calls.ts'
export type { RoundCalls } from './client/round-calls.ts'
export type { StreamOptions } from './client/stream.ts'
export type { UploadOptions, UploadProgress } from './client/upload.ts'
export type { WatchOptions } from './collector/attention.ts'
export { Collector, type CollectorOptions, type Consent, createCollector, type Sent } from './collector/collector.ts'
export type { LineSaid, Message, OrderSaid, ProductSaid, Teller } from './collector/message.ts'
export type { Problem } from './collector/sender.ts'
