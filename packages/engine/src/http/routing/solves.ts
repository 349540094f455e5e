import { Readable } from 'node:stream'
import {
  PostRoutingSolve,
  RoutingSolveBody,
  RoutingSolveParams,
  type RoutingSolveProgress,
  RoutingSolvesBody,
  RoutingSolvesQuery,
} from '@nunchi/protocol'
import type { FastifyRequest } from 'fastify'
import type { RoutingSolve } from '../../app/routing/routing-solve.ts'
import { modelPlan } from '../../decide/route/model-plan.ts'
import { vroomAnswer } from '../../decide/route/vroom-answer.ts'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import { LargeBody } from '../body.ts'
import { lastBlock } from '../merchant/stream-text.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { readSolve } from './read-solve.ts'
import { routingOf } from './route.ts'

const base = '/v1/routing/solves'

/** POST /v1/routing/solves. 202, 400 ROUTING_INPUT, ROUTING_TRAVEL_NONE, 409 ROUTING_ID_USED, 413 ROUTING_TOO_LARGE, 503 ROUTING_BUSY. */
export const postRoutingSolve = route({
  method: 'POST',
  path: base,
  access: 'secret',
  group: 'Routing',
  summary:
    'Begins to plan routes for as long as you say, beside everything else: in our own words, or in the form of VROOM',
  body: PostRoutingSolve,
  checksBody: true,
  leavesLarge: true,
  bytesMax: limits.routeBytesMax,
  answer: { status: 202, body: RoutingSolveBody },
  handle: async (rim, { body, request }) => {
    const routing = routingOf(rim)
    const sentId = sentIdOf(request)
    const large = body instanceof LargeBody ? { bytes: body.bytes, sentId } : undefined
    const { question, sent } = large ? await routing.readSolve(large) : readSolve(body, sentId)
    return solveBody(await routing.start(question, sent))
  },
})

/** GET /v1/routing/solves. 200. */
export const getRoutingSolves = route({
  method: 'GET',
  path: base,
  access: 'secret',
  group: 'Routing',
  summary: 'The plannings of the last hour, newest first',
  query: RoutingSolvesQuery,
  answer: { status: 200, body: RoutingSolvesBody },
  handle: (rim, { query: { offset = 0, count = 20 } }, reply) => {
    reply.header('cache-control', 'no-store')
    const all = routingOf(rim).list()
    return { total: all.length, solves: all.slice(offset, offset + count).map(headOf) }
  },
})

/** GET /v1/routing/solves/:id. 200, 404 ROUTING_SOLVE_UNKNOWN. */
export const getRoutingSolve = route({
  method: 'GET',
  path: `${base}/:id`,
  access: 'secret',
  group: 'Routing',
  summary: 'How far a planning is, with the best plan so far',
  params: RoutingSolveParams,
  answer: { status: 200, body: RoutingSolveBody },
  handle: (rim, { params }, reply) => {
    reply.header('cache-control', 'no-store')
    return solveBody(routingOf(rim).get(params.id))
  },
})

/** DELETE /v1/routing/solves/:id: ends it, the best plan so far is its plan. 200, 404 ROUTING_SOLVE_UNKNOWN. */
export const deleteRoutingSolve = route({
  method: 'DELETE',
  path: `${base}/:id`,
  access: 'secret',
  group: 'Routing',
  summary: 'Ends a planning; its best plan is kept',
  params: RoutingSolveParams,
  answer: { status: 200, body: RoutingSolveBody },
  handle: async (rim, { params }) => {
    const solve = routingOf(rim).get(params.id)
    solve.stop()
    await solve.over
    return solveBody(solve)
  },
})

/** GET /v1/routing/solves/:id/stream: progress as text/event-stream, until it is over. 200, 404 ROUTING_SOLVE_UNKNOWN, 429 STREAMS_TOO_MANY. */
export const getRoutingSolveStream = route({
  method: 'GET',
  path: `${base}/:id/stream`,
  access: 'secret',
  group: 'Routing',
  summary: 'How far a planning is, as text/event-stream, until it is over',
  params: RoutingSolveParams,
  answer: { status: 200 },
  handle: (rim, { params, key, request }, reply) => {
    reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no')
    reply.type('text/event-stream; charset=utf-8')
    const solve = routingOf(rim).get(params.id)
    if (request.method === 'HEAD') return reply.send('')
    const stream = rim.streams.open(key!.id)
    reply.raw.once('close', stream.end)
    return reply.send(Readable.from(linesOf(rim, solve, { signal: stream.signal, request }), { objectMode: false }))
  },
})

type Reading = { readonly signal: AbortSignal; readonly request: FastifyRequest }

async function* linesOf({ settings }: Rim, solve: RoutingSolve, { signal, request }: Reading): AsyncGenerator<string> {
  yield ': Nunchi\nretry: 2000\n\n'
  for await (const one of solve.follow(signal, Math.min(1_000, settings.streamBeatMs)))
    yield `data: ${JSON.stringify(progressOf(one))}\n\n`
  if (signal.reason instanceof Refusal) yield lastBlock(signal.reason, request.id)
  else yield 'event: done\ndata: {}\n\n'
}

function sentIdOf(request: FastifyRequest): string | undefined {
  const sent = request.headers['idempotency-key']
  return typeof sent === 'string' && sent !== '' ? sent.slice(0, limits.idLengthMax) : undefined
}

function progressOf(solve: RoutingSolve): RoutingSolveProgress {
  const { id, state, progress, found } = solve
  const plan = found && { cost: costOf(solve), routes: found.plan.routes.length }
  return { id, state, progress, iterations: found?.iterations ?? 0, ...plan, unserved: found?.plan.unserved.length }
}

/** What its plan says, whose routes each have whole costs; of a plan on the way, which is not told yet, what the search makes it. */
function costOf({ found, told, endedAt, task }: RoutingSolve): number {
  return endedAt === undefined ? Math.round(found!.plan.cost / task.unit.perUnit) : told!.outcome.total.cost
}

function headOf(solve: RoutingSolve) {
  const { createdAt, startedAt, endedAt, problem, task } = solve
  const { kindsUnused = [] } = task.ask
  return {
    ...progressOf(solve),
    ...{ createdAt, startedAt, endedAt, problem },
    stops: task.problem.stops.length,
    ...(kindsUnused.length === 0 ? {} : { kindsUnused: [...kindsUnused] }),
  }
}

function solveBody(solve: RoutingSolve): RoutingSolveBody {
  const { told, task, form } = solve
  if (told === undefined) return headOf(solve)
  const { outcome, reasons } = told
  const head = { ...headOf(solve), cost: outcome.total.cost }
  if (form === 'model')
    return { ...head, plan: modelPlan(outcome, { amounts: task.ask.amounts ?? [], reasons }) } as RoutingSolveBody
  const computing = {
    loading: 0,
    routing: 0,
    solving: (solve.endedAt ?? Date.now()) - (solve.startedAt ?? solve.createdAt),
  }
  return { ...head, vroom: vroomAnswer(outcome, { computing, reasons }) } as RoutingSolveBody
}
