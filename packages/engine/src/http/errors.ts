import type { ErrorBody, TroubleBody } from '@nunchi/protocol'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import type { OwnErrorBody } from './route.ts'

/** Codes after which the same request will succeed a moment later. */
const retryAfterSeconds: Partial<Record<RefusalCode, number>> = {
  LOG_CONFLICT: 1,
  LOG_UNAVAILABLE: 1,
  OVERLOADED: 1,
  RATE_LIMITED: 1,
  ROUTING_BUSY: 5,
  STOPPING: 1,
}

/** Answers a refusal, or whatever else was thrown, in the one shape of errors. Our bugs are logged and named by the request. */
export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalOf(thrown, request)
  if (refusal.status >= 500) request.log.error({ err: thrown, code: refusal.code }, 'request failed')
  else request.log.debug({ code: refusal.code }, 'request refused')
  const retryAfter = retryAfterSeconds[refusal.code]
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer realm="nunchi"')
  if (takesFile(request)) reply.header('connection', 'close') // what is still to come of the file is not read
  const own = configOf(request).errorBody?.(refusal, request.id)
  reply.code(own?.status ?? refusal.status).header('content-type', 'application/json; charset=utf-8')
  // Written by hand: a route's own schema may know other shapes for this status.
  reply.serializer((body: unknown) => JSON.stringify(body))
  reply.send(own?.body ?? bodyOf(refusal, request.id))
}

function takesFile(request: FastifyRequest): boolean {
  return configOf(request).takesFile === true
}

function configOf(request: FastifyRequest): { readonly takesFile?: boolean; readonly errorBody?: OwnErrorBody } {
  return (request.routeOptions?.config as object | undefined) ?? {}
}

/** What lasts of a refusal over the wire: where no single request met it. */
export function troubleOf({ code, message, details }: Pick<Refusal, 'code' | 'message' | 'details'>): TroubleBody {
  return { code, message, details: someOf(details) }
}

const someOf = (details: Refusal['details']) => (Object.keys(details).length === 0 ? undefined : { ...details })

/** What goes over the wire for a refusal. */
export function bodyOf(refusal: Refusal, requestId: string): ErrorBody {
  const { code, message, details } = refusal
  const field = typeof details.field === 'string' ? details.field : undefined
  const remedy = code === 'BODY_INVALID' ? 'Compare the request with its description at /docs.' : undefined
  return { error: { code, message, details: someOf(details), field, remedy, requestId } }
}

function refusalOf(thrown: unknown, request: FastifyRequest): Refusal {
  if (thrown instanceof Refusal) return thrown
  const error = thrown as Partial<FastifyError> & { validation?: { instancePath: string; message?: string }[] }
  if (error.validation !== undefined) {
    const [first] = error.validation
    const field = `${error.validationContext ?? 'body'}${first?.instancePath ?? ''}`.replaceAll('/', '.')
    return new Refusal('BODY_INVALID', { field, reason: first?.message ?? 'is not as described' })
  }
  if (error.statusCode === 413) return new Refusal('BODY_TOO_LARGE', { bytesMax: request.routeOptions.bodyLimit ?? 0 })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Refusal('BODY_INVALID', { field: 'request', reason: error.message ?? 'is not as described' })
  return new Refusal('INTERNAL', { requestId: request.id })
}
