import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Random } from '@nunchi/kernel'

/** What came of one alert: the ids it came under, and how often in all. */
export type Come = { readonly ids: Set<string>; times: number }

/**
 * Shoppers' servers on addresses of this machine (127.0.1.1 and up: each is a server of its own to whoever sends): most fail a share of all
 * calls with 503, some hang until `heal`.
 */
export class Receivers {
  /** By subscription. */
  readonly come = new Map<string, Come>()
  failed = 0
  hung = 0
  readonly #servers: Server[] = []
  readonly #random: Random
  readonly #failing: number
  #hanging: number

  constructor({
    seed,
    hanging,
    failing,
  }: { readonly seed: number; readonly hanging: number; readonly failing: number }) {
    this.#random = new Random(seed)
    this.#hanging = hanging
    this.#failing = failing
  }

  /** Listens on so many addresses. @returns the URL of each */
  async open(count: number): Promise<string[]> {
    const urls: string[] = []
    for (let n = 0; n < count; n++) {
      const server = createServer((request, response) => void this.#serve(n, request, response))
      await new Promise<void>((resolve) => server.listen(0, `127.0.1.${n + 1}`, resolve))
      this.#servers.push(server)
      urls.push(`http://127.0.1.${n + 1}:${(server.address() as AddressInfo).port}/`)
    }
    return urls
  }

  /** Those that hang are started anew: they hang up, and take what comes from now on. */
  heal(): void {
    for (const server of this.#servers.slice(0, this.#hanging)) server.closeAllConnections()
    this.#hanging = 0
  }

  async close(): Promise<void> {
    for (const server of this.#servers) server.closeAllConnections()
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))))
  }

  async #serve(n: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (n < this.#hanging) {
      this.hung += 1
      request.resume()
      return
    }
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      return // the sender was killed
    }
    if (this.#random.unit() < this.#failing) {
      this.failed += 1
      response.writeHead(503).end()
      return
    }
    const { data } = JSON.parse(Buffer.concat(chunks).toString()) as {
      readonly data: { readonly subscription: string }
    }
    const come = this.come.get(data.subscription) ?? { ids: new Set(), times: 0 }
    come.ids.add(String(request.headers['webhook-id']))
    come.times += 1
    this.come.set(data.subscription, come)
    response.writeHead(204).end()
  }
}
