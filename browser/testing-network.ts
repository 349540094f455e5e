import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

/** The way to a server: it can be cut, so that a phone has no network, and other files can be put in the place of some of the server's. */
export class Network {
  isCut = false
  /** By path, instead of what the server has: a newer build of the pages. */
  readonly instead = new Map<string, { readonly type: string; readonly body: string }>()
  readonly #sockets = new Set<Socket>()
  readonly #to: () => string
  readonly #server = createServer((asked, answer) => this.#pass(asked, answer))

  constructor(to: () => string) {
    this.#to = to
    this.#server.on('connection', (socket) => {
      if (this.isCut) return socket.destroy()
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  cut(): void {
    this.isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.isCut = false
  }

  close(): void {
    this.cut()
    this.#server.close()
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const other = this.instead.get(new URL(asked.url!, this.url).pathname)
    if (other) {
      answer.writeHead(200, { 'content-type': other.type, 'cache-control': 'no-cache' })
      answer.end(other.body)
      return
    }
    const { method, headers } = asked
    const passed = request(new URL(asked.url!, this.#to()), { method, headers }, (told) => {
      answer.writeHead(told.statusCode!, told.headers)
      told.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  }
}

/** A network of its own for the tests of a file. */
export function openNetwork(to: () => string): Network {
  const network = new Network(to)
  beforeAll(() => network.open())
  afterAll(() => network.close())
  return network
}
