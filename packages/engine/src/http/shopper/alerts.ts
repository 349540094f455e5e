import { Readable } from 'node:stream'
import { AlertStreamQuery, AlertsBody, AlertsQuery } from '@nunchi/protocol'
import { ownAliasOf } from '../identity.ts'
import { route } from '../route.ts'
import { alertLines } from './alert-lines.ts'

/** GET /v1/alerts. 200, 403. */
export const getAlerts = route({
  method: 'GET',
  path: '/v1/alerts',
  access: 'publishable',
  group: 'Shopper',
  summary: 'What this person was told of prices, newest first',
  query: AlertsQuery,
  answer: { status: 200, body: AlertsBody },
  handle: (rim, { query, key }, reply) => {
    const { offset = 0, count = 20 } = query
    const { total, alerts } = rim.shop.watch.alerts(ownAliasOf(rim, key!, query), { offset, count })
    const { currency } = rim.settings
    return reply.header('cache-control', 'no-store').send({ currency, total, alerts: [...alerts] })
  },
})

/**
 * GET /v1/alerts/stream: one person's alerts as they come to be, each once. 200, also for a stranger, who may become somebody; 400, 403, 429 SUBSCRIPTION_STREAMS.
 * Nothing is queued for a reader: who does not take what is there for `alertStallMsMax` is cut off, and goes on where it was.
 */
export const getAlertStream = route({
  method: 'GET',
  path: '/v1/alerts/stream',
  access: 'publishable',
  group: 'Shopper',
  summary: "This person's alerts as they come to be, as text/event-stream; from now on, or after one that was seen",
  query: AlertStreamQuery,
  answer: { status: 200 },
  handle: async (rim, { query, key, request }, reply) => {
    reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
    reply.type('text/event-stream; charset=utf-8')
    const alias = ownAliasOf(rim, key!, query)
    const stream = rim.alertStreams.open(rim.shop.shopperOf(alias) ?? `${alias.type}:${alias.id}`)
    const { signal } = stream
    const lastSeen = request.headers['last-event-id']
    const after = typeof lastSeen === 'string' && lastSeen !== '' ? lastSeen : query.after
    const told = rim.shop.watch.follow({ alias, after, signal, beatMs: rim.settings.streamBeatMs })
    try {
      const { value: beginning } = await told.next() // refuses here what it has to refuse
      if (request.method === 'HEAD' || beginning === undefined) {
        stream.end()
        return reply.send('')
      }
      reply.raw.once('close', stream.end)
      const lines = alertLines({
        beginning,
        told,
        signal,
        request,
        mayRead: () => rim.keys.list().some(({ id }) => id === key!.id),
        stallMsMax: rim.settings.alertStallMsMax,
        onStall: () => reply.raw.destroy(),
      })
      return reply.send(Readable.from(lines, { objectMode: false }))
    } catch (error) {
      stream.end()
      throw error
    }
  },
})
