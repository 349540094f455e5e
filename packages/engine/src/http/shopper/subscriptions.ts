import {
  Person,
  SubscribeBody,
  type SubscriptionBody,
  SubscriptionChange,
  SubscriptionMade,
  SubscriptionParams,
  SubscriptionsBody,
  SuggestionBody,
  SuggestionQuery,
} from '@nunchi/protocol'
import type { ApiKey, CollectFrom, SubscriptionTold, Wish } from '../../app/face.ts'
import type { ProductId } from '../../domain/units.ts'
import { senderOf } from '../auth.ts'
import { aliasOf, ownAliasOf } from '../identity.ts'
import { route } from '../route.ts'

/** Who asks to be told wants that kept, whatever they said of collecting. */
const saidBy = (key: ApiKey): CollectFrom => ({ ...senderOf(key), consent: 'assumed' })

/** The schema has seen to its form; what is wrong with its amounts, the desk says. */
function wishOf({ id, wanted, conditions, counting, channels, until }: SubscribeBody): Wish {
  return { id, wanted, conditions, counting, channels, until } as Wish
}

function bodyOf(told: SubscriptionTold): SubscriptionBody {
  return told as unknown as SubscriptionBody // the same, with lists that may be changed
}

/** POST /v1/subscriptions. 201, 400 SUBSCRIPTION_*, 403, 404 PRODUCT_UNKNOWN, 409 SUBSCRIPTIONS_FULL, SUBSCRIPTION_ID, 429 TOO_MANY_NEW. */
export const postSubscription = route({
  method: 'POST',
  path: '/v1/subscriptions',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Has this person told when a price is as they wish',
  body: SubscribeBody,
  answer: { status: 201, body: SubscriptionMade },
  handle: async (rim, { body, key }) => {
    const alias = ownAliasOf(rim, key!, body)
    const told = await rim.shop.watch.make({ alias, sender: saidBy(key!), wish: wishOf(body) })
    return { currency: rim.settings.currency, subscription: bodyOf(told) }
  },
})

/** PUT /v1/subscriptions/:id. 200, and as POST; 404 SUBSCRIPTION_UNKNOWN, also for somebody else's. */
export const putSubscription = route({
  method: 'PUT',
  path: '/v1/subscriptions/:id',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Changes what this person waits for: it begins anew',
  params: SubscriptionParams,
  body: SubscriptionChange,
  answer: { status: 200, body: SubscriptionMade },
  handle: async (rim, { params, body, key }) => {
    const alias = ownAliasOf(rim, key!, body)
    const told = await rim.shop.watch.change({ alias, sender: saidBy(key!), id: params.id, wish: wishOf(body) })
    return { currency: rim.settings.currency, subscription: bodyOf(told) }
  },
})

/** GET /v1/subscriptions. 200, 403. */
export const getSubscriptions = route({
  method: 'GET',
  path: '/v1/subscriptions',
  access: 'publishable',
  group: 'Shopper',
  summary: 'What this person waits for, and how far prices are from it',
  query: Person,
  answer: { status: 200, body: SubscriptionsBody },
  handle: (rim, { query, key }, reply) => {
    const subscriptions = rim.shop.watch.list(ownAliasOf(rim, key!, query)).map(bodyOf)
    return reply.header('cache-control', 'no-store').send({ currency: rim.settings.currency, subscriptions })
  },
})

/** DELETE /v1/subscriptions/:id. 204, 403, 404 SUBSCRIPTION_UNKNOWN. */
export const deleteSubscription = route({
  method: 'DELETE',
  path: '/v1/subscriptions/:id',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Ends it: nothing more is told of it',
  params: SubscriptionParams,
  query: Person,
  answer: { status: 204 },
  handle: async (rim, { params, query, key }, reply) => {
    const alias = ownAliasOf(rim, key!, query)
    await rim.shop.watch.end({ alias, sender: saidBy(key!), id: params.id })
    return reply.send()
  },
})

/** GET /v1/subscriptions/suggestion. 200, 403, 404 PRODUCT_UNKNOWN. */
export const getSuggestion = route({
  method: 'GET',
  path: '/v1/subscriptions/suggestion',
  access: 'publishable',
  group: 'Shopper',
  summary: 'A price of a product that is worth waiting for, by what it did cost',
  query: SuggestionQuery,
  answer: { status: 200, body: SuggestionBody },
  handle: (rim, { query, key }, reply) => {
    const { product, ...person } = query
    const suggestion = rim.shop.watch.suggest(aliasOf(rim, key!, person), product as ProductId)
    return reply.header('cache-control', 'no-store').send({ currency: rim.settings.currency, suggestion })
  },
})
