import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestingFetcher } from '../../app/malls/testing-fetcher.ts'
import { openMerchant } from './testing-merchant.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-malls-http-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const consent = { by: '김대표', note: '계약 12' }
const header = 'id,title,price,brand\n'
const many = (count: number) =>
  header + Array.from({ length: count }, (_, i) => `${i},이어폰 SG-${1_000 + i},${1_000 + i},소리결\n`).join('')

async function open() {
  const fetcher = new TestingFetcher()
  const opened = await openMerchant({ feeds: { dir: join(dir, 'feeds'), fetcher } })
  const { server, headers, feeds } = opened
  const call = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) => {
    const answer = await server.inject({
      method,
      url: `/v1/malls${path}`,
      headers: payload ? headers : { authorization: headers.authorization },
      payload,
    })
    return { status: answer.statusCode, text: answer.body, body: answer.body.startsWith('{') ? answer.json() : {} }
  }
  /** Sends a feed and waits until it is through. */
  const send = async (mall: string, feed: string | Buffer, query = '') => {
    const sent = await server.inject({
      method: 'POST',
      url: `/v1/malls/${mall}/runs${query}`,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      payload: feed,
    })
    await feeds!.settled()
    return { status: sent.statusCode, body: sent.json() }
  }
  const put = (mall = 'ganada', more: object = {}) => call('PUT', `/${mall}`, { name: '가나다몰', consent, ...more })
  return { ...opened, fetcher, call, send, put, feeds: feeds! }
}

test('a mall is registered by consent, listed, paused, resumed and erased', async () => {
  const { call, put, send } = await open()
  expect((await call('PUT', '/ganada', { name: '가나다몰' })).body.error.code).toBe('MALL_CONSENT')
  expect((await call('PUT', '/Ganada', { name: '가나다몰', consent })).body.error.code).toBe('MALL_ID')
  expect(await put()).toMatchObject({
    status: 200,
    body: { mall: 'ganada', isPaused: false, offers: 0 },
  })
  const renamed = await call('PUT', '/ganada', { name: '가나다 쇼핑', manySellers: true })
  expect(renamed.body).toMatchObject({ name: '가나다 쇼핑', manySellers: true, consent })
  await put('marabas')
  await send('ganada', many(2))
  const all = await call('GET', '')
  expect(all.body).toMatchObject({ total: 2, offers: 2, products: 2, malls: [{ mall: 'ganada' }, { mall: 'marabas' }] })
  expect(all.body.malls[0].run).toMatchObject({ state: 'applied', listed: 2 })
  expect((await call('GET', `?q=${encodeURIComponent('쇼핑')}`)).body).toMatchObject({
    total: 1,
    malls: [{ mall: 'ganada' }],
  })
  expect((await call('GET', '?offset=1&count=1')).body).toMatchObject({ total: 2, malls: [{ mall: 'marabas' }] })
  expect((await call('POST', '/ganada/pause')).body.isPaused).toBe(true)
  expect((await send('ganada', many(2))).body.error.code).toBe('MALL_PAUSED')
  expect((await call('POST', '/ganada/resume')).body.isPaused).toBe(false)
  expect((await call('DELETE', '/ganada')).status).toBe(204)
  for (const path of ['/ganada', '/ganada/runs', '/ganada/runs/1'])
    expect((await call('GET', path)).body.error.code).toBe('MALL_UNKNOWN')
  expect((await call('GET', '')).body).toMatchObject({ total: 1, offers: 0, products: 0 })
})

