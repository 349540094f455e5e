import type { Lang, Person } from '@nunchi/protocol'
import { errorOf, NunchiError } from './error.ts'

/** Who is asked about: a user with proof, a device, or whoever the function names at the moment of the call. */
export type PersonSource = Person | (() => Person)

export type ClientOptions = {
  /** Address of the server: "https://nunchi.example". Empty: the one that the page comes from. */
  readonly url: string
  /** A publishable key in pages, a secret one in servers. */
  readonly key: string
  /** Who is meant where a call names nobody. */
  readonly person?: PersonSource
  /** Language of sentences where a call names none. */
  readonly lang?: Lang | (() => Lang)
  /** How long one attempt may take; 10 s when absent. */
  readonly timeoutMs?: number
  /** How often a question that changes nothing is asked again after a failure that may pass; 2 when absent. */
  readonly retriesMax?: number
  readonly fetch?: typeof fetch
}
export type CallOptions = { readonly signal?: AbortSignal; readonly timeoutMs?: number }

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Fields = { readonly [name: string]: unknown }

/** One call. Fields that are undefined are left out of the query. */
export type Question = {
  readonly method?: Method
  readonly path: string
  readonly query?: Fields
  readonly body?: unknown
  /** Sent as it is, instead of JSON. */
  readonly file?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
  /** Whether it changes nothing, and may be asked again; GET unless told otherwise. */
  readonly isRead?: boolean
  /** A status beside 2xx that is an answer as well. */
  readonly alsoFine?: number
}

const retryable: ReadonlySet<number> = new Set([429, 502, 503, 504])
const pauseMsMax = 10_000

/** What the calls of the API are made of: address, key, person, time limits and attempts. */
export class Asker {
  readonly options: ClientOptions
  readonly #base: string
  readonly #fetch: typeof fetch

  constructor(options: ClientOptions) {
    this.options = options
    this.#base = options.url.replace(/\/+$/, '')
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  }

  /** Asks and reads the JSON of the answer; undefined for an answer without a body. @throws NunchiError */
  async json<Answer>(question: Question, options?: CallOptions): Promise<Answer> {
    const response = await this.response(question, options)
    if (response.status === 204) return undefined as Answer
    try {
      return (await response.json()) as Answer
    } catch (cause) {
      options?.signal?.throwIfAborted()
      const { status } = response
      throw new NunchiError(`The answer of ${question.path} is not JSON`, { code: 'ANSWER_UNREADABLE', status, cause })
    }
  }

  /** Asks, again where that may help. The time limit is on the headers: a body may take as long as it flows. @throws NunchiError */
  async response(question: Question, options: CallOptions = {}): Promise<Response> {
    const { retriesMax = 2 } = this.options
    const { method = 'GET', isRead = method === 'GET' } = question
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt(question, options)
      } catch (error) {
        const mayPass =
          error instanceof NunchiError &&
          (error.code === 'NETWORK' || error.code === 'TIMEOUT' || retryable.has(error.status))
        if (!mayPass || !isRead || attempt >= retriesMax) throw error
        const pauseMs = error.retryAfterMs ?? 200 * 2 ** attempt
        if (pauseMs > pauseMsMax) throw error
        await pause(pauseMs, options.signal)
      }
    }
  }

  /** The query or body of a question about one person: as it stands where it names one. */
  about<Given extends Fields>(given: Given | undefined): Given & Person {
    const { person } = this.options
    if (given?.user !== undefined || given?.anonymous !== undefined) return given as Given & Person
    return { ...given, ...(typeof person === 'function' ? person() : person) } as Given & Person
  }

  /** As `about`, with the language of this client where none is named. */
  spoken<Given extends Fields>(given: Given | undefined): Given & Person {
    const { lang } = this.options
    return { ...this.about(given), lang: given?.lang ?? (typeof lang === 'function' ? lang() : lang) }
  }

  address({ path, query = {} }: Pick<Question, 'path' | 'query'>): string {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
    const text = search.toString()
    return `${this.#base}${path}${text === '' ? '' : `?${text}`}`
  }

  async #attempt(question: Question, { signal, timeoutMs = this.options.timeoutMs ?? 10_000 }: CallOptions) {
    signal?.throwIfAborted()
    const { method = 'GET', body, file, headers, alsoFine } = question
    const { key } = this.options
    if (/[\u0100-\uffff]/.test(key)) throw unsendable()
    const stop = new AbortController()
    const both = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
    const timer = setTimeout(() => stop.abort(timedOut(question, timeoutMs)), timeoutMs)
    try {
      const response = await this.#fetch(this.address(question), {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? file : JSON.stringify(body),
        signal: both,
        ...(isStream(file) ? { duplex: 'half' } : {}),
      })
      if (response.ok || response.status === alsoFine) return response
      throw await errorOf(response)
    } catch (error) {
      throw both.aborted ? both.reason : asNunchiError(error, question)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** A header cannot carry such a key, and fetch says no more than that it failed. */
const unsendable = () =>
  new NunchiError('No server knows this key: it has letters that are in no key', { code: 'AUTH_UNKNOWN', status: 401 })

const isStream = (file: unknown): boolean => typeof ReadableStream !== 'undefined' && file instanceof ReadableStream

function timedOut({ path }: Question, timeoutMs: number): NunchiError {
  return new NunchiError(`${path} was not answered within ${timeoutMs} ms`, { code: 'TIMEOUT', status: 0 })
}

function asNunchiError(error: unknown, { path }: Question): NunchiError {
  if (error instanceof NunchiError) return error
  return new NunchiError(`${path} could not be reached: the network, or the server, is away`, {
    code: 'NETWORK',
    status: 0,
    cause: error,
    remedy: 'check that the server runs, its address, and that it allows the origin of this page',
  })
}

/** Waits; rejects with the signal's reason when it is cancelled meanwhile. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    const timer = setTimeout(done, ms)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
  })
}
