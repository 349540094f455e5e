import type { ErrorBody } from '@nunchi/protocol'

/** Codes of this client itself, for what never came to be an answer of the server. */
export type ClientCode = 'NETWORK' | 'TIMEOUT' | 'ANSWER_UNREADABLE'

type Details = {
  readonly code: string
  readonly status: number
  readonly details?: Readonly<Record<string, string | number>>
  readonly field?: string
  readonly remedy?: string
  readonly requestId?: string
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

/**
 * What a call that failed is rejected with. `code` is one of docs/errors.md, or NETWORK, TIMEOUT or ANSWER_UNREADABLE; the
 * latter have `status` 0 where nothing was answered. A call that was cancelled is rejected with the reason of its signal instead.
 */
export class NunchiError extends Error {
  override readonly name = 'NunchiError'
  readonly code: string
  readonly status: number
  /** What the message names, by the names in docs/errors.md: to say it in another language. */
  readonly details?: Readonly<Record<string, string | number>>
  /** Where in the request, as a path. */
  readonly field?: string
  /** What to do about it. */
  readonly remedy?: string
  /** Names the request in the log of the server. */
  readonly requestId?: string
  /** How long the server asks to wait before the next attempt. */
  readonly retryAfterMs?: number

  constructor(message: string, { code, status, details, field, remedy, requestId, retryAfterMs, cause }: Details) {
    super(message, { cause })
    this.code = code
    this.status = status
    this.details = details
    this.field = field
    this.remedy = remedy
    this.requestId = requestId
    this.retryAfterMs = retryAfterMs
  }
}

/** The error that an answer stands for, whoever gave it: a proxy on the way has no body of ours. */
export async function errorOf(response: Response): Promise<NunchiError> {
  const { status } = response
  const retryAfterMs = retryAfterOf(response.headers.get('retry-after'))
  const text = await response.text().catch(() => '')
  const error = bodyIn(text)?.error
  if (error?.code !== undefined) return new NunchiError(error.message, { ...error, status, retryAfterMs })
  return new NunchiError(`Answered ${status} without saying why; is this the address of a Nunchi server?`, {
    code: 'ANSWER_UNREADABLE',
    status,
    retryAfterMs,
    remedy: 'check the address, and what stands between here and the server',
  })
}

function bodyIn(text: string): Partial<ErrorBody> | undefined {
  try {
    return JSON.parse(text) as Partial<ErrorBody>
  } catch {
    return undefined
  }
}

/** Milliseconds of a Retry-After header, which is in seconds or a date; undefined when it says nothing. */
export function retryAfterOf(header: string | null, now = Date.now()): number | undefined {
  if (header === null || header === '') return undefined
  const seconds = Number(header)
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
