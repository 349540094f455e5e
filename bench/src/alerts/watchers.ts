import { type ClientRequest, get } from 'node:http'

type Told = { readonly product: string; readonly priceMinor: number }

/** Shoppers who have the stream of their alerts open, each over a connection of their own. */
export class Watchers {
  readonly #requests: ClientRequest[] = []
  /** Called with each alert, right as it comes. */
  onAlert: (told: Told) => void = () => {}
  /** Streams that ended before they were closed. */
  broken = 0

  /** Resolves when all streams are open. */
  async open(users: readonly string[], { port, key }: { readonly port: number; readonly key: string }): Promise<void> {
    await Promise.all(users.map((user) => this.#open(user, port, key)))
  }

  close(): void {
    for (const request of this.#requests.splice(0)) request.destroy()
  }

  #open(user: string, port: number, key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${key}` }
      const options = { host: '127.0.0.1', port, path: `/v1/alerts/stream?user=${user}`, headers, agent: false }
      const request = get(options, (response) => {
        if (response.statusCode !== 200)
          return reject(new Error(`the stream of ${user} answered ${response.statusCode}`))
        let cut = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          const lines = `${cut}${chunk}`.split('\n')
          cut = lines.pop()!
          for (const line of lines) {
            if (line.startsWith('id: ')) resolve()
            if (line.startsWith('data: ')) this.onAlert(JSON.parse(line.slice('data: '.length)) as Told)
          }
        })
        response.on('close', () => {
          if (this.#requests.includes(request)) this.broken += 1
        })
        response.on('error', () => {}) // counted as it closes
      })
      request.on('error', reject) // once open, nobody listens to it any more
      this.#requests.push(request)
    })
  }
}
