import { setTimeout as waiting } from 'node:timers/promises'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import { shownAddress } from '../../ports/feed-fetcher.ts'
import { Turnstile } from './turnstile.ts'

/** Where to ask, and how much. */
export type ChatOptions = {
  /** Of an OpenAI-compatible server, such as http://127.0.0.1:11434/v1. */
  readonly url: string
  readonly model: string
  /** Sent as a bearer token to that server alone. */
  readonly key?: string
  /** Requests in all, repeated ones included: what a run may cost. */
  readonly requestsMax: number
  readonly perMinute: number
  readonly inFlightMax?: number
  readonly timeoutMs?: number
  /** Before the first repetition; twice as long before each further one. */
  readonly backoffMs?: number
}

/** One question: what to do, what about, and the form of the answer. */
export type ChatQuestion = {
  readonly name: string
  readonly system: string
  readonly user: string
  /** JSON schema of the answer. */
  readonly schema: object
}

const repeatsMax = 3
const defaults = { inFlightMax: 4, timeoutMs: 30_000, backoffMs: 1_000 } as const
const retryAfterMaxMs = 60_000
const answerBytesMax = 256 * 1024
/** Questions in a row that nobody answered, after which it is given up. */
const failedMax = 5

/**
 * Asks an OpenAI-compatible server for JSON: by schema, and where the server does not know schemas in words. What fails for the moment
 * (429, 5xx, silence) is repeated three times, each time after twice as long or when the server says; redirects are not followed, as the key goes to no
 * other server.
 */
export class ChatEndpoint {
  readonly #options: ChatOptions & typeof defaults
  readonly #address: string
  readonly #turnstile: Turnstile
  #knowsSchemas = true
  #failed = 0
  #refused: Refusal | undefined
  /** Whether anything ever answered: until then, silence is a wrong address and not a passing trouble. */
  #isThere = false
  /** Requests sent. */
  sent = 0

  constructor(options: ChatOptions) {
    this.#options = { ...defaults, ...options } as ChatOptions & typeof defaults
    this.#address = addressOf(options.url)
    if (options.key !== undefined && !/^[\x21-\x7e]+$/.test(options.key))
      throw this.#refusal('its key has signs that no key has')
    this.#turnstile = new Turnstile(this.#options)
  }

  get isUsedUp(): boolean {
    return this.sent >= this.#options.requestsMax
  }

  /**
   * @returns the JSON that came; undefined where none did, or no more may be asked
   * @throws Refusal MODEL_ENDPOINT when asking on is of no use: no server, no right, no such model. The signal's reason when it is aborted
   */
  async ask(question: ChatQuestion, signal?: AbortSignal): Promise<unknown> {
    for (let repeats = 0; ; repeats++) {
      const leave = await this.#turnstile.enter({ signal, isOver: () => this.#refused !== undefined || this.isUsedUp })
      const outcome = await this.#send(question, signal).finally(leave)
      if (outcome.kind === 'answer') {
        this.#failed = 0
        return jsonIn(outcome.text)
      }
      if (outcome.kind === 'none') return undefined
      if (outcome.kind === 'final') throw this.#refusal(outcome.reason)
      if (outcome.kind === 'later') await this.#pause(outcome, repeats, signal)
      if (repeats < repeatsMax) continue
      this.#failed += 1
      if (this.#failed >= failedMax)
        throw this.#refusal(outcome.kind === 'later' ? outcome.reason : 'it takes no question')
      return undefined
    }
  }

  async #send(question: ChatQuestion, signal?: AbortSignal): Promise<Outcome> {
    if (this.#refused) throw this.#refused
    if (this.isUsedUp) return { kind: 'none' }
    this.sent += 1
    const { key, timeoutMs } = this.#options
    const withSchema = this.#knowsSchemas
    const timeout = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(this.#address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
        body: JSON.stringify(this.#bodyOf(question, withSchema)),
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
      this.#isThere = true
      const text = await limitedText(response)
      if (response.ok) return { kind: 'answer', text: contentOf(text) }
      if (
        withSchema &&
        [400, 404, 415, 422, 501].includes(response.status) &&
        /schema|response_format|temperature/i.test(text)
      ) {
        this.#knowsSchemas = false
        return { kind: 'again' }
      }
      const reason = `it answered ${response.status}${shortOf(text)}`
      const isPassing = response.status === 408 || response.status === 429 || response.status >= 500
      return isPassing ? { kind: 'later', reason, afterMs: retryAfterOf(response) } : { kind: 'final', reason }
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (timeout.aborted) return { kind: 'later', reason: `no answer came within ${timeoutMs / 1_000} s` }
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
      return { kind: this.#isThere ? 'later' : 'final', reason: messageOf(cause) || 'no server listens there' }
    }
  }

  #bodyOf({ name, system, user, schema }: ChatQuestion, withSchema: boolean): object {
    const { model } = this.#options
    const form = withSchema
      ? ''
      : ` Answer with one JSON object of this schema and nothing else: ${JSON.stringify(schema)}`
    const messages = [
      { role: 'system', content: `${system}${form}` },
      { role: 'user', content: user },
    ]
    if (!withSchema) return { model, messages }
    return {
      model,
      messages,
      temperature: 0,
      response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } },
    }
  }

  async #pause({ afterMs }: { readonly afterMs?: number }, repeats: number, signal?: AbortSignal): Promise<void> {
    if (repeats >= repeatsMax || this.isUsedUp) return
    const ms = Math.min(afterMs ?? this.#options.backoffMs * 2 ** repeats, retryAfterMaxMs)
    await waiting(ms, undefined, { signal }).catch(() => signal?.throwIfAborted())
  }

  /** From now on nothing is asked. */
  #refusal(reason: string): Refusal {
    this.#refused ??= new Refusal('MODEL_ENDPOINT', { url: shownAddress(this.#address), reason })
    return this.#refused
  }
}

type Outcome =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'final'; readonly reason: string }
  | { readonly kind: 'again' | 'none' }

/** What people give: the server, its /v1, or the whole address. */
function addressOf(url: string): string {
  const address = new URL(url)
  if (address.pathname.endsWith('/chat/completions')) return address.href
  const path = address.pathname.replace(/\/+$/, '')
  address.pathname = `${path === '' ? '/v1' : path}/chat/completions`
  return address.href
}

async function limitedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > answerBytesMax) return '' // leaving the loop ends the connection
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What the model said; '' where the server did not answer as such servers do. */
function contentOf(text: string): string {
  const answer = parsed(text) as { choices?: { message?: { content?: unknown } }[] } | undefined
  const content = answer?.choices?.[0]?.message?.content
  return typeof content === 'string' ? content : ''
}

/** The first JSON object of a text: models like to say something before and behind it. */
function jsonIn(text: string): unknown {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')]
  return start < 0 || end < start ? undefined : parsed(text.slice(start, end + 1))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the server says is wrong, on one short line. */
function shortOf(text: string): string {
  const error = (parsed(text) as { error?: { message?: unknown } } | undefined)?.error
  const message = typeof error === 'string' ? error : error?.message
  return typeof message === 'string' ? ` (${message.replace(/\s+/g, ' ').slice(0, 200)})` : ''
}

function retryAfterOf(response: Response): number | undefined {
  const text = response.headers.get('retry-after')
  return text !== null && /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : undefined
}
