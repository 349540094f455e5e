import { HealthyBody } from '@nunchi/protocol'
import { Refusal } from '../../domain/refusal.ts'
import { route } from '../route.ts'
import { routingOf } from './route.ts'

/** GET /health, as probes of vroom-express ask: 200 while routes can be planned. 409 ROUTING_NONE, 503 STOPPING. */
export const getHealth = route({
  method: 'GET',
  path: '/health',
  access: 'open',
  group: 'Routing',
  summary: 'Whether routes can be planned, as clients of vroom-express ask it',
  answer: { status: 200, body: HealthyBody },
  handle: (rim, _ask, reply) => {
    reply.header('cache-control', 'no-store')
    routingOf(rim)
    if (rim.stopping) throw new Refusal('STOPPING')
    return { healthy: true }
  },
})
