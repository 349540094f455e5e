import { Refusal } from '../../domain/refusal.ts'
import type { Verdict } from '../report.ts'
import type { ImportItem, ImportSink } from './item.ts'

export type HttpSinkOptions = {
  /** Address of the server: 'http://localhost:4747'. */
  readonly url: string
  /** A secret key. */
  readonly key: string
  /** How often one batch is tried before the import stops; waits double from half a second to 30 s. */
  readonly triesMax?: number
  /** Waits so many milliseconds; tests need not. */
  readonly wait?: (ms: number) => Promise<void>
}

type Rejected = {
  readonly index: number
  readonly code: string
  readonly field: string
  readonly reason: string
  readonly remedy: string
}
type Answer = {
  readonly accepted: number
  readonly duplicates: number
  readonly dropped: number
  readonly rejected: readonly Rejected[]
}

const triesMaxDefault = 12
const timeoutMs = 60_000
/** Stays below the server's bound on one body. */
const bodyBytesMax = 3 * 1024 * 1024

/**
 * Sends items to POST /v1/events of a running server. Batches are tried again after 429, 503, other 5xx and lost
 * connections; event ids make that harmless. The answer counts accepted and duplicate events without saying which is
 * which, so their verdicts are right in number only. Throws Refusal IMPORT_SERVER when the server cannot be used.
 */
export class HttpSink implements ImportSink {
  readonly #address: string
  readonly #url: string
  readonly #key: string
  readonly #triesMax: number
  readonly #wait: (ms: number) => Promise<void>

  constructor({ url, key, triesMax, wait }: HttpSinkOptions) {
    this.#url = url
    this.#address = `${url.replace(/\/+$/, '')}/v1/events`
    this.#key = key
    this.#triesMax = triesMax ?? triesMaxDefault
    this.#wait = wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)))
  }

  async send(batch: readonly ImportItem[]): Promise<readonly Verdict[]> {
    const verdicts: Verdict[] = []
    let events: string[] = []
    let bytes = 0
    for (const item of batch) {
      const event = JSON.stringify(plainOf(item))
      const size = Buffer.byteLength(event) + 1
      if (bytes + size > bodyBytesMax && events.length > 0) {
        verdicts.push(...(await this.#post(events)))
        events = []
        bytes = 0
      }
      events.push(event)
      bytes += size
    }
    if (events.length > 0) verdicts.push(...(await this.#post(events)))
    return verdicts
  }

  async close(): Promise<void> {}

  async #post(events: readonly string[]): Promise<readonly Verdict[]> {
    const body = `{"imported":true,"events":[${events.join(',')}]}`
    for (let tries = 1; ; tries++) {
      const { status, text, retryAfterMs } = await this.#try(body)
      if (status >= 200 && status < 300) return verdictsOf(this.#answer(text), events.length)
      if (status === 413 && events.length > 1) {
        const half = events.length >> 1
        return [...(await this.#post(events.slice(0, half))), ...(await this.#post(events.slice(half)))]
      }
      if (status !== 0 && status !== 429 && status < 500) throw this.#refusal(`${status} ${messageIn(text)}`)
      if (tries >= this.#triesMax)
        throw this.#refusal(`after ${tries} tries: ${status === 0 ? text : `${status} ${messageIn(text)}`}`)
      await this.#wait(Math.max(retryAfterMs, Math.min(30_000, 500 * 2 ** (tries - 1)) * (0.75 + Math.random() / 2)))
    }
  }

  /** Status 0: no answer came. */
  async #try(body: string): Promise<{ status: number; text: string; retryAfterMs: number }> {
    try {
      const response = await fetch(this.#address, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const retryAfter = Number(response.headers.get('retry-after') ?? 0)
      return {
        status: response.status,
        text: await response.text(),
        retryAfterMs: Math.min(60, retryAfter || 0) * 1000,
      }
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      return { status: 0, text: cause instanceof Error ? cause.message || cause.name : String(cause), retryAfterMs: 0 }
    }
  }

  #answer(text: string): Answer {
    try {
      const answer = JSON.parse(text) as Answer
      if (Number.isInteger(answer.accepted) && Array.isArray(answer.rejected)) return answer
    } catch {
      // Falls through: whatever answered is no Nunchi.
    }
    throw this.#refusal('its answer is not that of POST /v1/events')
  }

  #refusal(reason: string): Refusal {
    return new Refusal('IMPORT_SERVER', { url: this.#url, reason })
  }
}

/** The plain JSON form of an item. An alias call becomes the `identify` that ties both names. */
export function plainOf(item: ImportItem): Record<string, unknown> {
  if ('event' in item) return item.event
  const { id, user, anonymous, previous, traits, consent, event } = item.report
  if (event !== undefined) return { ...event, id, user, anonymous, consent }
  return { kind: 'identify', id, user, anonymous: previous ?? anonymous, traits, consent }
}

function verdictsOf({ duplicates, dropped, rejected }: Answer, count: number): readonly Verdict[] {
  const verdicts: Verdict[] = new Array(count).fill({ status: 'accepted' })
  for (const { index, code, field, reason, remedy } of rejected)
    if (index >= 0 && index < count) verdicts[index] = { status: 'rejected', code, field, reason, remedy }
  let duplicatesLeft = duplicates
  let droppedLeft = dropped
  for (let i = 0; i < count && duplicatesLeft + droppedLeft > 0; i++) {
    if (verdicts[i].status !== 'accepted') continue
    if (duplicatesLeft-- > 0) verdicts[i] = { status: 'duplicate' }
    else {
      duplicatesLeft = 0
      verdicts[i] = { status: 'dropped', reason: 'not-a-fact' }
      droppedLeft--
    }
  }
  return verdicts
}

/** The sentence of the server's error, if it is one of ours. */
function messageIn(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: unknown } }
    if (typeof error?.message === 'string') return error.message
  } catch {
    // Not JSON: its beginning will do.
  }
  return text.slice(0, 200)
}