test('a sent feed is read: CP949, HTML in titles, odd prices, ids twice; rejected rows are told', async () => {
  const { call, put, send, shop } = await open()
  await put()
  const rows = [
    'a,<b>맑은샘</b> &amp; 생수 2L,"1,299원",맑은샘',
    'b,장갑,-,겨울',
    'c,양말,1000,발',
    'c,양말,900,발',
    ',모자,1000,머리',
  ]
  const sent = await send('ganada', iconv.encode(`${header}${rows.join('\n')}\n`, 'cp949'), '?name=%EA%B0%80.csv')
  expect(sent).toMatchObject({
    status: 202,
    body: { mall: 'ganada', source: '가.csv', scope: 'full' },
  })
  const path = `/ganada/runs/${sent.body.run}`
  const { body } = await call('GET', path)
  expect(body).toMatchObject({ state: 'applied', rows: 5, rejected: 2, hasRejects: true, canApply: false })
  expect(body.endedAt).toBeGreaterThan(0)
  expect(body.rejects).toMatchObject([
    { line: 3, code: 'PRICE_INVALID' },
    { line: 6, code: 'FIELD_MISSING' },
  ])
  const { offers, texts } = shop.views.market
  expect(texts.of(offers.find({ mall: 'ganada', key: 'a' })).title).toBe('맑은샘 & 생수 2L')
  expect(offers.totalOf(offers.find({ mall: 'ganada', key: 'a' }))).toBe(1_299)
  expect(offers.totalOf(offers.find({ mall: 'ganada', key: 'c' }))).toBe(900)
  const csv = await call('GET', `${path}/rejects`)
  expect(csv.text).toContain('line,code,field')
  expect(csv.text.trim().split('\r\n')).toHaveLength(3)
  expect((await call('GET', '/ganada/runs')).body).toMatchObject({ total: 1, runs: [{ run: sent.body.run }] })
  expect((await call('GET', '/ganada/runs/none')).body.error.code).toBe('RUN_UNKNOWN')
})

test('a feed that lost most is held, and applied or dismissed by a person', async () => {
  const { call, put, send, feeds, get, server, headers } = await open()
  await put()
  await send('ganada', many(40))
  const { run: first } = (await send('ganada', many(5))).body
  const held = (await call('GET', `/ganada/runs/${first}`)).body
  expect(held).toMatchObject({ state: 'held', withdrawn: 35, canApply: true })
  expect(held.problem).toMatchObject({ code: 'FEED_SHRANK', details: { withdrawn: 35, known: 40, mall: 'ganada' } })
  expect((await call('POST', `/ganada/runs/${first}/dismiss`)).body).toMatchObject({ state: 'dismissed' })
  expect((await call('POST', `/ganada/runs/${first}/apply`)).body.error.code).toBe('RUN_NOT_HELD')
  const { run: second } = (await send('ganada', many(5))).body
  expect((await call('POST', `/ganada/runs/${second}/apply`)).status).toBe(202)
  await feeds.settled()
  expect((await get('/v1/malls/ganada')).run).toMatchObject({ run: second, state: 'applied', withdrawn: 35 })
  expect((await call('DELETE', `/ganada/runs/${second}`)).body).toMatchObject({ state: 'applied' })
  const metrics = await server.inject({ url: '/metrics', headers: { authorization: headers.authorization } })
  expect(metrics.body).toContain('nunchi_feed_runs_total{end="held"} 2')
  expect(metrics.body).toContain('nunchi_feed_runs_total{end="dismissed"} 1')
})

