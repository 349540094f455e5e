import { fastify } from 'fastify'

/**
 * The yardstick beside the server: the same HTTP framework with a route that only parses the body and counts, and one
 * that answers with a ready text. Prints its port, ends on SIGTERM.
 */
const app = fastify({ bodyLimit: 4 * 1024 * 1024 })
const ready = JSON.stringify({ synthetic: 'x'.repeat(Number(process.argv[2] ?? 0)) })

app.post('/v1/events', async (request) => ({ accepted: (request.body as { events: unknown[] }).events.length }))
app.post('/v1/batch', async (request) => ({ accepted: (request.body as { batch: unknown[] }).batch.length }))
app.post('/v1/rank', async (_request, reply) => reply.type('application/json; charset=utf-8').send(ready))
app.get('/v1/home', async (_request, reply) => reply.type('application/json; charset=utf-8').send(ready))

const address = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`serves ${address} now`)
process.once('SIGTERM', () => process.exit(0))
