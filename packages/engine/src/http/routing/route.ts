import { VroomAnswer, VroomInput } from '@nunchi/protocol'
import type { FastifyReply } from 'fastify'
import { toldPlan } from '../../app/routing/told-plan.ts'
import { readOptions } from '../../decide/route/read-options.ts'
import { readVroom } from '../../decide/route/read-vroom.ts'
import { vroomAnswer } from '../../decide/route/vroom-answer.ts'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { vroomError } from './vroom-error.ts'

/**
 * POST /v1/route: plans routes as vroom-express does, while the asker waits. 200, 400 ROUTING_INPUT, ROUTING_TRAVEL_NONE, 413, 503
 * ROUTING_BUSY; all in VROOM's form.
 */
export const postRoute = route({
  method: 'POST',
  path: '/v1/route',
  access: 'secret',
  group: 'Routing',
  summary: "Plans routes of vehicles: VROOM's JSON in, VROOM's JSON out, while you wait",
  body: VroomInput,
  checksBody: true,
  bytesMax: limits.routeBytesMax,
  errorBody: vroomError,
  answer: { status: 200, body: VroomAnswer },
  handle: async (rim, { body }, reply) => {
    const begun = performance.now()
    const ask = readVroom(body)
    const { isDrawn, isGiven, iterations, seconds, ...how } = readOptions(body, ask.tasks.length)
    const loading = Math.round(performance.now() - begun)
    const question = {
      ask,
      form: 'vroom',
      budget: iterations === undefined ? { seconds } : { iterations },
      ...how,
    } as const
    const planned = await routingOf(rim).plan({ ...question, isGiven }, whileAsked(reply))
    const { outcome, reasons } = toldPlan(planned.task, planned)
    const computing = { loading, solving: planned.solvingMs, routing: planned.routingMs }
    return vroomAnswer(outcome, { computing, reasons, isDrawn })
  },
})

/** What plans routes on this server. @throws Refusal ROUTING_NONE */
export function routingOf({ routing }: Rim) {
  if (routing === undefined) throw new Refusal('ROUTING_NONE')
  return routing
}

/** Aborted when the asker is gone before the answer. */
function whileAsked(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}
