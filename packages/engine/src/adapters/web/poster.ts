import { setMaxListeners } from 'node:events'
import { Agent as HttpAgent, type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { joinedSignal } from '../../ports/joined-signal.ts'
import type { DeliveryReason, Outcome } from '../../ports/notifier.ts'
import { dnsLookup } from './dns-lookup.ts'
import { bareHost, PrivateAddress, Reach, type ReachOptions } from './reach.ts'
import { retryAfterMs } from './retry-after.ts'

export type PosterOptions = ReachOptions & {
  /** For one request, until the status of its answer is here. */
  readonly msMax?: number
  /** Epoch milliseconds; the system's when absent. */
  readonly now?: () => number
}

export type Post = {
  readonly url: URL
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
  readonly signal: AbortSignal
}

/** What a server answered, or why there is no answer. */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly afterMs?: number }
  | { readonly kind: 'failed'; readonly outcome: Outcome }

const connectionsPerHostMax = 32
const idleMsMax = 10_000
/** What is read of an answer's body, to keep its connection: nothing of it is used. */
const bodyBytesMax = 16 * 1024
const bodyMsMax = 2_000

/**
 * Posts to servers that are not ours and that somebody else named. Redirects are not followed, no body is waited for, private networks are
 * kept out, connections are kept open a while. Bounded in time; never throws for what the other side does.
 */
export class Poster {
  readonly #reach: Reach
  readonly #msMax: number
  readonly #now: () => number
  readonly #http: HttpAgent
  readonly #https: HttpsAgent
  readonly #closing = new AbortController()

  constructor(options: PosterOptions = {}) {
    this.#reach = new Reach({ ...options, resolvePublic: options.resolve ?? dnsLookup() })
    this.#msMax = options.msMax ?? 15_000
    this.#now = options.now ?? Date.now
    setMaxListeners(0, this.#closing.signal) // one listener a message under way
    const kept = { keepAlive: true, maxSockets: connectionsPerHostMax, maxFreeSockets: 8, timeout: idleMsMax }
    this.#http = new HttpAgent(kept)
    this.#https = new HttpsAgent(kept)
  }

  /** @throws PrivateAddress */
  check(url: URL): Promise<void> {
    return this.#reach.check(url)
  }

  /** Whether what goes there may go unencrypted: only to hosts that whoever runs the server named. */
  mayBePlain(url: URL): boolean {
    return this.#reach.mayBePrivate(url)
  }

  async post(ask: Post): Promise<Posted> {
    const watch = new AbortController()
    const timer = setTimeout(() => watch.abort(), this.#msMax)
    const stops = [ask.signal, this.#closing.signal]
    const { signal, letGo } = joinedSignal([...stops, watch.signal])
    try {
      const response = await this.#request({ ...ask, signal })
      forget(response)
      const afterMs = retryAfterMs(response.headers['retry-after'], this.#now())
      return { kind: 'answered', status: response.statusCode ?? 0, ...(afterMs !== undefined && { afterMs }) }
    } catch (error) {
      if (stops.some(({ aborted }) => aborted))
        return failed({ kind: 'again', of: 'message', reason: 'the sending was stopped' })
      if (watch.signal.aborted)
        return failed({ kind: 'again', of: 'host', reason: `no answer came within ${this.#msMax / 1_000} s` })
      return failed(unreached(error))
    } finally {
      clearTimeout(timer)
      letGo()
    }
  }

  close(): void {
    this.#closing.abort()
    this.#http.destroy()
    this.#https.destroy()
  }

  async #request({ url, headers, body, signal }: Post): Promise<IncomingMessage> {
    const isSecure = url.protocol === 'https:'
    const options = {
      method: 'POST',
      protocol: url.protocol,
      hostname: bareHost(url),
      port: url.port,
      path: url.pathname + url.search,
      headers: { 'user-agent': 'Nunchi', 'content-length': body.length, ...headers },
      agent: isSecure ? this.#https : this.#http,
      lookup: this.#reach.lookupFor(url),
      signal,
    }
    const request = (isSecure ? requestHttps : requestHttp)(options)
    return new Promise((resolve, reject) => {
      request.on('error', reject)
      request.on('response', (response) => {
        response.on('error', () => {}) // its status is all that counts
        resolve(response)
      })
      request.end(body)
    })
  }
}

const failed = (outcome: Outcome): Posted => ({ kind: 'failed', outcome })

/** Reads what is left of a small answer so that its connection can be used again; ends that of any other. */
function forget(response: IncomingMessage): void {
  let bytes = 0
  const timer = setTimeout(() => response.destroy(), bodyMsMax)
  timer.unref()
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > bodyBytesMax) response.destroy()
  })
  response.on('close', () => clearTimeout(timer))
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

const reasons: Readonly<Record<string, DeliveryReason>> = {
  ENOTFOUND: 'there is no server of this name',
  ECONNREFUSED: 'no server listens there',
  ECONNRESET: 'its connection was closed before an answer came',
  EPIPE: 'its connection was closed before an answer came',
  ETIMEOUT: 'its server cannot be reached', // nor its name server
  EPROTO: 'what answers there does not speak HTTP',
}

/** Why no answer came; all but a private network may pass. */
function unreached(thrown: unknown): Outcome {
  if (thrown instanceof PrivateAddress) return { kind: 'refused', reason: 'it is in a private network' }
  const error = thrown instanceof AggregateError && thrown.errors.length > 0 ? thrown.errors[0] : thrown
  return { kind: 'again', of: 'host', reason: unreachedReason(codeOf(error)) }
}

/** In words, by the code that the system gives an error of a connection. */
export function unreachedReason(code: string): DeliveryReason {
  if (code.startsWith('HPE_')) return 'what answers there does not speak HTTP'
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code)) return 'its certificate does not hold'
  return reasons[code] ?? 'its server cannot be reached'
}
