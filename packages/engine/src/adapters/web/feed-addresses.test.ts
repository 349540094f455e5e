import { readFileSync, rmSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import type { LookupFunction } from 'node:net'
import { expect, test } from 'vitest'
import { WebFeedFetcher } from './feed-fetcher.ts'
import { testCertificate } from './testing-certificate.ts'
import { feed, Malls } from './testing-malls.ts'

const malls = new Malls()

const fetcher = (from: { readonly host: string }): WebFeedFetcher => new WebFeedFetcher({ privateHosts: [from.host] })

test('redirects are followed, five of them', async () => {
  const from = await malls.open(({ url }, response) => {
    const count = Number(url?.slice(1))
    if (count === 0) response.end(feed)
    else response.writeHead([301, 302, 303, 307, 308][count % 5], { location: `/${count - 1}` }).end('elsewhere')
  })
  await fetcher(from).fetch({ url: `http://${from.host}/5`, file: malls.file })
  expect(readFileSync(malls.file, 'utf8')).toBe(feed)
  rmSync(malls.file)
  const { code, details } = await malls.refusal(fetcher(from), `http://${from.host}/6`)
  expect({ code, reason: details.reason }).toEqual({ code: 'FEED_REDIRECTED', reason: 'it sends on more than 5 times' })
})

test.each([
  [undefined, 'FEED_REDIRECTED'],
  ['http://[', 'FEED_REDIRECTED'],
  ['file:///etc/passwd', 'FEED_ADDRESS'],
  ['ftp://mall.example/feed', 'FEED_ADDRESS'],
  ['http://169.254.169.254/latest/meta-data', 'FEED_PRIVATE'],
  ['http://localhost:1/', 'FEED_PRIVATE'],
  ['http://[::1]:1/', 'FEED_PRIVATE'],
])('a redirect to %s is not followed', async (location, code) => {
  const from = await malls.open((_, response) =>
    response.writeHead(302, location === undefined ? {} : { location }).end(),
  )
  expect((await malls.refusal(fetcher(from), from.url)).code).toBe(code)
})

test('nor one to another port of this machine, where something listens', async () => {
  const inner = await malls.open((_, response) => response.end('secret'))
  const from = await malls.open((_, response) => response.writeHead(302, { location: inner.url }).end())
  expect((await malls.refusal(fetcher(from), from.url)).code).toBe('FEED_PRIVATE')
  expect(inner.asked).toEqual([])
})

test.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '127.1', '0', '[::1]', '[::ffff:127.0.0.1]', '[::]'])(
  'a feed at %s of this machine is not fetched',
  async (host) => {
    const inner = await malls.open((_, response) => response.end('secret'))
    const url = `http://${host}:${inner.host.split(':')[1]}/`
    expect((await malls.refusal(new WebFeedFetcher(), url)).code).toBe('FEED_PRIVATE')
    expect(inner.asked).toEqual([])
  },
)

test('a name is asked for once, and what it answers is what counts: one private address is too many', async () => {
  const inner = await malls.open((_, response) => response.end('secret'))
  const url = `http://mall.example:${inner.host.split(':')[1]}/`
  const answers = [['127.0.0.1'], ['10.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['::ffff:127.0.0.1'], ['fd00::1']]
  for (const answer of answers) {
    let asked = 0
    const by = new WebFeedFetcher({ resolve: resolving(answer, () => asked++) })
    const { code, details } = await malls.refusal(by, url)
    expect({ code, ...details }).toEqual({ code: 'FEED_PRIVATE', host: 'mall.example' })
    expect(asked).toBe(1)
  }
  expect(inner.asked).toEqual([])
})

test('a name that is allowed may be private; its requests carry the name', async () => {
  const inner = await malls.open((_, response) => response.end(feed))
  const port = inner.host.split(':')[1]
  const resolve = resolving(['127.0.0.1'], () => {})
  const by = new WebFeedFetcher({ resolve, privateHosts: ['Feeds.Intranet'] })
  await by.fetch({ url: `http://feeds.intranet:${port}/`, file: malls.file })
  expect(inner.asked[0].headers.host).toBe(`feeds.intranet:${port}`)
  rmSync(malls.file)
  expect((await malls.refusal(by, `http://other.intranet:${port}/`)).code).toBe('FEED_PRIVATE')
})

function resolving(addresses: readonly string[], tell: () => void): LookupFunction {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return (_, { all }, callback) => {
    tell()
    if (all === true) callback(null, found)
    else callback(null, found[0].address, found[0].family)
  }
}

test.each([
  '',
  'feed.xml',
  'file:///etc/passwd',
  'ftp://mall.example/',
  'data:text/plain,a',
  'javascript:1',
  '//mall.example/',
])('%j is no address of a feed', async (url) => {
  expect((await malls.refusal(new WebFeedFetcher(), url)).code).toBe('FEED_ADDRESS')
})

test('a certificate that nobody vouches for is not believed, and https does not lead down to http', async () => {
  const plain = await malls.open((_, response) => response.end(feed))
  const server = createTlsServer(testCertificate, (request, response) => {
    if (request.url === '/feed') response.end(feed)
    else response.writeHead(302, { location: plain.url }).end()
  })
  const host = await malls.listen(server)
  const by = new WebFeedFetcher({ privateHosts: [host, plain.host] })
  const { code, details } = await malls.refusal(by, `https://${host}/feed`)
  expect({ code, reason: details.reason }).toEqual({ code: 'FEED_UNREACHABLE', reason: 'self-signed certificate' })
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  try {
    const down = await malls.refusal(by, `https://${host}/`)
    expect(down.details.reason).toBe('it sends on from https to http')
    expect(plain.asked).toEqual([])
    await by.fetch({ url: `https://${host}/feed`, file: malls.file })
    expect(readFileSync(malls.file, 'utf8')).toBe(feed)
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
  }
})

test('user and password go to their own server, and into no message', async () => {
  const other = await malls.open((_, response) => response.writeHead(403).end())
  const from = await malls.open(({ url }, response) =>
    response.writeHead(302, { location: url?.startsWith('/feed') ? '/moved' : `${other.url}?token=t0ken` }).end(),
  )
  const by = new WebFeedFetcher({ privateHosts: [from.host, other.host] })
  const found = await malls.refusal(by, `http://몰:100%25s%@${from.host}/feed?token=t0ken`)
  const basic = `Basic ${Buffer.from('몰:100%25s%').toString('base64')}`
  expect(from.asked.map(({ headers }) => headers.authorization)).toEqual([basic, basic])
  expect(other.asked[0].headers.authorization).toBeUndefined()
  expect(other.asked[0].url).toBe('/feed.tsv?token=t0ken')
  expect(found.details.url).toBe(other.url)
  expect(found.message).not.toMatch(/t0ken|100%/)
  for (const url of [`http://u:s3cret@127.0.0.1/?token=s3cret`, 'ftp://u:s3cret@mall.example/', 'http//u:s3cret@mall'])
    expect((await malls.refusal(by, url)).message).not.toContain('s3cret')
})
