import { VroomAnswer, VroomInput } from '@nunchi/protocol'
import type { FastifyReply } from 'fastify'
import { toldPlan } from '../../app/routing/told-plan.ts'
import { readQuestion } from '../../decide/route/read-vroom.ts'
import { vroomAnswer } from '../../decide/route/vroom-answer.ts'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import { LargeBody } from '../body.ts'
import type { Rim } from '../rim.ts'
import { type Route, route } from '../route.ts'
import { vroomError } from './vroom-error.ts'

/**
 * POST /v1/route, and POST / for clients of vroom-express, which know no path: plans routes as that does, while the asker waits. 200, 400
 * ROUTING_INPUT, ROUTING_TRAVEL_NONE, 413, 503 ROUTING_BUSY; all in VROOM's form.
 */
export const postRoute = planningAt('/v1/route')
export const postVroom = planningAt('/')

function planningAt(path: string): Route {
  return route({
    method: 'POST',
    path,
    access: 'secret',
    group: 'Routing',
    summary: "Plans routes of vehicles: VROOM's JSON in, VROOM's JSON out, while you wait",
    body: VroomInput,
    checksBody: true,
    leavesLarge: true,
    bytesMax: limits.routeBytesMax,
    errorBody: vroomError,
    answer: { status: 200, body: VroomAnswer },
    handle: async (rim, { body }, reply) => {
      const routing = routingOf(rim)
      const begun = performance.now()
      const { ask, options } = body instanceof LargeBody ? await routing.read(body.bytes) : readQuestion(body)
      const { isDrawn, isGiven, iterations, seconds, ...how } = options
      const loading = Math.round(performance.now() - begun)
      const budget = iterations === undefined ? { seconds } : { iterations }
      const planned = await routing.plan({ ask, form: 'vroom', budget, isGiven, ...how }, whileAsked(reply))
      const { outcome, reasons } = toldPlan(planned.task, planned)
      const drawing = performance.now()
      const lines = isDrawn ? await routing.lines(outcome, { ask, ...how }) : undefined
      const routingMs = planned.routingMs + Math.round(performance.now() - drawing)
      const computing = { loading, solving: planned.solvingMs, routing: routingMs }
      return vroomAnswer(outcome, { computing, reasons, lines })
    },
  })
}

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
