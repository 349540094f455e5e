import type {
  PostRoutingSolve,
  RoutingSolveBody,
  RoutingSolveProgress,
  RoutingSolvesBody,
  RoutingSolvesQuery,
  VroomAnswer,
  VroomInput,
} from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'
import { readStates, type StreamOptions } from './stream.ts'

/** Routes of vehicles for any problem. With a secret key. */
export function routingCalls(asker: Asker) {
  const base = '/v1/routing/solves'
  const path = (id: string) => `${base}/${encodeURIComponent(id)}`
  return {
    /** Plans routes while you wait: VROOM's JSON in, VROOM's JSON out. Waits a minute where no time limit is given. */
    planRoutes: (input: VroomInput, options?: CallOptions) =>
      asker.json<VroomAnswer>(
        { method: 'POST', path: '/v1/route', body: input, isRead: true },
        { timeoutMs: 60_000, ...options },
      ),
    /** Begins to plan for as long as you say. Give it an `id`: then sending it again does no harm. */
    startRouting: (body: PostRoutingSolve, options?: CallOptions) =>
      asker.json<RoutingSolveBody>({ method: 'POST', path: base, body, isRead: body.id !== undefined }, options),
    routingSolves: (query?: RoutingSolvesQuery, options?: CallOptions) =>
      asker.json<RoutingSolvesBody>({ path: base, query }, options),
    /** How far it is, with the best plan so far. */
    routingSolve: (id: string, options?: CallOptions) => asker.json<RoutingSolveBody>({ path: path(id) }, options),
    /** Ends it; the answer has its best plan. */
    endRouting: (id: string, options?: CallOptions) =>
      asker.json<RoutingSolveBody>({ method: 'DELETE', path: path(id) }, options),
    /** How far it is, until it is over: `for await (const progress of client.routingSolveStream(id))`. */
    routingSolveStream: (id: string, options?: Omit<StreamOptions, 'onGap'>) =>
      readStates<RoutingSolveProgress>(asker, { path: `${path(id)}/stream`, query: () => ({}) }, options),
  }
}
export type RoutingCalls = ReturnType<typeof routingCalls>
