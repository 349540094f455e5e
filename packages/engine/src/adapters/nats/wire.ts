import { createInbox, type Msg, type MsgHdrs, type NatsConnection, type Payload } from '@nats-io/transport-node'
import { messageOf } from '../../domain/message.ts'

/** No answer came. What was asked may have been done nevertheless, unless `sent` is false. */
export class Lost extends Error {
  readonly sent: boolean

  constructor(reason: string, { sent }: { readonly sent: boolean }) {
    super(reason)
    this.name = 'Lost'
    this.sent = sent
  }
}

type Waiting = {
  readonly resolve: (answer: Msg) => void
  readonly reject: (error: Lost) => void
  readonly timer: NodeJS.Timeout
}

/** How long to wait before asking a server again that is there but cannot answer (a cluster choosing its leader). */
const retryMs = 50

export type Question = {
  readonly subject: string
  readonly payload: Payload
  readonly headers?: MsgHdrs
  readonly timeoutMs: number
}

/**
 * Questions and answers over one connection. Unlike the client's own requests, all that wait fail at once when the
 * connection breaks (the client lets them run into their timeouts), and nothing is sent while it is down (the client
 * would keep it and send it later, when it has already been reported as failed).
 */
export class Wire {
  readonly #connection: NatsConnection
  readonly #inbox = createInbox()
  readonly #waiting = new Map<string, Waiting>()
  readonly #comingBack = new Set<() => void>()
  #serial = 0
  #lostAt: number | undefined
  #reason = 'no connection to the nats server'
  #payloadBytesMax: number
  #closed = false

  constructor(connection: NatsConnection) {
    this.#connection = connection
    this.#payloadBytesMax = connection.info?.max_payload ?? 1024 * 1024
    connection.subscribe(`${this.#inbox}.*`, { callback: (_, answer) => this.#answered(answer) })
    void this.#watch()
  }

  /** Since when the connection is down, on performance.now's scale; undefined while it is up. */
  get lostAt(): number | undefined {
    return this.#lostAt
  }

  /** Whether it was closed from this side: it does not come back. */
  get closed(): boolean {
    return this.#closed
  }

  /** Bytes of headers and body that the server takes in one message. */
  get payloadBytesMax(): number {
    return this.#payloadBytesMax
  }

  /** @throws Lost when no answer came within the time, the connection broke, or nobody listens */
  ask({ subject, payload, headers, timeoutMs }: Question): Promise<Msg> {
    if (this.#lostAt !== undefined) return Promise.reject(new Lost(this.#reason, { sent: false }))
    return new Promise((resolve, reject) => {
      const token = `${this.#serial++}`
      const timer = setTimeout(() => this.#fail(token, 'the nats server did not answer in time'), timeoutMs)
      this.#waiting.set(token, { resolve, reject, timer })
      try {
        this.#connection.publish(subject, payload, { reply: `${this.#inbox}.${token}`, headers })
      } catch (error) {
        this.#take(token)
        reject(new Lost(messageOf(error), { sent: false }))
      }
    })
  }

  /**
   * Waits before a question is asked again: until the connection is back, or a moment where it is up and the server
   * could not answer; at most `waitMsMax`, and never not at all: a caller that tries again at once and for ever must
   * not keep the connection from coming back.
   */
  async beforeRetry(waitMsMax: number): Promise<void> {
    if (this.#lostAt === undefined || waitMsMax <= 0) return sleep(Math.max(1, Math.min(retryMs, waitMsMax)))
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#comingBack.delete(done)
        resolve()
      }
      const timer = setTimeout(done, waitMsMax)
      this.#comingBack.add(done)
    })
  }

  /** Calls `listener` every time that the connection has come back. */
  onBack(listener: () => void): void {
    this.#comingBack.add(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#broken('the log is closed')
    this.#comingBack.clear()
    await this.#connection.close()
  }

  #answered(answer: Msg): void {
    const waiting = this.#take(answer.subject.slice(this.#inbox.length + 1))
    if (!waiting) return // too late: it was already given up
    if (answer.data.length === 0 && answer.headers?.code === 503) {
      waiting.reject(new Lost('jetstream or the stream has no leader now', { sent: false }))
    } else waiting.resolve(answer)
  }

  #take(token: string): Waiting | undefined {
    const waiting = this.#waiting.get(token)
    if (!waiting) return undefined
    this.#waiting.delete(token)
    clearTimeout(waiting.timer)
    return waiting
  }

  #fail(token: string, reason: string): void {
    this.#take(token)?.reject(new Lost(reason, { sent: true }))
  }

  async #watch(): Promise<void> {
    for await (const status of this.#connection.status()) {
      if (status.type === 'disconnect') this.#broken('the connection to the nats server broke')
      if (status.type === 'error') this.#reason = status.error.message
      if (status.type !== 'reconnect') continue
      this.#lostAt = undefined
      this.#payloadBytesMax = this.#connection.info?.max_payload ?? this.#payloadBytesMax
      for (const listener of [...this.#comingBack]) listener()
    }
    this.#broken('the connection to the nats server is closed')
  }

  #broken(reason: string): void {
    this.#lostAt ??= performance.now()
    this.#reason = reason
    for (const token of [...this.#waiting.keys()]) this.#fail(token, reason)
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
