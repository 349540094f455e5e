import { setTimeout as waiting } from 'node:timers/promises'
import { type GeoPoint, noWay } from '@nunchi/kernel'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import { eachAtOnce } from '../../ports/each-at-once.ts'
import { shownAddress } from '../../ports/feed-fetcher.ts'
import { noWaysListed, type TravelAsk, type TravelTable } from '../../ports/travel-matrix.ts'
import { retryAfterMs } from './retry-after.ts'

export type TableServiceOptions = {
  /** Places on each side of one request; what the service was started with says how many it takes. */
  readonly sideMost: number
  /** How far a place may be from the road that it is put on, in metres. */
  readonly offRoadMost?: number
  readonly timeoutMs?: number
  /** Before the first repetition; twice as long before each further one. */
  readonly backoffMs?: number
  readonly inFlightMost?: number
}

const defaults = { offRoadMost: 1_000, timeoutMs: 30_000, backoffMs: 500, inFlightMost: 4 } as const
const repeatsMost = 3
const retryAfterMost = 30_000
const answerBytesMost = 64 * 1024 * 1024

/** Places of one request: a block of the table. */
export type Block = { readonly sources: readonly GeoPoint[]; readonly destinations: readonly GeoPoint[] }

/** Seconds and metres of a block, by row; null where there is no way. */
export type BlockAnswer = {
  readonly durations: readonly (readonly (number | null)[])[]
  readonly distances: readonly (readonly (number | null)[])[]
}

/** What a service says to a request: JSON, or that it failed for good. */
export type ServiceAnswer = { readonly status: number; readonly body: unknown }

/**
 * Asks a road service for tables of any size: block by block, some at once. What fails for the moment (429, 5xx, silence) is
 * repeated three times; an answer of another form is refused, as no length is ever guessed.
 */
export class TableService {
  readonly url: string
  readonly offRoadMost: number
  readonly #options: Required<TableServiceOptions>

  constructor(url: string, options: TableServiceOptions) {
    this.url = url.replace(/\/+$/, '')
    this.#options = { ...defaults, ...options }
    this.offRoadMost = this.#options.offRoadMost
  }

  /** @param askBlock  asks for one block, and reads the answer */
  async table(
    { sources, destinations, signal }: TravelAsk,
    askBlock: (block: Block, signal?: AbortSignal) => Promise<BlockAnswer>,
  ): Promise<TravelTable> {
    signal?.throwIfAborted()
    const table = new GrowingTable(sources.length, destinations.length)
    const blocks = this.#blocks(sources.length, destinations.length)
    const stop = new AbortController()
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
    const { sideMost: side, inFlightMost } = this.#options
    try {
      await eachAtOnce(blocks, inFlightMost, async ({ row, column }) => {
        const block = {
          sources: sources.slice(row, row + side),
          destinations: destinations.slice(column, column + side),
        }
        const answer = await askBlock(block, either)
        if (!isOfForm(answer, block)) throw this.refusal('its table has another form than was asked for')
        table.put(answer, { row, column })
      })
    } catch (error) {
      stop.abort() // the other blocks are of no use
      throw error
    }
    return table.finished()
  }

  /** @throws Refusal TRAVEL_SERVICE when nothing came after all repetitions */
  async json(path: string, init: RequestInit, signal?: AbortSignal): Promise<ServiceAnswer> {
    for (let repeats = 0; ; repeats++) {
      const answer = await this.#once(path, init, signal)
      if (answer.kind === 'answer') return answer
      if (repeats >= repeatsMost) throw this.refusal(answer.reason)
      const ms = Math.min(answer.afterMs ?? this.#options.backoffMs * 2 ** repeats, retryAfterMost)
      await waiting(ms, undefined, { signal }).catch(() => signal?.throwIfAborted())
    }
  }

  refusal(reason: string): Refusal {
    return new Refusal('TRAVEL_SERVICE', { url: shownAddress(this.url), reason })
  }

  async #once(path: string, init: RequestInit, signal?: AbortSignal): Promise<Once> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs)
    try {
      const response = await fetch(`${this.url}${path}`, {
        ...init,
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
      const { status } = response
      if (status === 408 || status === 429 || status >= 500) {
        await response.body?.cancel()
        const afterMs = retryAfterMs(response.headers.get('retry-after') ?? undefined, Date.now())
        return { kind: 'later', reason: `it answered ${status}`, ...(afterMs === undefined ? {} : { afterMs }) }
      }
      return { kind: 'answer', status, body: parsed(await limitedText(response)) }
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (timeout.aborted)
        return { kind: 'later', reason: `no answer came within ${this.#options.timeoutMs / 1_000} s` }
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
      return { kind: 'later', reason: messageOf(cause) || 'no server listens there' }
    }
  }

  #blocks(rows: number, columns: number): { readonly row: number; readonly column: number }[] {
    const side = this.#options.sideMost
    const blocks: { row: number; column: number }[] = []
    for (let row = 0; row < rows; row += side)
      for (let column = 0; column < columns; column += side) blocks.push({ row, column })
    return blocks
  }
}

type Once =
  | ({ readonly kind: 'answer' } & ServiceAnswer)
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs?: number }

class GrowingTable {
  readonly #columns: number
  readonly #durations: Int32Array
  readonly #distances: Int32Array

  constructor(rows: number, columns: number) {
    this.#columns = columns
    this.#durations = new Int32Array(rows * columns)
    this.#distances = new Int32Array(rows * columns)
  }

  put({ durations, distances }: BlockAnswer, { row, column }: { readonly row: number; readonly column: number }): void {
    durations.forEach((line, i) => {
      line.forEach((seconds, j) => {
        const metres = distances[i]![j]!
        const at = (row + i) * this.#columns + column + j
        const isWay = seconds !== null && metres !== null
        this.#durations[at] = isWay ? Math.min(noWay, Math.round(seconds)) : noWay
        this.#distances[at] = isWay ? Math.min(noWay, Math.round(metres)) : noWay
      })
    })
  }

  finished(): TravelTable {
    const noWays: [number, number][] = []
    let noWayCount = 0
    this.#durations.forEach((seconds, at) => {
      if (seconds < noWay) return
      noWayCount++
      if (noWays.length < noWaysListed) noWays.push([Math.floor(at / this.#columns), at % this.#columns])
    })
    return { durations: this.#durations, distances: this.#distances, noWays, noWayCount }
  }
}

/** As many rows and columns as were asked for, each a length or nothing. */
function isOfForm({ durations, distances }: BlockAnswer, { sources, destinations }: Block): boolean {
  const isLength = (entry: unknown) => entry === null || (typeof entry === 'number' && entry >= 0 && entry < 2 ** 53)
  return [durations, distances].every(
    (rows) =>
      Array.isArray(rows) &&
      rows.length === sources.length &&
      rows.every((row) => Array.isArray(row) && row.length === destinations.length && row.every(isLength)),
  )
}

async function limitedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > answerBytesMost) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
