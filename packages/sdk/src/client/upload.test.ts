import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInMemory } from '@nunchi/engine'
import { afterEach, expect, test, vi } from 'vitest'
import { createClient, type UploadProgress } from '../index.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server that keeps what it was sent, and answers so. */
async function taking(status: number, answer: string) {
  const got: { url?: string; body: string; type?: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { url, headers } = request
    got.push({ url, body: Buffer.concat(chunks).toString(), type: headers['content-type'] })
    response.writeHead(status).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got }
}

/** As much of XMLHttpRequest as is used, over fetch; it tells of progress half way and at the end. */
class TestingXhr {
  readonly upload: { onprogress?: (progress: { loaded: number; total: number }) => void } = {}
  readonly #headers: Record<string, string> = {}
  readonly #stop = new AbortController()
  #to = { method: '', url: '' }
  timeout = 0
  status = 0
  responseText = ''
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  onloadend?: () => void

  open(method: string, url: string): void {
    this.#to = { method, url }
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value
  }
  abort(): void {
    this.#stop.abort()
    this.onabort?.()
  }
  send(file: Blob): void {
    const tell = (share: number) => this.upload.onprogress?.({ loaded: file.size * share, total: file.size })
    tell(0.5)
    const { method, url } = this.#to
    fetch(url, { method, headers: this.#headers, body: file, signal: this.#stop.signal })
      .then(async (response) => {
        tell(1)
        this.status = response.status
        this.responseText = await response.text()
        this.onload?.()
      })
      .catch(() => this.#stop.signal.aborted || this.onerror?.())
      .finally(() => this.onloadend?.())
  }
}

function inBrowser(): void {
  Object.assign(globalThis, { XMLHttpRequest: TestingXhr })
  closing.push(() => Reflect.deleteProperty(globalThis, 'XMLHttpRequest'))
}

const query = { kind: 'catalog', name: 'products.csv' } as const
const csv = 'id,title\np1,이어폰\n'

test.each(['Node', 'a browser'])('from %s a file goes as it is, and its progress is told', async (where) => {
  if (where !== 'Node') inBrowser()
  const { url, got } = await taking(202, '{"id":"i1","state":"waiting"}')
  const progress: UploadProgress[] = []
  const client = createClient({ url, key: 'k' })
  const started = await client.startImport(new Blob([csv]), query, { onProgress: (now) => progress.push(now) })
  expect(started).toMatchObject({ id: 'i1', state: 'waiting' })
  expect(got).toEqual([
    { url: '/v1/imports?kind=catalog&name=products.csv', body: csv, type: 'application/octet-stream' },
  ])
  const bytes = Buffer.byteLength(csv)
  expect(progress.at(-1)).toEqual({ bytesSent: bytes, bytes })
  expect(progress).toHaveLength(where === 'Node' ? 1 : 2)
})

test.each(['Node', 'a browser'])(
  'from %s a refusal, a stranger and a cancelled upload are told apart',
  async (where) => {
    if (where !== 'Node') inBrowser()
    const onProgress = () => {}
    const start = (url: string, signal?: AbortSignal) =>
      createClient({ url, key: 'k' }).startImport(csv, query, { onProgress, signal })
    const refusing = await taking(413, '{"error":{"code":"BODY_TOO_LARGE","message":"too big","requestId":"r"}}')
    await expect(start(refusing.url)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 })
    const stranger = await taking(200, '<html>')
    await expect(start(stranger.url)).rejects.toMatchObject({ code: 'ANSWER_UNREADABLE' })
    await expect(start('http://127.0.0.1:9')).rejects.toMatchObject({ code: 'NETWORK' })
    const stop = new AbortController()
    const started = start(stranger.url, stop.signal)
    stop.abort(new Error('another file'))
    await expect(started).rejects.toThrow('another file')
    await expect(start(stranger.url, stop.signal)).rejects.toThrow('another file')
  },
)

test('a real server takes the file, says how far it is, and why rows were rejected', async () => {
  const importsDir = mkdtempSync(join(tmpdir(), 'nunchi-sdk-'))
  closing.push(() => rmSync(importsDir, { recursive: true, force: true }))
  const nunchi = await openInMemory({ importsDir })
  const client = createClient({ url: await nunchi.server.listen({ port: 0 }), key: nunchi.secret })
  const rows = ['id,title,price,category', 'p1,무선 이어폰,59000,음향', ',이름뿐,1000,음향', 'p2,주전자,39000,주방']
  const { id } = await client.startImport(rows.join('\n'), { ...query, format: 'csv' })
  const ended = await vi.waitFor(async () => {
    const told = await client.importOf(id)
    expect(told.endedAt).toBeDefined()
    return told
  }, 10_000)
  expect(ended).toMatchObject({ state: 'done', name: 'products.csv', accepted: 2, rejected: 1 })
  expect(ended.rejects[0]).toMatchObject({ line: 3, reason: expect.any(String), remedy: expect.any(String) })
  expect(await client.importRejects(id)).toContain('FIELD_MISSING')
  expect((await client.imports({ count: 1 })).imports[0]?.id).toBe(id)
  expect((await client.product('p1')).product.title).toBe('무선 이어폰')
  expect((await client.cancelImport(id)).state).toBe('done')
  await nunchi.close()
})
