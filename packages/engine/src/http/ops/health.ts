import { AliveBody, ReadyBody } from '@nunchi/protocol'
import { Refusal } from '../../domain/refusal.ts'
import { troubleOf } from '../errors.ts'
import { route } from '../route.ts'

/** GET /healthz: the process answers. */
export const getHealthz = route({
  method: 'GET',
  path: '/healthz',
  access: 'open',
  group: 'Operate',
  summary: 'Whether the process is alive',
  answer: { status: 200, body: AliveBody },
  handle: (_rim, _ask, reply) => reply.send({ alive: true }),
})

/** GET /readyz: 200 when the log takes events and the state has caught up, else 503 with reasons. */
export const getReadyz = route({
  method: 'GET',
  path: '/readyz',
  access: 'open',
  group: 'Operate',
  summary: 'Whether it can serve: 503 with reasons while it cannot, and from the moment it is told to stop',
  answer: { status: 200, body: ReadyBody },
  handle: (rim, _ask, reply) => {
    const { ready, position, waiting, reasons } = rim.shop.health()
    const body = rim.stopping
      ? { ready: false, position, waiting, reasons: [new Refusal('STOPPING'), ...reasons].map(troubleOf) }
      : { ready, position, waiting, reasons: reasons.map(troubleOf) }
    reply.code(body.ready ? 200 : 503).serializer(JSON.stringify)
    return reply.type('application/json; charset=utf-8').send(body)
  },
})

const thisMachine = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** GET /metrics for Prometheus. 200 text, 401 AUTH_MISSING, 403 AUTH_SCOPE. */
export const getMetrics = route({
  method: 'GET',
  path: '/metrics',
  access: 'open',
  group: 'Operate',
  summary: 'Counts and timings for Prometheus; needs a secret key, or to come from this machine where that is allowed',
  answer: { status: 200 },
  handle: async (rim, { key, request }, reply) => {
    const near = rim.settings.metricsFor === 'localhost' && thisMachine.has(request.socket.remoteAddress ?? '')
    if (!near && key === undefined) throw new Refusal('AUTH_MISSING')
    if (!near && key?.scope !== 'secret')
      throw new Refusal('AUTH_SCOPE', { allowed: 'collect', needed: 'GET /metrics' })
    const { registry } = rim.metrics
    return reply.type(registry.contentType).send(await registry.metrics())
  },
})
