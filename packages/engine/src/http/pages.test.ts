import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testingRim } from './testing-rim.ts'

const script = `console.log(${'"hello, "+'.repeat(200)}"page")`
const root = mkdtempSync(join(tmpdir(), 'nunchi-pages-'))
const storefront = join(root, 'storefront')
const merchants = join(root, 'console')
const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

beforeAll(() => {
  for (const folder of [storefront, merchants]) {
    mkdirSync(join(folder, 'assets'), { recursive: true })
    writeFileSync(join(folder, 'index.html'), `<title>${folder}</title>`)
    writeFileSync(join(folder, 'assets', 'page-1a2b.js'), script)
    writeFileSync(join(folder, 'assets', 'page-1a2b.js.br'), brotliCompressSync(script))
  }
  writeFileSync(join(root, 'secret.txt'), 'not to be served')
})
afterAll(() => rmSync(root, { recursive: true }))

const demo = { config: { publishableKey: 'pk' }, image: (id: string) => (id === 'p.1' ? '<svg/>' : undefined) }
const get = async (url: string, headers: Record<string, string> = asBrowser) => {
  const { call } = await testingRim({ pages: { storefront, console: merchants }, demo })
  return call({ url, headers, key: 'none' })
}

test('an address made in the browser is answered with its page, without a key, and asked for anew every time', async () => {
  for (const [url, folder] of [
    ['/', storefront],
    ['/product/p.1?from=home', storefront],
    ['/console/', merchants],
    ['/console/shoppers/kim', merchants],
  ] as const) {
    const { status, text, headers } = await get(url)
    expect([status, text]).toEqual([200, `<title>${folder}</title>`])
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-content-type-options': 'nosniff',
      etag: expect.anything(),
    })
  }
  expect((await get('/console')).headers.location).toBe('/console/')
})

test('an address with percent signs that encode nothing is answered with its page, and to programs as one that leads nowhere', async () => {
  const { status, text } = await get('/products/%E0%A4%A')
  expect([status, text]).toEqual([200, `<title>${storefront}</title>`])
  const asked = await get('/products/%E0%A4%A', { accept: 'application/json' })
  expect([asked.status, JSON.parse(asked.text).error.code]).toEqual([404, 'ROUTE_UNKNOWN'])
  const { call } = await testingRim({ pages: { storefront } })
  const api = await call({ url: '/v1/products/%E0%A4%A' })
  expect([api.status, JSON.parse(api.text).error.code]).toEqual([404, 'PRODUCT_UNKNOWN'])
})

test('what has not changed is not sent again', async () => {
  const { headers } = await get('/')
  const again = await get('/', { ...asBrowser, 'if-none-match': String(headers.etag) })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('files with a hash in their name are kept for ever, and sent compressed to who takes that', async () => {
  const { server } = await testingRim({ pages: { console: merchants } })
  const url = '/console/assets/page-1a2b.js'
  const plain = await server.inject({ url })
  expect(plain.body).toBe(script)
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const small = await server.inject({ url, headers: { 'accept-encoding': 'gzip, br' } })
  expect(small.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
  })
  expect(String(small.headers.vary)).toMatch(/accept-encoding/i)
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe(script)
})

test('unknown paths of the API, files that are not there and what lies outside are refused as everywhere', async () => {
  for (const url of ['/v1/nothing', '/demo/nothing', '/assets/gone-1.js', '/console/assets/gone-1.js', '/robots.txt']) {
    const { status, body, headers } = await get(url)
    expect([url, status, body.error?.code]).toEqual([url, 404, 'ROUTE_UNKNOWN'])
    expect(headers['cache-control']).toBeUndefined()
  }
  expect((await get('/product/p1', { accept: 'application/json' })).body.error?.code).toBe('ROUTE_UNKNOWN')
  for (const url of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
  ])
    expect((await get(url, {})).text).not.toContain('not to be served')
})

test('a demo tells its settings and draws its products', async () => {
  expect(await get('/demo/config.json')).toMatchObject({ status: 200, body: { publishableKey: 'pk' } })
  const image = await get('/demo/images/p.1.svg')
  expect([image.status, image.text, image.headers['content-type']]).toEqual([200, '<svg/>', 'image/svg+xml'])
  expect(image.headers['cache-control']).toContain('immutable')
  for (const url of ['/demo/images/p.2.svg', '/demo/images/p.1'])
    expect((await get(url)).body.error?.code).toBe('ROUTE_UNKNOWN')
})

test('without a storefront the bare address leads to the console, without any page to the description', async () => {
  const withConsole = await testingRim({ pages: { console: merchants } })
  expect((await withConsole.call({ url: '/', key: 'none' })).headers.location).toBe('/console/')
  expect((await withConsole.call({ url: '/demo/config.json', key: 'none' })).status).toBe(404)
  const bare = await testingRim()
  expect((await bare.call({ url: '/', key: 'none' })).headers.location).toBe('/docs')
  expect((await bare.call({ url: '/console/', key: 'none' })).body.error?.code).toBe('ROUTE_UNKNOWN')
})
