import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../domain/refusal.ts'
import { nextPauseMs, patienceMs } from './patience.ts'

export type PatientPostOptions = {
  /** Address of the server: 'http://localhost:4747'. */
  readonly url: string
  /** A secret key. */
  readonly key: string
  /** Hears of every try that failed, and when the next one is. */
  readonly tell?: (text: string) => void
  /** Ends the waiting between two tries, not a batch that is under way. */
  readonly signal?: AbortSignal
  /** Waits so many milliseconds by `now`; tests need not. */
  readonly wait?: (ms: number) => Promise<void>
  readonly now?: () => number
  /** Bends the pauses, 0 to 1, so that several senders do not come back together. */
  readonly chance?: () => number
}

/** What came back; status 0: nothing did. */
export type Response = { readonly status: number; readonly text: string; readonly retryAfterMs: number }

const timeoutMs = 60_000

/**
 * Sends bodies to a running server. They are sent again after 429, 503, other 5xx and lost connections, for a bounded time and not in
 * silence; so what is sent must do no harm when it comes twice.
 */
export class PatientPost {
  readonly #url: string
  readonly #key: string
  readonly #tell: (text: string) => void
  readonly #signal: AbortSignal | undefined
  readonly #wait: (ms: number) => Promise<void>
  readonly #now: () => number
  readonly #chance: () => number
  /** Whether the server ever answered. */
  #isSeen = false

  constructor({ url, key, tell = () => {}, signal, wait, now = Date.now, chance = Math.random }: PatientPostOptions) {
    this.#url = url
    this.#key = key
    this.#tell = tell
    this.#signal = signal
    this.#wait = wait ?? ((ms) => pause(ms, undefined, { signal }).catch(() => {}))
    this.#now = now
    this.#chance = chance
  }

  /**
   * Sends JSON to a path, until the server says what it thinks of it, good or bad.
   * @throws Refusal IMPORT_SERVER when there is no getting through
   */
  async post(path: string, body: string): Promise<Response> {
    const startedAt = this.#now()
    for (let tries = 1; ; tries++) {
      const response = await this.#try(path, body)
      const { status } = response
      if (status !== 0 && status !== 429 && status < 500) return response
      await this.#pause(response, tries, startedAt)
    }
  }

  /** That an answer is a no which trying again does not change. */
  refused(response: Response): Refusal {
    return this.refusal(reasonOf(response), remedyOf(response.status))
  }

  /** That there is no going on with this server. */
  refusal(reason: string, remedy: string): Refusal {
    return new Refusal('IMPORT_SERVER', { url: this.#url, reason, remedy })
  }

  /** Waits for the next try. Throws Refusal IMPORT_SERVER when there is to be none. */
  async #pause(response: Response, tries: number, startedAt: number): Promise<void> {
    const spentMs = this.#now() - startedAt
    const allMs = this.#isSeen ? patienceMs.seen : patienceMs.unseen
    const ms = nextPauseMs({ tries, spentMs, allMs, asked: response.retryAfterMs, chance: this.#chance() })
    const reason = reasonOf(response)
    if (ms === undefined) {
      const times = tries === 1 ? 'one try' : `${tries} tries in ${seconds(spentMs)}`
      throw this.refusal(`${reason} (${times})`, remedyOf(response.status))
    }
    this.#tell(`${this.#url}: ${reason}; trying again in ${seconds(ms)}, for ${seconds(allMs - spentMs)} more`)
    await this.#wait(ms)
    if (this.#signal?.aborted === true)
      throw this.refusal(`${reason}, and the import was stopped`, remedyOf(response.status))
  }

  async #try(path: string, body: string): Promise<Response> {
    // No header carries these: fetch would throw, as if there were no server.
    if (/[\u0100-\uffff]/.test(this.#key)) throw this.refusal('the key has letters that are in no key', remedyOf(401))
    try {
      const response = await fetch(this.#url.replace(/\/+$/, '') + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
        body,
        redirect: 'manual', // followed, a POST would become a GET
        signal: AbortSignal.timeout(timeoutMs),
      })
      this.#isSeen = true
      const { status, headers } = response
      const retryAfterMs = Math.min(60, Number(headers.get('retry-after') ?? 0) || 0) * 1000
      const elsewhere = headers.get('location')
      const text = await response.text()
      return { status, text: elsewhere === null ? text : `it sends on to ${elsewhere}`, retryAfterMs }
    } catch (error) {
      const text = networkReason(error)
      // The web standard bars ports of other services, such as 6000 and 6667: no try will ever get through.
      if (text === 'bad port') throw this.refusal('its port is one that web clients do not call', 'serve it on another')
      return { status: 0, text, retryAfterMs: 0 }
    }
  }
}

/** What to do where something else than Nunchi answers. */
export const notNunchi = 'check that --url is the address of a Nunchi server, without the path of a call'

function remedyOf(status: number): string {
  if (status === 0)
    return 'check --url, and that the server is running (nunchi serve); without --url the import goes into the data folder'
  if (status === 401 || status === 403) return 'give a secret key of that server with --key or in NUNCHI_KEY'
  if (status === 429 || status >= 500) return 'see what its log says, and run the same command again'
  return notNunchi
}

const reasonOf = ({ status, text }: Response): string =>
  status === 0 ? `no answer, ${text}` : `${status} ${messageIn(text)}`.trim()

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 && ms % 1000 > 0 ? 1 : 0)} s`

/** What undici says of a connection lies one or two errors deep, and is empty where several addresses were tried. */
function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof AggregateError && error.errors.length > 0) return networkReason(error.errors[0])
  if (error.cause instanceof Error) return networkReason(error.cause)
  return error.name === 'TimeoutError' ? `not within ${seconds(timeoutMs)}` : error.message || error.name
}

/** The sentence of the server's error, if it is one of ours. */
function messageIn(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: unknown } }
    if (typeof error?.message === 'string') return error.message.replace(/\.$/, '')
  } catch {
    // Not JSON: its beginning will do.
  }
  return text.slice(0, 200).replace(/\s+/g, ' ').trim()
}
