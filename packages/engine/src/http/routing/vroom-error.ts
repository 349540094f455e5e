import { noProblem } from '../../decide/route/read-vroom.ts'
import type { Refusal, RefusalCode } from '../../domain/refusal.ts'
import { bodyOf } from '../errors.ts'
import type { OwnErrorBody } from '../route.ts'

/** VROOM's status codes, and vroom-express's own for what is too large. */
const internal = 1
const input = 2
const routing = 3
const tooLarge = 4

const codes: Partial<Record<RefusalCode, number>> = {
  BODY_TOO_LARGE: tooLarge,
  ROUTING_TOO_LARGE: tooLarge,
}

/**
 * A refusal as clients of VROOM know it: `{ code, error }`, with the words of VROOM or vroom-express where they have some, and everything that we say of
 * it under a key of our own. The statuses of HTTP are vroom-express's, 400 for input and 413 for what is too large,
 * and ours for what it knows nothing of: keys, limits, a road service that fails, a server that stops.
 */
export const vroomError: OwnErrorBody = (refusal, requestId) => {
  const { error } = bodyOf(refusal, requestId)
  const { remedy } = refusal.details
  const words = wordsOf(refusal)
  const trouble = { ...error, ...(typeof remedy === 'string' ? { remedy } : {}) }
  return { status: refusal.status, body: { code: codeOf(refusal), error: words, trouble } }
}

function wordsOf({ code, message, details }: Refusal): string {
  if (code === 'ROUTING_INPUT') return String(details.reason)
  if (code === 'BODY_INVALID' && String(details.field).startsWith('body')) return noProblem
  if (code === 'ROUTING_TOO_LARGE')
    return `Too many ${details.what === 'tasks' ? 'locations' : details.what} ( ${details.count} ) in query, maximum is set to ${details.max}`
  return message
}

function codeOf({ code, status }: Refusal): number {
  if (code.startsWith('TRAVEL_') && status >= 500) return routing
  return codes[code] ?? (status >= 500 ? internal : input)
}
