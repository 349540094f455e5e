import { randomInt } from 'node:crypto'
import {
  ComparedBody,
  CompareQuery,
  DispatchPlanBody,
  EndSolveQuery,
  MovedBody,
  PlanParams,
  PlansBody,
  PlansQuery,
  PostMoveBody,
  PostSolveBody,
  SolveBody,
  SolveParams,
} from '@nunchi/protocol'
import { route } from '../route.ts'
import { sendStates } from '../state-stream.ts'

const common = { access: 'secret', group: 'Merchant' } as const

/** POST /v1/dispatch/solves. 202, 400 DISPATCH_DAY, 404 DISPATCH_PLAN, 409 DISPATCH_NOTHING, DISPATCH_PAST, DISPATCH_SOLVING. */
export const postSolve = route({
  ...common,
  method: 'POST',
  path: '/v1/dispatch/solves',
  summary: 'Begins to plan a day beside the answers; what is found is proposed as a plan',
  body: PostSolveBody,
  answer: { status: 202, body: SolveBody },
  handle: (rim, { body: { day, seconds = 10, seed = randomInt(2 ** 31), from } }) =>
    rim.shop.dispatch.startSolve({ day, seconds, seed, from }),
})

/** GET /v1/dispatch/solves/:solve. 200, 404 DISPATCH_SOLVE. */
export const getSolve = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/solves/:solve',
  summary: 'How far a planning is',
  params: SolveParams,
  answer: { status: 200, body: SolveBody },
  handle: (rim, { params }, reply) =>
    reply.header('cache-control', 'no-store').send(rim.shop.dispatch.solve(params.solve)),
})

/** GET /v1/dispatch/solves/:solve/stream. 200, 404 DISPATCH_SOLVE, 429 STREAMS_TOO_MANY. */
export const getSolveStream = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/solves/:solve/stream',
  summary: 'How far a planning is, twice a second, as text/event-stream; ends with it',
  params: SolveParams,
  answer: { status: 200 },
  handle: (rim, { params, key, request }, reply) => {
    rim.shop.dispatch.solve(params.solve)
    const stream = rim.streams.open(key!.id)
    const states = rim.shop.dispatch.followSolve(params.solve, stream.signal)
    return sendStates(rim, { stream, states, ask: { key, request } }, reply)
  },
})

/** DELETE /v1/dispatch/solves/:solve. 200, 404 DISPATCH_SOLVE. */
export const deleteSolve = route({
  ...common,
  method: 'DELETE',
  path: '/v1/dispatch/solves/:solve',
  summary: 'Ends a planning; with keep, the best plan so far is proposed',
  params: SolveParams,
  query: EndSolveQuery,
  answer: { status: 200, body: SolveBody },
  handle: (rim, { params, query }) => rim.shop.dispatch.endSolve(params.solve, query.keep === true),
})

/** GET /v1/dispatch/plans. 200, 400 DISPATCH_DAY. */
export const getPlans = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/plans',
  summary: 'The plans of a day, newest first',
  query: PlansQuery,
  answer: { status: 200, body: PlansBody },
  handle: (rim, { query }, reply) => {
    const { currency } = rim.settings
    return reply.header('cache-control', 'no-store').send({ currency, ...rim.shop.dispatch.plans(query.day) })
  },
})

/** GET /v1/dispatch/plans/:plan. 200, 404 DISPATCH_PLAN. */
export const getPlan = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/plans/:plan',
  summary: 'A plan: tours with their stops, what is left out and why, and how it looks now',
  params: PlanParams,
  answer: { status: 200, body: DispatchPlanBody },
  handle: (rim, { params }, reply) => {
    reply.header('cache-control', 'no-store')
    return rim.shop.dispatch.plan(params.plan)
  },
})

/** POST /v1/dispatch/plans/:plan/accept. 200, 404 DISPATCH_PLAN, 409 DISPATCH_PLAN_STATE. */
export const acceptPlan = route({
  ...common,
  method: 'POST',
  path: '/v1/dispatch/plans/:plan/accept',
  summary: 'Accepts a plan, brought up to date: drivers see it, and shoppers are told when to expect things',
  params: PlanParams,
  answer: { status: 200, body: DispatchPlanBody },
  handle: (rim, { params }) => rim.shop.dispatch.acceptPlan(params.plan),
})

/** POST /v1/dispatch/plans/:plan/withdraw. 200, 404 DISPATCH_PLAN, 409 DISPATCH_PLAN_STATE. */
export const withdrawPlan = route({
  ...common,
  method: 'POST',
  path: '/v1/dispatch/plans/:plan/withdraw',
  summary: 'Takes a plan back by which nobody has set out yet',
  params: PlanParams,
  answer: { status: 200, body: DispatchPlanBody },
  handle: (rim, { params }) => rim.shop.dispatch.withdrawPlan(params.plan),
})

/** POST /v1/dispatch/plans/:plan/moves. 200, 404 DISPATCH_*, 409 DISPATCH_PLAN_CHANGED, DISPATCH_PLAN_STATE, DISPATCH_FIXED. */
export const postMove = route({
  ...common,
  method: 'POST',
  path: '/v1/dispatch/plans/:plan/moves',
  summary: 'Puts a stop elsewhere or out of the plan; with ask, it only says what that would come to',
  params: PlanParams,
  body: PostMoveBody,
  answer: { status: 200, body: MovedBody },
  handle: (rim, { params, body: { ask = false, ...rest } }) =>
    rim.shop.dispatch.move({ plan: params.plan, ask, ...rest }),
})

/** GET /v1/dispatch/plans/:plan/compare. 200, 404 DISPATCH_PLAN. */
export const comparePlans = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/plans/:plan/compare',
  summary: 'What a plan comes to beside another, and which deliveries change their vehicle',
  params: PlanParams,
  query: CompareQuery,
  answer: { status: 200, body: ComparedBody },
  handle: (rim, { params, query }, reply) => {
    reply.header('cache-control', 'no-store')
    return rim.shop.dispatch.compare(params.plan, query.with)
  },
})
