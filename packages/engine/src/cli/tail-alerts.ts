import { setTimeout as pause } from 'node:timers/promises'
import type { AlertBody, ErrorBody } from '@nunchi/protocol'
import { Refusal } from '../domain/refusal.ts'

/** By a login or by a device. */
export type WatchedPerson = { readonly user?: string; readonly anonymous?: string }

export type TailAsk = {
  /** Of the server: http://localhost:4747. */
  readonly url: string
  readonly key: string
  /** Whose alerts. */
  readonly person: WatchedPerson
  readonly signal: AbortSignal
  /** Hears of every connection that was lost or could not be made. */
  readonly tell: (text: string) => void
}

type Block = { readonly id?: string; readonly event: string; readonly data: string }

/** The server speaks every 15 s at least: a longer silence (ms) is a lost connection. */
const silenceMsMax = 45_000
const pauseMsMax = 30_000

/**
 * Alerts of a person as they come to be, each once, until it is told to stop. A server that is not there yet is waited for; lost
 * connections are sought again and go on where they were. @throws Refusal ALERTS_SERVER where the server says no for good
 */
export async function* tailAlerts(ask: TailAsk): AsyncGenerator<AlertBody, void, undefined> {
  let place: string | undefined
  for (let failures = 0; !ask.signal.aborted; failures++) {
    let reason = 'the connection ended'
    try {
      for await (const { id, event, data } of connection(ask, place)) {
        failures = 0
        place = id ?? place
        if (event === 'end') throw endOf(ask, JSON.parse(data) as ErrorBody)
        if (data !== '') yield JSON.parse(data) as AlertBody
      }
    } catch (error) {
      if (ask.signal.aborted) return
      if (error instanceof Refusal) throw error
      reason = reasonOf(error)
    }
    if (ask.signal.aborted) return
    const ms = Math.min(pauseMsMax, 500 * 2 ** failures)
    ask.tell(`${ask.url}: ${reason}; trying again in ${ms / 1_000} s`)
    await pause(ms, undefined, { signal: ask.signal }).catch(() => {})
  }
}

/** The blocks of one connection, until it ends, breaks or falls silent. */
async function* connection(ask: TailAsk, place: string | undefined): AsyncGenerator<Block> {
  const silence = new AbortController()
  const listen = () => setTimeout(() => silence.abort(new Error('it fell silent')), silenceMsMax)
  let timer = listen()
  try {
    const response = await fetch(`${ask.url.replace(/\/+$/, '')}/v1/alerts/stream?${new URLSearchParams(ask.person)}`, {
      headers: { authorization: `Bearer ${ask.key}`, ...(place !== undefined && { 'last-event-id': place }) },
      signal: AbortSignal.any([ask.signal, silence.signal]),
    })
    if (response.status === 429 || response.status >= 500) throw new Error(`it answered ${response.status}`)
    if (!response.ok || response.body === null) throw refused(ask, await response.json().catch(() => undefined))
    let rest = ''
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer)
      timer = listen()
      const parts = (rest + text).split('\n\n')
      rest = parts.pop() ?? ''
      yield* parts.map(blockIn)
    }
  } finally {
    clearTimeout(timer)
    silence.abort() // the reader has had enough, or there is nothing more to read
  }
}

function blockIn(text: string): Block {
  const of = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(text)?.[1]
  return { id: of('id'), event: of('event') ?? '', data: of('data') ?? '' }
}

/** Why the server ended it: a restart passes, a key that was revoked does not come back. */
function endOf(ask: TailAsk, body: ErrorBody): Error {
  const { code, message } = body.error
  return code.startsWith('AUTH_') || code === 'SHOPPER_UNKNOWN' ? refused(ask, body) : new Error(message)
}

/** What a server says that will not say anything else when asked again. */
function refused({ url }: TailAsk, body: unknown): Refusal {
  const { code = '', message = 'it is no server of Nunchi' } =
    (body as { error?: { code?: string; message?: string } } | undefined)?.error ?? {}
  return new Refusal('ALERTS_SERVER', { url, reason: message.replace(/\.$/, ''), remedy: remedyOf(code) })
}

function remedyOf(code: string): string {
  if (code.startsWith('AUTH_')) return 'give a secret key of that server with --key or in NUNCHI_KEY'
  if (code === 'SHOPPER_UNKNOWN') return 'they were forgotten: look at --user or --anonymous'
  return 'look at --url'
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message
}
