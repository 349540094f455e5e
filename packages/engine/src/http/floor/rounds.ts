import { PostRoundEventsBody, RoundAction, RoundBody, RoundEventsBody } from '@nunchi/protocol'
import { Refusal } from '../../domain/refusal.ts'
import { route } from '../route.ts'
import { entryProblem } from '../validate.ts'

const common = { access: 'driver', group: 'Floor' } as const

/** GET /v1/floor/round: a driver's key sees the round of its own vehicle that is on, and nothing else. 200, 403 AUTH_DRIVER, 404 DISPATCH_VEHICLE. */
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
  handle: async (rim, { key, body: { day, clock, events } }, reply) => {
    reply.header('cache-control', 'no-store')
    const { dispatch } = rim.shop
    const wrong = events.map(rejectedAs)
    const good = events.filter((_, n) => wrong[n] === undefined) as RoundAction[]
    const said = good.length === 0 ? [] : await dispatch.sayOfRound(key!.vehicle!, day, good, clock)
    const next = said.values()
    const results = wrong.map((one) => one ?? next.next().value!)
    return { results, round: await dispatch.round(key!.vehicle!) }
  },
})

/** The verdict on what is no event: alone, so that a phone gets rid of it and of all that it kept with it. */
function rejectedAs(event: unknown): RoundEventsBody['results'][number] | undefined {
  const problem = entryProblem(RoundAction, event)
  if (problem === undefined) return undefined
  const field = problem.path.slice(1).replaceAll('/', '.') || 'event'
  const { code, message } = new Refusal('BODY_INVALID', { field, reason: problem.reason })
  const { id } = Object(event) as { readonly id?: unknown }
  return { id: typeof id === 'string' ? id : '', status: 'rejected', code, message }
}
