import { type Msg, type MsgHdrs, MsgHdrsImpl, headers as newHeaders, type Payload } from '@nats-io/transport-node'
import { type Frame, frameHeader, frameText, parseFrame } from './frame.ts'
import { Lost, type Wire } from './wire.ts'

/** One message as it lies in a stream. */
export type Stored = {
  readonly sequence: number
  readonly frame: Frame
  readonly body: Uint8Array
}

/** What became of a message that was sent. `moved`: the stream had gone on, so it was not stored. */
export type Outcome =
  | { readonly kind: 'stored'; readonly sequence: number }
  | { readonly kind: 'moved' }
  | { readonly kind: 'refused'; readonly reason: string }

export type Publication = {
  readonly subject: string
  readonly frame: Frame
  readonly body: Payload
  /** The message is stored only if the stream's, or its subject's, last sequence is this one. */
  readonly expected: { readonly last: number } | { readonly lastOfSubject: number }
}

type ApiAnswer = {
  readonly error?: { readonly err_code: number; readonly description: string }
  readonly message?: { readonly seq: number; readonly hdrs?: string; readonly data?: string }
  readonly seq?: number
  readonly created?: string
}

const errorCodes = { notFound: 10037, wrongLast: [10071, 10164] }

/**
 * One JetStream stream: the calls that the log needs, each a single question. `get`, `last` and `next` ask the stream's
 * leader and so see all that was acknowledged; `getDirect` asks any replica, costs a fifth, and may lag behind.
 * Every call throws Lost when no answer came.
 */
export class Stream {
  readonly name: string
  readonly #wire: Wire
  readonly #timeoutMs: number

  constructor(name: string, wire: Wire, timeoutMs: number) {
    this.name = name
    this.#wire = wire
    this.#timeoutMs = timeoutMs
  }

  /** When the stream was made, to the nanosecond; a restored backup and every replica say the same. */
  async madeAt(): Promise<string> {
    const { error, created } = (await this.#ask(`STREAM.INFO.${this.name}`, {})).json<ApiAnswer>()
    if (created !== undefined) return created
    throw new Lost(error?.description ?? 'the nats server gave an empty answer', { sent: false })
  }

  async publish({ subject, frame, body, expected }: Publication): Promise<Outcome> {
    const headers = newHeaders()
    headers.set(frameHeader, frameText(frame))
    headers.set('Nats-Expected-Stream', this.name)
    if ('last' in expected) headers.set('Nats-Expected-Last-Sequence', `${expected.last}`)
    else headers.set('Nats-Expected-Last-Subject-Sequence', `${expected.lastOfSubject}`)
    const answer = await this.#wire.ask({ subject, payload: body, headers, timeoutMs: this.#timeoutMs })
    const { error, seq } = answer.json<ApiAnswer>()
    if (!error && seq !== undefined) return { kind: 'stored', sequence: seq }
    if (error && errorCodes.wrongLast.includes(error.err_code)) return { kind: 'moved' }
    return { kind: 'refused', reason: error?.description ?? 'the nats server gave an answer without a sequence' }
  }

  get(sequence: number): Promise<Stored | undefined> {
    return this.#fromLeader({ seq: sequence })
  }

  /** The last message on a subject. */
  last(subject: string): Promise<Stored | undefined> {
    return this.#fromLeader({ last_by_subj: subject })
  }

  /** The first message on a subject whose sequence is not below this one. */
  next(sequence: number, subject: string): Promise<Stored | undefined> {
    return this.#fromLeader({ seq: sequence, next_by_subj: subject })
  }

  async getDirect(sequence: number): Promise<Stored | undefined> {
    const answer = await this.#ask(`DIRECT.GET.${this.name}`, { seq: sequence })
    const { headers } = answer
    if (headers?.code === 404) return undefined
    if (headers?.code !== 0) throw new Lost(`nats: ${headers?.description}`, { sent: false })
    return { sequence, frame: frameOf(headers), body: answer.data }
  }

  /** Overwrites the message where it lies, then takes it out. One that is gone already is no error. */
  async destroy(sequence: number): Promise<void> {
    const answer = await this.#ask(`STREAM.MSG.DELETE.${this.name}`, { seq: sequence })
    const { error } = answer.json<ApiAnswer>()
    if (!error || !(await this.get(sequence))) return
    throw new Lost(error.description, { sent: false })
  }

  async #fromLeader(request: object): Promise<Stored | undefined> {
    const answer = await this.#ask(`STREAM.MSG.GET.${this.name}`, request)
    const { error, message } = answer.json<ApiAnswer>()
    if (error?.err_code === errorCodes.notFound) return undefined
    if (!message) throw new Lost(error?.description ?? 'the nats server gave an empty answer', { sent: false })
    const headers = MsgHdrsImpl.decode(Buffer.from(message.hdrs ?? '', 'base64'))
    return { sequence: message.seq, frame: frameOf(headers), body: Buffer.from(message.data ?? '', 'base64') }
  }

  #ask(call: string, request: object): Promise<Msg> {
    return this.#wire.ask({
      subject: `$JS.API.${call}`,
      payload: JSON.stringify(request),
      timeoutMs: this.#timeoutMs,
    })
  }
}

function frameOf(headers: MsgHdrs): Frame {
  return parseFrame(headers.get(frameHeader))
}
