import type { AlertBody, AlertStreamQuery, ErrorBody, StreamEvent, StreamGap, StreamQuery } from '@nunchi/protocol'
import { type Asker, pause } from './ask.ts'
import { NunchiError } from './error.ts'

export type StreamOptions = {
  /** Ends the stream, without an error. */
  readonly signal?: AbortSignal
  /** Told when the connection is there, and when it is lost and sought again. */
  readonly onState?: (state: 'open' | 'waiting') => void
  /** Told what was left out because this reader was too slow. */
  readonly onGap?: (gap: StreamGap) => void
  /** Silence after which a connection counts as lost: the server speaks every 15 s at least. 45 s when absent. */
  readonly silenceMsMax?: number
}

/** What one block of an event stream says; one without data is event '', and only its id counts. */
export type StreamBlock = { readonly id?: string; readonly event: string; readonly data: string }

const pauseMsMax = 30_000

/** What is streamed: from the beginning that `queryAt` gives for undefined, or behind the block of an id. */
type Source = {
  readonly path: string
  readonly queryAt: (lastId: string | undefined) => object
  /** Whether the server knows no block of that id, so that there is only going on with what comes. */
  readonly isOther: (error: NunchiError) => boolean
}

/**
 * Events as they are folded, for as long as it is read: lost connections are sought again, and go on where they were.
 * `for await (const event of client.stream()) ...`
 * @throws NunchiError when the server refuses, as for a key that may not
 */
export async function* readStream(
  asker: Asker,
  query: StreamQuery = {},
  options: StreamOptions = {},
): AsyncGenerator<StreamEvent, void, undefined> {
  const source: Source = {
    path: '/v1/stream',
    queryAt: (id) => (id === undefined ? query : { ...query, from: Number(id) + 1, last: undefined }),
    isOther: ({ field }) => field === 'querystring.from', // the log is another, put back from a copy
  }
  for await (const { event, data } of blocksOf(asker, source, options)) {
    if (event === 'gap') options.onGap?.(JSON.parse(data) as StreamGap)
    if (event === 'message') yield JSON.parse(data) as StreamEvent
  }
}

/**
 * A person's alerts as they come to be, each once, for as long as it is read: as `readStream`.
 * `for await (const alert of client.alertStream()) ...`
 * @param query `after`: an id where an earlier stream was
 * @throws NunchiError when the server refuses, and when the person was forgotten
 */
export async function* readAlerts(
  asker: Asker,
  query: AlertStreamQuery = {},
  options: Omit<StreamOptions, 'onGap'> = {},
): AsyncGenerator<AlertBody, void, undefined> {
  const source: Source = {
    path: '/v1/alerts/stream',
    queryAt: (id) => asker.about({ ...query, after: id ?? query.after }),
    isOther: ({ field }) => field === 'after',
  }
  for await (const { event, data } of blocksOf(asker, source, options))
    if (event === 'message') yield JSON.parse(data) as AlertBody
}

/**
 * A state whenever it changes, at once to begin with. A connection that was lost is sought again and begins with the state as it is
 * then; when the server says that there will be no other ("done"), the stream ends.
 * @throws NunchiError when the server refuses
 */
export async function* readStates<State>(
  asker: Asker,
  { path, query }: { readonly path: string; readonly query: () => object },
  options: Omit<StreamOptions, 'onGap'> = {},
): AsyncGenerator<State, void, undefined> {
  const source: Source = { path, queryAt: query, isOther: () => false }
  for await (const { event, data } of blocksOf(asker, source, options)) {
    if (event === 'message') yield JSON.parse(data) as State
    if (event === 'done') return
  }
}

/** The blocks of a stream, over as many connections as it takes. */
async function* blocksOf(asker: Asker, source: Source, options: StreamOptions): AsyncGenerator<StreamBlock> {
  const { signal, onState } = options
  let lastId: string | undefined
  for (let failures = 0; !signal?.aborted; failures++) {
    try {
      for await (const block of connection(asker, { path: source.path, query: source.queryAt(lastId) }, options)) {
        failures = 0
        lastId = block.id ?? lastId
        if (block.event === 'end') throw endOf(JSON.parse(block.data) as ErrorBody)
        yield block
      }
    } catch (error) {
      if (signal?.aborted) return
      if (!(error instanceof NunchiError)) throw error
      if (lastId !== undefined && source.isOther(error)) lastId = undefined
      else if (error.status >= 400 && error.status < 500 && error.status !== 429) throw error
    }
    if (signal?.aborted) return
    onState?.('waiting')
    await pause(Math.min(pauseMsMax, 500 * 2 ** failures), signal).catch(() => {})
  }
}

/** Why the server ended it: some of that passes, as a restart does; a key that was revoked does not come back. */
function endOf({ error }: ErrorBody): NunchiError {
  return new NunchiError(error.message, {
    ...error,
    status: error.code.startsWith('AUTH_') ? 401 : error.code === 'SHOPPER_UNKNOWN' ? 404 : 503,
  })
}

/** The blocks of one connection, until it ends, breaks or falls silent. */
async function* connection(
  asker: Asker,
  { path, query }: { readonly path: string; readonly query: object },
  options: StreamOptions,
): AsyncGenerator<StreamBlock> {
  const { signal, onState, silenceMsMax = 45_000 } = options
  const silence = new AbortController()
  const both = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal])
  const ask = { path, query: { ...query }, headers: { accept: 'text/event-stream' }, isRead: false }
  const response = await asker.response(ask, { signal: both })
  onState?.('open')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const listen = () => setTimeout(() => silence.abort(), silenceMsMax)
  let timer = listen()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause) => {
        throw new NunchiError('The stream broke off', { code: 'NETWORK', status: 0, cause })
      })
      if (done) return
      clearTimeout(timer)
      timer = listen()
      const { blocks, left } = blocksIn(rest + value)
      rest = left
      yield* blocks
    }
  } finally {
    clearTimeout(timer)
    silence.abort() // the reader has had enough, or there is nothing more to read
  }
}

/** Cuts text of the format text/event-stream into blocks, and what is not whole yet. Comments are passed over. */
export function blocksIn(text: string): { readonly blocks: StreamBlock[]; readonly left: string } {
  const parts = text.split(/\r?\n\r?\n/)
  const left = parts.pop() ?? ''
  const blocks: StreamBlock[] = []
  for (const part of parts) {
    let event = 'message'
    let id: string | undefined
    const data: string[] = []
    for (const line of part.split(/\r?\n/)) {
      const colon = line.indexOf(':')
      const [name, value] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')]
      if (name === 'event') event = value
      if (name === 'id') id = value
      if (name === 'data') data.push(value)
    }
    if (data.length > 0) blocks.push({ id, event, data: data.join('\n') })
    else if (id !== undefined) blocks.push({ id, event: '', data: '' })
  }
  return { blocks, left }
}
