import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'

/** What a fake model was asked. */
export type Asked = {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: {
    readonly model: string
    readonly messages: readonly { readonly role: string; readonly content: string }[]
    readonly response_format?: unknown
  }
}

/** What it answers: a text of the model, or whatever the function does. */
export type Answer = string | ((response: ServerResponse, asked: Asked, index: number) => void)

/** A server with the face of OpenAI's on a port of its own, for tests; closed after each. */
export class FakeChat {
  readonly asked: Asked[] = []
  /** How many were being answered at the same time at most. */
  together = 0
  #server: Server | undefined
  #open = 0

  constructor() {
    afterEach(() => {
      this.#server?.closeAllConnections()
      this.#server?.close()
      this.asked.length = 0
      this.together = 0
    })
  }

  /** @returns its address */
  async start(answer: Answer): Promise<string> {
    this.#server = createServer((request, response) => void this.#take(request, response, answer))
    await new Promise<void>((resolve) => this.#server!.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`
  }

  async #take(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
    this.#open += 1
    this.together = Math.max(this.together, this.#open)
    response.once('close', () => {
      this.#open -= 1
    })
    let text = ''
    for await (const chunk of request) text += chunk
    const asked: Asked = {
      path: request.url!,
      authorization: request.headers.authorization,
      body: JSON.parse(text) as Asked['body'],
    }
    const index = this.asked.push(asked) - 1
    if (typeof answer === 'string') say(response, answer)
    else answer(response, asked, index)
  }
}

/** Answers as a model does. */
export function say(response: ServerResponse, content: string): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))
}

/** Refuses as such servers do. */
export function refuse(response: ServerResponse, status: number, message: string, headers = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ error: { message } }))
}
