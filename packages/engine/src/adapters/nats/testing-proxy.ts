import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP proxy on 127.0.0.1 that can lose what goes through it. For tests. */
export class LossyProxy {
  readonly port: number
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #losesAnswers = false
  #losesQuestions = false

  constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  static async start(targetPort: number): Promise<LossyProxy> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const proxy = new LossyProxy(server, address.port)
    server.on('connection', (client) => proxy.#join(client, connect(targetPort, '127.0.0.1')))
    return proxy
  }

  /** From now on what the server says is lost, until the connection is cut. */
  swallowAnswers(): void {
    this.#losesAnswers = true
  }

  /** From now on what the client says is lost, until the connection is cut. */
  swallowQuestions(): void {
    this.#losesQuestions = true
  }

  /** Breaks every connection; new ones lose nothing. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#losesAnswers = false
    this.#losesQuestions = false
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(client: Socket, server: Socket): void {
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ]) {
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        other.destroy()
      })
    }
    client.on('data', (bytes) => this.#losesQuestions || server.write(bytes))
    server.on('data', (bytes) => this.#losesAnswers || client.write(bytes))
  }
}
