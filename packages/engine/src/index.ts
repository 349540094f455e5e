export { openDataFolder } from './adapters/sqlite/data-folder.ts'
export { WebFeedFetcher, type WebFeedFetcherOptions } from './adapters/web/feed-fetcher.ts'
export { SmtpNotifier, type SmtpOptions } from './adapters/web/smtp.ts'
export { newVapidKeys, type VapidKeys } from './adapters/web/vapid.ts'
export { WebPushNotifier, type WebPushOptions } from './adapters/web/web-push.ts'
export { newWebhookSecret, WebhookNotifier } from './adapters/web/webhook.ts'
export { Delivery } from './app/alerts/delivery.ts'
export {
  type Alarm,
  type Contacts,
  type DeliveryLimits,
  type DeliveryParts,
  deliveryLimits,
  systemAlarm,
} from './app/alerts/delivery-options.ts'
export { laneOf } from './app/alerts/lane.ts'
export { leaveAt, type Wishes } from './app/alerts/leaving.ts'
export type { AlertPart, DueQuestion, Outbox, Pending, Recipient, Settled } from './app/alerts/outbox.ts'
export { VaultContacts } from './app/alerts/vault-contacts.ts'
export { fitClusters } from './app/cluster-fitting.ts'
export { hashViews } from './app/hash.ts'
export type { ImportItem, ImportSink } from './app/import/item.ts'
export { planImport } from './app/import/plan.ts'
export { Learning } from './app/learning.ts'
export { type Matching, MatchingHere } from './app/malls/matching.ts'
export { MatchingApart } from './app/malls/matching-apart.ts'
export { type Feed, type FeedAsk, type FeedRow, openFeed } from './app/malls/open-feed.ts'
export { type Placed, type Placer, type ReadingAsk, type ReadingParts, readFeed } from './app/malls/reading.ts'
export { Shop } from './app/shop.ts'
export { CategoryMapper } from './decide/attributes/category-mapper.ts'
export {
  type CategoryNode,
  CategoryTreeError,
  parseBestBuyTree,
  parseGoogleTree,
} from './decide/attributes/category-tree.ts'
export { commonest, FeedTagger, teachFeedTagger } from './decide/attributes/feed-tagger.ts'
export { gtinOf } from './decide/attributes/gtin.ts'
export { learnBrands } from './decide/attributes/learn-brands.ts'
export { readAttributes, readTitle, type TaughtReaders } from './decide/attributes/read-attributes.ts'
export { columnsOfTaught } from './decide/attributes/taught-columns.ts'
export { TitleClassifier, teachTitleClassifier } from './decide/attributes/title-classifier.ts'
export { type UnitPrice, unitPriceOf } from './decide/attributes/unit-price.ts'
export { matchTextOf } from './decide/match/match-offer.ts'
export { OfferMatcher } from './decide/match/matcher.ts'
export type { Placement } from './decide/match/placement.ts'
export { shippedMatcher } from './decide/match/shipped-matcher.ts'
export { vetoesBetween } from './decide/match/vetoes.ts'
export type { NextAnswer } from './decide/next/answer.ts'
export { next } from './decide/next/next.ts'
export type { PolicyName } from './decide/rank/answer.ts'
export { Lessons } from './decide/rank/lessons.ts'
export { orderFor } from './decide/rank/order.ts'
export { Ranker } from './decide/rank/ranker.ts'
export { type RankerTrained, trainRanker } from './decide/rank/train-ranker.ts'
export type { ReadValue } from './domain/attribute.ts'
export type { Offer } from './domain/offer.ts'
export type { EpochMs, ProductId, ShopperKey } from './domain/units.ts'
export type { ShopEvent } from './events/event.ts'
export { type InMemory, type InMemoryOptions, openInMemory } from './in-memory.ts'
export type { FeedFetch, FeedFetcher, FeedMark, Fetched } from './ports/feed-fetcher.ts'
export { Views } from './state/views.ts'
