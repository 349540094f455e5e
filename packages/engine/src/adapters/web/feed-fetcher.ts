import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../domain/refusal.ts'
import {
  type FeedFetch,
  type FeedFetcher,
  type FeedMark,
  type Fetched,
  shownAddress,
} from '../../ports/feed-fetcher.ts'
import { answered, incomplete, redirected, unreachable, unstored } from './feed-failures.ts'
import { bareHost, Reach, type ReachOptions } from './reach.ts'
import { unpacked } from './unpacked.ts'
import { Watch } from './watch.ts'

export type WebFeedFetcherOptions = ReachOptions & {
  /** Of one feed, unpacked. */
  readonly bytesMax?: number
  /** For one feed. */
  readonly msMax?: number
  /** Without a byte. */
  readonly quietMsMax?: number
}

const redirectsMax = 5
const redirecting: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308])
/** Longer ones are not worth keeping. */
const markLengthMax = 1_000

type Answer = { readonly response: IncomingMessage; readonly shown: string }

/**
 * Fetches feeds over HTTP and HTTPS. Addresses of private networks are refused where they are connected to, not where they are looked
 * up beforehand: a name that resolves to another address the second time gains nothing, nor does a redirect. Every request has a
 * connection of its own. Flat memory; the disk takes the feed unpacked.
 */
export class WebFeedFetcher implements FeedFetcher {
  readonly #reach: Reach
  readonly #bytesMax: number
  readonly #limits: { readonly msMax: number; readonly quietMsMax: number }

  constructor(options: WebFeedFetcherOptions = {}) {
    const { bytesMax = 6_000_000_000, msMax = 30 * 60_000, quietMsMax = 60_000 } = options
    this.#reach = new Reach(options)
    this.#bytesMax = bytesMax
    this.#limits = { msMax, quietMsMax }
  }

  async fetch(ask: FeedFetch): Promise<Fetched> {
    ask.signal?.throwIfAborted()
    const watch = new Watch(shownAddress(ask.url), this.#limits, ask.signal)
    try {
      const answer = await this.#follow(ask, watch)
      const { statusCode, headers } = answer.response
      const isKnown = ask.known?.etag !== undefined && headers.etag === ask.known.etag // from servers that look at no conditions
      if (ask.known !== undefined && (statusCode === 304 || (statusCode === 200 && isKnown)))
        return { kind: 'unchanged' }
      if (statusCode !== 200) throw answered(answer.shown, statusCode ?? 0)
      return { kind: 'fetched', bytes: await this.#store(answer, ask, watch), mark: markOf(answer.response) }
    } catch (error) {
      throw watch.signal.aborted ? watch.signal.reason : error
    } finally {
      watch.end()
    }
  }

  /** The answer at the end of the redirects. */
  async #follow(ask: FeedFetch, watch: Watch): Promise<Answer> {
    let url = webAddress(ask.url)
    for (let count = 0; ; count++) {
      const shown = shownAddress(url.href)
      const response = await this.#request(url, ask.known, watch)
      watch.heard()
      if (!redirecting.has(response.statusCode)) return { response, shown }
      response.destroy()
      if (count === redirectsMax) throw redirected(shownAddress(ask.url), `it sends on more than ${redirectsMax} times`)
      url = nextOf(url, response.headers.location)
    }
  }

  #request(url: URL, known: FeedMark | undefined, watch: Watch): Promise<IncomingMessage> {
    const options = {
      protocol: url.protocol,
      hostname: bareHost(url),
      port: url.port,
      path: url.pathname + url.search,
      auth: url.username + url.password === '' ? undefined : `${decoded(url.username)}:${decoded(url.password)}`,
      headers: headersFor(known),
      agent: false, // a connection of its own: none that is kept open goes by another check
      lookup: this.#lookupFor(url),
      signal: watch.signal,
    }
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(options)
    return new Promise((resolve, reject) => {
      request.on('error', (error) => reject(unreachable(shownAddress(url.href), error)))
      request.on('response', (response) => {
        response.on('error', () => {}) // heard by whoever reads it; a redirect's is read by nobody
        request.on('error', (error) => response.destroy(error)) // such as more bytes than were announced
        resolve(response)
      })
      request.end()
    })
  }

  #lookupFor(url: URL): LookupFunction {
    try {
      return this.#reach.lookupFor(url)
    } catch (error) {
      throw unreachable(shownAddress(url.href), error)
    }
  }

  /** Writes the body beside the file, unpacked, and puts it in its place when it is whole. Returns its bytes. */
  async #store({ response, shown }: Answer, { file, onProgress }: FeedFetch, watch: Watch): Promise<number> {
    const { 'content-length': length, 'content-encoding': encoding = 'identity' } = response.headers
    const bytesMax = this.#bytesMax
    const tooLarge = () => new Refusal('FEED_TOO_LARGE', { url: shown, bytesMax })
    const bytesTotal = length === undefined ? undefined : Number(length)
    if (bytesTotal !== undefined && bytesTotal > bytesMax) throw tooLarge()
    if (!/^(identity|(x-)?gzip)$/i.test(encoding))
      throw incomplete(shown, 0, 'it is packed in a way that was not asked for')
    let received = 0
    let bytes = 0
    async function* arriving(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
      for await (const chunk of chunks) {
        received += chunk.length
        onProgress?.(received, bytesTotal)
        watch.heard()
        yield chunk
        watch.heard() // the disk may have taken its time
      }
    }
    async function* bounded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
      for await (const chunk of chunks) {
        bytes += chunk.length
        if (bytes > bytesMax) throw tooLarge()
        yield chunk
      }
    }
    const part = `${file}.part`
    try {
      const out = createWriteStream(part, { mode: 0o600, flush: true })
      // Twice: the server's packing of a file that is packed itself.
      await pipeline(response, arriving, unpacked, unpacked, bounded, out, { signal: watch.signal })
      await rename(part, file)
      return bytes
    } catch (error) {
      await rm(part, { force: true })
      throw unstored(shown, received, error)
    }
  }
}

function webAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Refusal('FEED_ADDRESS', { url: shownAddress(text) })
  return url
}

/** Where a redirect leads. User and password go along within one server only. */
function nextOf(from: URL, location: string | undefined): URL {
  const shown = shownAddress(from.href)
  if (location === undefined || !URL.canParse(location, from.href))
    throw redirected(shown, 'it sends on without saying where to')
  const url = webAddress(new URL(location, from).href)
  if (from.protocol === 'https:' && url.protocol === 'http:') throw redirected(shown, 'it sends on from https to http')
  if (url.origin === from.origin && url.username + url.password === '') {
    url.username = from.username
    url.password = from.password
  }
  return url
}

function headersFor(known: FeedMark | undefined): OutgoingHttpHeaders {
  return {
    accept: '*/*',
    'accept-encoding': 'gzip',
    'user-agent': 'Nunchi feed reader',
    ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known?.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
  }
}

function markOf({ headers }: IncomingMessage): FeedMark {
  const { etag, 'last-modified': lastModified } = headers
  return {
    ...(etag !== undefined && etag.length <= markLengthMax && { etag }),
    ...(lastModified !== undefined && lastModified.length <= markLengthMax && { lastModified }),
  }
}

/** A password may hold a % that begins no escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
