import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Manner } from '../../ports/notifier.contract.ts'
import { testCertificate } from './testing-certificate.ts'

export type Posted = {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A server on this machine that is posted to: the first part of the path says how it behaves, `takes` when it is told nothing else. */
export class Receiver {
  /** What it took, oldest first. */
  readonly taken: Posted[] = []
  /** All that it was asked, also what it did not take. */
  asked = 0
  /** 127.0.0.1 and a port. */
  host = ''
  /** Answers otherwise than the manner says, where it returns true. */
  answer: (request: Posted, response: ServerResponse) => boolean = () => false
  readonly #server: ReturnType<typeof createServer>
  readonly #isSecure: boolean

  constructor({ isSecure = false } = {}) {
    this.#isSecure = isSecure
    const serve = (request: IncomingMessage, response: ServerResponse): void => void this.#serve(request, response)
    this.#server = isSecure ? createTlsServer(testCertificate, serve) : createServer(serve)
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  url(manner: Manner): string {
    return manner === 'absent'
      ? 'http://127.0.0.1:1/absent'
      : `http${this.#isSecure ? 's' : ''}://${this.host}/${manner}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const posted = { path: request.url!, headers: request.headers, body: Buffer.concat(chunks) }
    if (this.answer(posted, response)) return
    const manner = posted.path.split(/[/?]/)[1] as Manner
    if (manner === 'hangs') return
    if (manner === 'hangs-up') request.socket.resetAndDestroy()
    else if (manner === 'busy') response.writeHead(429, { 'retry-after': '7' }).end()
    else if (manner === 'broken') response.writeHead(503).end('out of order')
    else if (manner === 'gone') response.writeHead(410).end()
    else {
      this.taken.push(posted)
      response.writeHead(201).end()
    }
  }
}
