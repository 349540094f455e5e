import { PostRoundEventsBody, RoundBody, RoundEventsBody } from '@nunchi/protocol'
import { route } from '../route.ts'

const common = { access: 'driver', group: 'Floor' } as const

/** GET /v1/floor/round: a driver's key sees the round of its own vehicle, of today, and nothing else. 200, 403 AUTH_DRIVER, 404 DISPATCH_VEHICLE. */
export const getRound = route({
  ...common,
  method: 'GET',
  path: '/v1/floor/round',
  summary: "The round of the key's vehicle, of today",
  answer: { status: 200, body: RoundBody },
  handle: (rim, { key }, reply) => {
    reply.header('cache-control', 'no-store')
    return rim.shop.dispatch.round(key!.vehicle!)
  },
})

/**
 * POST /v1/floor/events: what a driver says happened; a verdict each, durable when it is answered.
 * 200, 400, 403 AUTH_DRIVER, 404 DISPATCH_VEHICLE, 409 DISPATCH_ROUND.
 */
export const postRoundEvents = route({
  ...common,
  method: 'POST',
  path: '/v1/floor/events',
  summary: 'What happened on the round, also later and in any order; what was sent already counts once',
  body: PostRoundEventsBody,
  answer: { status: 200, body: RoundEventsBody },
  handle: async (rim, { key, body: { day, events } }, reply) => {
    reply.header('cache-control', 'no-store')
    const { dispatch } = rim.shop
    const results = await dispatch.sayOfRound(key!.vehicle!, day, events)
    return { results, round: await dispatch.round(key!.vehicle!) }
  },
})
