import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Refusal } from '../../domain/refusal.ts'
import type { FeedFetch } from '../../ports/feed-fetcher.ts'
import type { WebFeedFetcher } from './feed-fetcher.ts'

/** A feed of some chunks. */
export const feed = `id\ttitle\n${Array.from({ length: 20_000 }, (_, n) => `${n}\t생수 2L x ${n}개`).join('\n')}\n`

export type Mall = { readonly host: string; readonly url: string; readonly asked: IncomingMessage[] }

/** Servers of malls on this machine and a folder to fetch into, of the test that runs. */
export class Malls {
  dir = ''
  /** A path in `dir`. */
  file = ''
  #closing: (() => void)[] = []

  constructor() {
    beforeEach(() => {
      this.dir = mkdtempSync(join(tmpdir(), 'nunchi-feed-'))
      this.file = join(this.dir, 'feed')
    })
    afterEach(() => {
      this.close()
      rmSync(this.dir, { recursive: true, force: true })
    })
  }

  close(): void {
    for (const close of this.#closing.splice(0)) close()
  }

  async open(answer: RequestListener): Promise<Mall> {
    const asked: IncomingMessage[] = []
    const server = createServer((request, response) => {
      asked.push(request)
      answer(request, response)
    })
    const host = await this.listen(server)
    this.#closing.push(() => server.closeAllConnections())
    return { host, url: `http://${host}/feed.tsv`, asked }
  }

  /** One that answers with these very bytes, and closes; or leaves that to who asked. */
  async raw(answer: string, hangsUp = true): Promise<Pick<Mall, 'host' | 'url'>> {
    const server = createSocketServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => (hangsUp ? socket.end(answer) : socket.write(answer)))
    })
    const host = await this.listen(server)
    return { host, url: `http://${host}/feed.tsv` }
  }

  async listen(server: Server | ReturnType<typeof createSocketServer>): Promise<string> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    this.#closing.push(() => server.close())
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** The refusal that a fetch ends with; nothing may be left on the disk. */
  async refusal(by: WebFeedFetcher, url: string, ask: Partial<FeedFetch> = {}): Promise<Refusal> {
    const thrown = await by.fetch({ url, file: this.file, ...ask }).then(
      () => undefined,
      (error) => error,
    )
    expect(thrown?.name, String(thrown)).toBe('Refusal')
    expect(thrown.message).not.toContain('{')
    expect(readdirSync(this.dir)).toEqual([])
    return thrown
  }
}

/** Resolves when the server's last connection is closed; the test's own limit is what fails otherwise. */
export async function hungUp({ asked }: Mall): Promise<void> {
  const { socket } = asked.at(-1)!
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve))
}
