import { connect, type Socket } from 'node:net'

/** Called with the status and the body; the body is a view that is overwritten later: read it at once. */
export type OnAnswer = (status: number, body: Buffer) => void

const headEnd = Buffer.from('\r\n\r\n')
const lengthName = Buffer.from('content-length: ')

/**
 * One kept-alive HTTP/1.1 connection with one request on its way at a time. It knows just enough HTTP for a benchmark to
 * measure the server and not the client: status, content-length and body, some 10 us a request.
 */
export class Connection {
  readonly #socket: Socket
  #onAnswer: OnAnswer | undefined
  #onBroken: (error: Error) => void
  #waiting: Buffer = Buffer.alloc(0)

  private constructor(socket: Socket, onBroken: (error: Error) => void) {
    this.#socket = socket
    this.#onBroken = onBroken
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', (error) => this.#onBroken(error))
    socket.on('close', () => {
      if (this.#onAnswer) this.#onBroken(new Error('the server closed the connection before it answered'))
    })
  }

  /** @param onBroken  called when the connection ends before an answer does, or the server does not speak HTTP */
  static open(port: number, onBroken: (error: Error) => void): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' })
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new Connection(socket, onBroken))
      })
    })
  }

  /** Sends a whole request; the answer to the one before must have arrived. */
  send(request: Buffer, onAnswer: OnAnswer): void {
    this.#onAnswer = onAnswer
    this.#socket.write(request)
  }

  /** The same as a promise, with a body of its own, for where speed does not count. */
  ask(request: Buffer): Promise<{ readonly status: number; readonly body: string }> {
    return new Promise((resolve, reject) => {
      const onBroken = this.#onBroken
      this.#onBroken = (error) => {
        onBroken(error)
        reject(error)
      }
      this.send(request, (status, body) => {
        this.#onBroken = onBroken
        resolve({ status, body: body.toString() })
      })
    })
  }

  close(): void {
    this.#onAnswer = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    const bytes = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk])
    const head = bytes.indexOf(headEnd)
    const body = head + headEnd.length
    const length = head < 0 ? 0 : lengthIn(bytes.subarray(0, head))
    if (head < 0 || bytes.length < body + length) {
      this.#waiting = bytes
      return
    }
    this.#waiting = Buffer.alloc(0)
    const onAnswer = this.#onAnswer
    this.#onAnswer = undefined
    if (Number.isNaN(length) || onAnswer === undefined)
      return this.#onBroken(new Error(`not an answer of known length: ${bytes.subarray(0, 200).toString()}`))
    onAnswer(Number(bytes.toString('latin1', 9, 12)), bytes.subarray(body, body + length))
  }
}

/** The number behind content-length; NaN when there is none. */
function lengthIn(head: Buffer): number {
  const found = head.indexOf(lengthName)
  return found < 0 ? Number.NaN : Number.parseInt(head.toString('latin1', found + lengthName.length, found + 36), 10)
}
