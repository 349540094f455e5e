import { ArrivalsBody, ArrivalsQuery } from '@nunchi/protocol'
import { ownAliasOf } from '../identity.ts'
import { route } from '../route.ts'
import { sendStates } from '../state-stream.ts'

const common = { access: 'publishable', group: 'Shopper' } as const

/** GET /v1/arrivals: what is on its way to this person. 200, 400, 403 IDENTITY_UNPROVEN. */
export const getArrivals = route({
  ...common,
  method: 'GET',
  path: '/v1/arrivals',
  summary: 'What is brought to this person, today and later, and when to expect it',
  query: ArrivalsQuery,
  answer: { status: 200, body: ArrivalsBody },
  handle: async (rim, { query, key }, reply) => {
    reply.header('cache-control', 'no-store')
    return { arrivals: await rim.shop.dispatch.arrivals(ownAliasOf(rim, key!, query)) }
  },
})

/** GET /v1/arrivals/stream: the same at once and whenever it changes. 200, 400, 403, 429 SUBSCRIPTION_STREAMS. */
export const getArrivalStream = route({
  ...common,
  method: 'GET',
  path: '/v1/arrivals/stream',
  summary: 'What is brought to this person whenever that changes, as text/event-stream',
  query: ArrivalsQuery,
  answer: { status: 200 },
  handle: (rim, { query, key, request }, reply) => {
    const alias = ownAliasOf(rim, key!, query)
    const stream = rim.alertStreams.open(rim.shop.shopperOf(alias) ?? `${alias.type}:${alias.id}`)
    const states = told(
      rim.shop.dispatch.followArrivals({ alias, signal: stream.signal, beatMs: rim.settings.streamBeatMs }),
    )
    return sendStates(rim, { stream, states, ask: { key, request } }, reply)
  },
})

async function* told<Told>(all: AsyncGenerator<Told | undefined, void, undefined>) {
  for await (const arrivals of all) yield arrivals === undefined ? undefined : { arrivals }
}