test('an address is fetched by schedule and on demand; its secrets are kept, and shown nowhere', async () => {
  const { call, put, fetcher, feeds, shop } = await open()
  const url = 'https://u:s3cret@ganada.example/feed.csv?key=s3cret'
  const shown = 'https://ganada.example/feed.csv'
  fetcher.feeds.set(url, many(3))
  expect(
    (await put('ganada', { feed: { url: 'ftp://u:s3cret@ganada.example', everyMinutes: 60 } })).body.error,
  ).toMatchObject({ code: 'FEED_ADDRESS', details: { url: 'ftp://ganada.example/' } })
  expect((await put('ganada', { feed: { url, everyMinutes: 60, encoding: 'klingon' } })).body.error.code).toBe(
    'BODY_INVALID',
  )
  expect((await put('ganada', { feed: { url, everyMinutes: 60, map: '/etc/passwd' } })).body.error.code).toBe(
    'IMPORT_MAP',
  )
  expect((await put('ganada', { feed: { url, everyMinutes: 60 } })).body.feed).toMatchObject({
    url: shown,
    everyMinutes: 60,
  })
  await feeds.settled()
  const { body, text } = await call('GET', '/ganada')
  expect(body).toMatchObject({ offers: 3, run: { state: 'applied', source: shown } })
  expect(body.feed.nextAt).toBeGreaterThan(body.run.startedAt)
  expect(text + (await call('GET', '/ganada/runs')).text).not.toContain('s3cret')
  expect((await put('ganada', { feed: { url: shown, everyMinutes: 90 } })).status).toBe(200)
  expect(shop.malls.get('ganada').mall.feed).toMatchObject({ url, everyMinutes: 90 })
  fetcher.feeds.set(url, many(4))
  expect(await call('POST', '/ganada/runs?fetch=true')).toMatchObject({ status: 202, body: { source: shown } })
  await feeds.settled()
  expect((await call('GET', '/ganada')).body.offers).toBe(4)
  expect((await put('ganada')).body.feed).toMatchObject({ url: shown, everyMinutes: 90 })
  expect(shop.malls.get('ganada').mall.feed).toMatchObject({ url })
  const often = await put('ganada', { feed: { url: shown, everyMinutes: 1 } })
  expect(often.body.error).toMatchObject({ code: 'BODY_INVALID', details: { field: 'body.feed.everyMinutes' } })
  expect((await put('ganada', { feed: null })).body.feed).toBeUndefined()
  expect((await call('POST', '/ganada/runs?fetch=true')).body.error.code).toBe('FEED_NONE')
})

test('an empty file is no wish to fetch, and a form is no feed', async () => {
  const { put, call, server, headers, fetcher, feeds } = await open()
  const url = 'https://ganada.example/feed.csv'
  fetcher.feeds.set(url, many(3))
  await put('ganada', { feed: { url, everyMinutes: 60 } })
  await feeds.settled()
  const post = async (type: string) => {
    const asked = { ...headers, 'content-type': type }
    return (await server.inject({ method: 'POST', url: '/v1/malls/ganada/runs', headers: asked, payload: '' })).json()
  }
  expect((await post('text/csv')).error.code).toBe('IMPORT_FILE')
  for (const query of ['', '?name=feed.csv']) {
    const { body } = await call('POST', `/ganada/runs${query}`)
    expect(body.error).toMatchObject({ code: 'IMPORT_FILE', message: expect.stringContaining('fetch=true') })
  }
  for (const query of ['&name=feed.csv', '&encoding=cp949', '&map=google'])
    expect((await call('POST', `/ganada/runs?fetch=true${query}`)).body.error.code).toBe('BODY_INVALID')
  expect([fetcher.asked.length, (await call('GET', '/ganada/runs')).body.total]).toEqual([1, 1])
  expect((await post('multipart/form-data; boundary=x')).error.code).toBe('BODY_INVALID')
})

test('a server without a disk tells of malls and takes no feeds', async () => {
  const { get, post, server, headers, shop } = await openMerchant()
  await shop.malls.put({ id: 'ganada', name: '가나다몰', consent: { by: 'x', at: shop.now() } })
  expect(await get('/v1/malls')).toMatchObject({ total: 1, malls: [{ mall: 'ganada' }] })
  expect(await get('/v1/malls/ganada/runs')).toEqual({ total: 0, runs: [] })
  expect((await post('/v1/malls/ganada/runs', {})).error.code).toBe('IMPORTS_NONE')
  const erased = await server.inject({
    method: 'DELETE',
    url: '/v1/malls/ganada',
    headers: { authorization: headers.authorization },
  })
  expect([erased.statusCode, shop.malls.list()]).toEqual([204, []])
})
