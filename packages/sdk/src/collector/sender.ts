import type { CollectAnswer, PreferencesChange } from '@nunchi/protocol'
import type { Message } from './message.ts'
import type { Queue } from './queue.ts'

/**
 * What went wrong. rejected: the server does not keep this message; warning: not all of it; lost: it could not be kept until
 * sent, or nobody can read it; delayed: it is kept, and will be tried again.
 */
export type Problem = {
  readonly what: 'rejected' | 'warning' | 'lost' | 'delayed'
  readonly code: string
  readonly reason: string
  readonly field?: string
  readonly remedy?: string
  readonly message?: Message
  /** Messages concerned. */
  readonly count: number
}

type SenderOptions = {
  readonly url: string
  readonly key: string
  readonly flushMs?: number
  readonly batchMax?: number
  readonly fetch?: typeof fetch
  readonly onProblem: (problem: Problem) => void
  readonly onSent: (sent: { readonly messages: readonly Message[]; readonly answer: CollectAnswer }) => void
  /** Run before anything is sent; when it fails nothing is. */
  readonly before: () => Promise<void>
}

/** Browsers take no more than 64 KB on leaving a page. */
const bytesMax = 60_000
const pauseMsMax = 60_000

const whyDropped = {
  reason: 'they lack consent, which the key requires or the shopper withdrew, or are no facts here',
  remedy: 'create the collector with consent: "required", and call giveConsent() when the shopper said yes',
}

/** Not taken: why, and when it may be tried again. */
class Failure extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterMs: number | undefined

  constructor(status: number, code: string, reason: string, retryAfterMs?: number) {
    super(reason)
    this.status = status
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

/** Brings a queue to the server, one batch at a time, with growing pauses after failures. */
export class Sender {
  readonly #queue: Queue
  readonly #options: SenderOptions
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | undefined
  #failures = 0
  #notBefore = 0
  #countMax: number

  constructor(queue: Queue, options: SenderOptions) {
    this.#queue = queue
    this.#options = options
    this.#countMax = this.#batchMax
  }

  get #batchMax(): number {
    return this.#options.batchMax ?? 50
  }

  add(message: Message): void {
    this.#tellLost(this.#queue.add([message]))
    if (this.#failures > 0) return // a next attempt is set
    if (this.#queue.length >= this.#batchMax) void this.flush()
    else this.#schedule(this.#options.flushMs ?? 2_000)
  }

  adopt(): void {
    this.#tellLost(this.#queue.adopt())
    if (this.#queue.length > 0) this.#schedule(0)
  }

  /** Sends until nothing waits or an attempt fails. The pauses that the server asked for are kept. @returns how many wait */
  async flush(): Promise<number> {
    const waitMs = this.#notBefore - Date.now()
    if (waitMs > 0) this.#schedule(waitMs)
    else {
      this.#running ??= this.#run()
      await this.#running
    }
    return this.#queue.length
  }

  /** The page may be gone any moment: hands what waits to the browser, and keeps it, as nobody tells whether it arrived. */
  leave(): void {
    this.#queue.keep(true)
    const messages = this.#queue.first({ countMax: 1_000, bytesMax })
    if (messages.length > 0) navigator.sendBeacon?.(this.#address('batch'), this.#bodyOf(messages))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** What the shopper wants of the server. @throws what kept it from arriving; what the server refuses is lost */
  async prefer(change: PreferencesChange): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.#options.key}` }
    try {
      await this.#ask('preferences', { method: 'PUT', headers, body: JSON.stringify(change), keepalive: true })
    } catch (error) {
      const { status, code, message: reason } = error as Failure
      if (status !== 400 && status !== 403) throw error
      this.#options.onProblem({ what: 'lost', code, reason, count: 1 })
    }
  }

  async #run(): Promise<void> {
    this.stop()
    try {
      await this.#options.before()
      while (this.#queue.length > 0) await this.#sendFirst()
      this.#failures = 0
    } catch (error) {
      this.#fail(error as Failure)
    } finally {
      this.#running = undefined // at once: what is added from here on needs a run of its own
    }
  }

  async #sendFirst(): Promise<void> {
    const messages = this.#queue.first({ countMax: this.#countMax, bytesMax })
    try {
      // As plain text with the key inside, a browser does not ask for leave before: one way there instead of two.
      const headers = { 'content-type': 'text/plain' }
      const keepalive = typeof document !== 'undefined' && document.visibilityState === 'hidden' // it may never be seen again
      const response = await this.#ask('batch', { method: 'POST', headers, body: this.#bodyOf(messages), keepalive })
      const answer = (await response.json().catch(() => {
        throw new Failure(response.status, 'ANSWER_UNREADABLE', 'was answered by something else than a Nunchi server')
      })) as CollectAnswer
      this.#queue.remove(messages)
      this.#countMax = this.#batchMax
      this.#tellAnswer(messages, answer)
    } catch (error) {
      const { status, code, message: reason } = error as Failure
      if (status !== 400 && status !== 413) throw error
      if (messages.length === 1) {
        this.#queue.remove(messages)
        this.#options.onProblem({ what: 'lost', code, reason, count: 1, message: messages[0] })
      } else this.#countMax = Math.ceil(messages.length / 2) // one of them is at fault: the others shall pass
    }
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const { fetch = globalThis.fetch } = this.#options
    const response = await fetch(this.#address(path), { credentials: 'omit', ...init }).catch((error) => {
      throw new Failure(0, 'NETWORK', String(error))
    })
    if (response.ok) return response
    const { error } = await response.json().catch(() => ({}))
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    const reason = error?.message ?? `answered ${response.status}`
    throw new Failure(response.status, error?.code ?? 'ANSWER_UNREADABLE', reason, seconds * 1000 || undefined)
  }

  #fail({ code, message: reason, retryAfterMs }: Failure): void {
    const count = this.#queue.length
    const pauseMs = Math.min(pauseMsMax, 1_000 * 2 ** this.#failures++) * (0.5 + Math.random() / 2)
    this.#notBefore = retryAfterMs === undefined ? 0 : Date.now() + retryAfterMs
    this.#queue.keep()
    this.#schedule(Math.max(pauseMs, retryAfterMs ?? 0))
    if (this.#failures === 1) this.#options.onProblem({ what: 'delayed', code, reason, count }) // once in a row is enough
  }

  #schedule(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.flush()
    }, ms)
  }

  #tellAnswer(messages: readonly Message[], answer: CollectAnswer): void {
    const { onProblem, onSent } = this.#options
    for (const { index, ...why } of answer.rejected ?? [])
      onProblem({ what: 'rejected', ...why, count: 1, message: messages[index] })
    for (const { index, ...why } of answer.warnings ?? [])
      onProblem({ what: 'warning', ...why, message: messages[index] })
    if (answer.dropped > 0) onProblem({ what: 'warning', code: 'DROPPED', count: answer.dropped, ...whyDropped })
    onSent({ messages, answer })
  }

  #tellLost(count: number): void {
    if (count > 0)
      this.#options.onProblem({
        what: 'lost',
        code: 'QUEUE_FULL',
        reason: 'more waited than may: the oldest went',
        count,
      })
  }

  #address(path: string): string {
    return `${this.#options.url.replace(/\/+$/, '')}/v1/${path}`
  }

  #bodyOf(batch: readonly Message[]): string {
    return JSON.stringify({ writeKey: this.#options.key, sentAt: new Date().toISOString(), batch })
  }
}
