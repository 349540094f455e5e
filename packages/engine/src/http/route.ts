import { ErrorBody } from '@nunchi/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { ApiKey } from '../app/face.ts'
import { limits } from '../domain/limits.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type Access, checkAccess } from './auth.ts'
import { leaveLarge, parseLines } from './body.ts'
import type { Rim } from './rim.ts'
import { checkedByHand } from './validate.ts'

type Input<Schema> = Schema extends TSchema ? Static<Schema> : undefined

export type Ask<Query, Body, Params> = {
  readonly query: Input<Query>
  readonly body: Input<Body>
  readonly params: Input<Params>
  /** The key of the header; there on every route that is not open or collects. */
  readonly key: ApiKey | undefined
  readonly request: FastifyRequest
}

/** A refusal in another shape: its status and body. */
export type OwnErrorBody = (refusal: Refusal, requestId: string) => { readonly status: number; readonly body: object }

/** One call of the API: a value. `summary` and schemas become its description at /docs. */
export type RouteOf<Query = undefined, Body = undefined, Params = undefined> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly access: Access
  /** Heading under which /docs lists it. */
  readonly group: 'Collect' | 'Shopper' | 'Merchant' | 'Floor' | 'Routing' | 'Operate'
  readonly summary: string
  readonly query?: Query
  readonly body?: Body
  readonly params?: Params
  /** The status of success and its body; undefined for answers that are no JSON. */
  readonly answer: { readonly status: number; readonly body?: TSchema }
  /** Takes batches whose entries are checked one by one, and keys inside the body. */
  readonly collects?: boolean
  /** Takes large batches, also as JSON Lines, whose entries are checked one by one. */
  readonly takesLines?: boolean
  /** Reads large bodies itself: `ask.body` is a `LargeBody` then. */
  readonly leavesLarge?: boolean
  /** Bytes that its body may have, where that is another number than a question has. */
  readonly bytesMax?: number
  /** Checks its body itself, in words of its own: the schema only describes it. */
  readonly checksBody?: boolean
  /** How it says that something went wrong, where its clients know another shape than everybody's. */
  readonly errorBody?: OwnErrorBody
  /** Takes a body of any type, size and duration as a stream: `ask.body`, undefined when there is none. */
  readonly takesFile?: boolean
  readonly handle: (rim: Rim, ask: Ask<Query, Body, Params>, reply: FastifyReply) => unknown
}

const keyNeeded = {
  secret: 'Needs a secret key.',
  publishable: 'Takes a publishable or secret key.',
  driver: "Needs a driver's key.",
} as const

type AnyAsk = {
  readonly query: unknown
  readonly body: unknown
  readonly params: unknown
  readonly key: ApiKey | undefined
  readonly request: FastifyRequest
}

/** A route whose input types are forgotten: its schemas vouch for them when it is called. */
export type Route = Omit<RouteOf<TSchema | undefined, TSchema | undefined, TSchema | undefined>, 'handle'> & {
  readonly handle: (rim: Rim, ask: AnyAsk, reply: FastifyReply) => unknown
}

/** Ties the handler's input types to the route's schemas. */
export function route<Query = undefined, Body = undefined, Params = undefined>(
  value: RouteOf<Query, Body, Params>,
): Route {
  return value as unknown as Route
}

/** Puts routes on the server. */
export function mount(app: FastifyInstance, rim: Rim, routes: readonly Route[]): void {
  for (const one of routes) {
    if (one.takesLines)
      app.register(async (scope) => {
        parseLines(scope)
        mountOne(scope, rim, one)
      })
    else if (one.leavesLarge)
      app.register(async (scope) => {
        leaveLarge(scope)
        mountOne(scope, rim, one)
      })
    else if (one.takesFile) app.register(async (scope) => mountOne(asStreams(scope), rim, one))
    else mountOne(app, rim, one)
  }
}

/** Leaves bodies unread. */
function asStreams(app: FastifyInstance): FastifyInstance {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, body, done) => done(null, body))
  return app
}

function mountOne(app: FastifyInstance, rim: Rim, one: Route): void {
  const { status } = one.answer
  app.route({
    method: one.method,
    url: one.path,
    config: { takesFile: one.takesFile === true, errorBody: one.errorBody },
    bodyLimit: one.bytesMax ?? (one.collects || one.takesLines ? limits.batchBytesMax : limits.askBytesMax),
    schema: schemaOf(one),
    ...(one.collects || one.takesLines || one.checksBody ? { validatorCompiler: checkedByHand } : {}),
    onRequest: async (request) => {
      if (one.collects && request.apiKey === undefined) return
      checkAccess(request.apiKey, one.access, `${one.method} ${one.path}`)
    },
    handler: (request, reply) => {
      reply.code(status)
      const { query, body, params, apiKey: key } = request
      return one.handle(rim, { query, body, params, key, request }, reply)
    },
  })
}

function schemaOf({
  group,
  summary,
  query,
  body,
  params,
  answer,
  access,
  takesFile,
  takesLines,
}: Route): FastifySchema {
  return {
    tags: [group],
    summary,
    ...(access === 'open' ? { security: [] } : { security: [{ key: [] }, { basic: [] }] }),
    ...(access === 'open' ? {} : { description: keyNeeded[access] }),
    ...(takesFile ? { consumes: ['application/octet-stream'] } : {}),
    ...(takesLines ? { consumes: ['application/json', 'application/x-ndjson'] } : {}),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    ...(params === undefined ? {} : { params }),
    ...(answer.body === undefined
      ? {}
      : { response: { [answer.status]: answer.body, '4xx': ErrorBody, '5xx': ErrorBody } }),
  }
}
