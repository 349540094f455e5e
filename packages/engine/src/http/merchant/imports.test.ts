import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, expect, test } from 'vitest'
import { openMerchant } from './testing-merchant.ts'

const folder = mkdtempSync(join(tmpdir(), 'nunchi-imports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let folders = 0

async function open(
  more: { readonly bytesMax?: number; readonly waitingBytesMax?: number; readonly requestMsMax?: number } = {},
) {
  const { requestMsMax, ...imports } = more
  const dir = join(folder, String(folders++))
  const options = { options: { requestMsMax }, imports: { dir, ...imports } }
  const opened = await openMerchant(options)
  const { server, headers } = opened
  const send = async (query: string, payload: string | Buffer | Readable, type?: string) => {
    const heads = { ...headers, ...(type === undefined ? {} : { 'content-type': type }) }
    const answer = await server.inject({ method: 'POST', url: `/v1/imports?${query}`, headers: heads, payload })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
  }
  return { ...opened, imports: opened.imports!, send }
}

const table =
  'id,title,brand,price\np1,원피스,봄날,"12,000원"\np2,,봄날,100\np3,운동화,MOA,much\np4,=HYPERLINK,"a ""b""",5\n'

test('a file is imported: progress, verdicts, rejected rows with reason and remedy, and as CSV', async () => {
  const { shop, imports, server, headers, get, send } = await open()
  const sent = await send('kind=catalog&name=spring%20(list)%27.csv', table, 'text/csv')
  expect(sent.status).toBe(202)
  expect(sent.body).toMatchObject({
    name: "spring (list)'.csv",
    kind: 'catalog',
    format: 'csv',
    bytes: Buffer.byteLength(table),
  })
  await imports.settled()
  const { id } = sent.body
  const body = await get(`/v1/imports/${id}`)
  expect(body).toMatchObject({ state: 'done', rows: 4, accepted: 2, rejected: 2, duplicates: 0, resumed: 0 })
  expect(body.bytesRead).toBe(body.bytes)
  expect(body.rejects).toMatchObject([
    { line: 3, code: 'FIELD_MISSING', field: 'title' },
    { line: 4, field: 'price', value: 'much' },
  ])
  for (const { reason, remedy } of body.rejects) expect([reason, remedy]).not.toContain('')
  expect(shop.product('p1' as never)).toMatchObject({ title: '원피스', priceMinor: 12_000 })
  const csv = await server.inject({ url: `/v1/imports/${id}/rejects`, headers })
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(csv.headers['content-disposition']).toContain("filename*=UTF-8''spring%20%28list%29%27.csv.rejected.csv")
  expect(csv.body.split('\r\n')).toHaveLength(4)
  const list = await get('/v1/imports?count=1')
  expect(list).toMatchObject({ total: 1, imports: [{ id, rejects: [] }], bytesMax: 5 * 1024 ** 3 })
  expect(list.maps).toContainEqual({ name: 'online-retail', kind: 'orders' })
})

test('JSON, gzip and CP949 come through whatever the content type says; a second time all are duplicates', async () => {
  const { imports, get, send } = await open()
  const orders =
    '{"order":"7","at":"2024-01-02T03:04:05Z","user":"u1","lines":[{"product":"p1","quantity":2,"price":"1,000 KRW"}]}\n'
  const first = await send('kind=orders&name=o.jsonl', orders, 'application/json')
  const packed = await send('kind=catalog', gzipSync(table), 'application/gzip')
  const korean = await send('kind=catalog&encoding=euc-kr', iconv.encode(table, 'cp949'), 'text/csv')
  const again = await send('kind=orders&name=o.jsonl', Readable.from([orders.slice(0, 20), orders.slice(20)]))
  while (imports.list().some(({ endedAt }) => endedAt === undefined)) await imports.settled()
  const told = await Promise.all([first, packed, korean, again].map(({ body }) => get(`/v1/imports/${body.id}`)))
  expect(told.map(({ state, encoding }) => [state, encoding])).toEqual([
    ['done', 'utf-8'],
    ['done', 'utf-8'],
    ['done', 'cp949'],
    ['done', 'utf-8'],
  ])
  expect(told.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
    [1, 0],
    [2, 0],
    [0, 2],
    [0, 1],
  ])
})

test('a wrong encoding rejects the rows that lose something, and says so; the others are taken', async () => {
  const { imports, get, send } = await open()
  const { body } = await send('kind=catalog&encoding=utf-8', iconv.encode('id,title\np1,plain\np2,원피스\n', 'cp949'))
  await imports.settled()
  const told = await get(`/v1/imports/${body.id}`)
  expect(told).toMatchObject({ state: 'done', accepted: 1, rejected: 1, rejects: [{ line: 3 }] })
  expect(told.rejects[0].remedy).toMatch(/encoding/)
})

test('events sent as a catalogue fail, and the answer says what they look like', async () => {
  const { imports, get, send } = await open()
  const { body } = await send('kind=catalog', '{"kind":"product.viewed","at":1,"user":"u","product":"p"}\n')
  await imports.settled()
  const told = await get(`/v1/imports/${body.id}`)
  expect(told).toMatchObject({ state: 'failed', looksLike: 'events', problem: { code: 'IMPORT_NOTHING_USABLE' } })
})

test('files that wait together have a limit: 507, and what to do', async () => {
  const { send } = await open({ waitingBytesMax: 100 })
  expect((await send('kind=catalog', `${table}${'x'.repeat(100)}`)).status).toBe(413)
  const { status, body } = await open({ waitingBytesMax: 150 }).then(async ({ send, shop }) => {
    shop.record = () => new Promise(() => {}) // the first never gets through
    await send('kind=catalog', table)
    return send('kind=catalog', table)
  })
  expect([status, body.error.code]).toEqual([507, 'IMPORTS_FULL'])
  expect(body.error.message).toContain('--uploads-max')
})

test('bad input: each has its code, place and remedy', async () => {
  const { send, headers, server } = await open({ bytesMax: 2_000 })
  const codeOf = async (query: string, payload: string | Buffer, type?: string) => {
    const { status, body, headers: answered } = await send(query, payload, type)
    expect([query, answered.connection]).toEqual([query, 'close'])
    return [status, body.error.code, body.error.message] as const
  }
  expect((await codeOf('kind=people', table))[2]).toContain('querystring.kind')
  expect(await codeOf('kind=catalog&format=xlsx', table)).toMatchObject([400, 'BODY_INVALID', /format/])
  expect(await codeOf('kind=catalog&encoding=latin', table)).toMatchObject([400, 'BODY_INVALID', /utf-8, cp949/])
  expect(await codeOf('kind=catalog&zone=Mars', table)).toMatchObject([400, 'BODY_INVALID', /Asia/])
  expect(await codeOf('kind=catalog&delimiter=ab', table)).toMatchObject([400, 'BODY_INVALID', /tab/])
  expect(await codeOf('kind=catalog&map=%7B', table)).toMatchObject([400, 'IMPORT_MAP', /not JSON/])
  expect(await codeOf('kind=catalog&name=p.html', '<html></html>')).toMatchObject([400, 'IMPORT_FORMAT', /p\.html/])
  expect(await codeOf('kind=catalog', Buffer.from('89504e470d0a1a0a', 'hex'))).toMatchObject([
    400,
    'IMPORT_BINARY',
    /PNG/,
  ])
  expect(await codeOf('kind=catalog', '--x\r\n', 'multipart/form-data; boundary=x')).toMatchObject([
    400,
    'BODY_INVALID',
    /form/,
  ])
  expect(await codeOf('kind=catalog', 'x'.repeat(3_000))).toMatchObject([413, 'BODY_TOO_LARGE', /2000/])
  expect((await codeOf('kind=catalog', ''))[1]).toBe('IMPORT_FILE')
  expect((await server.inject({ url: '/v1/imports/nope', headers })).json().error.code).toBe('IMPORT_UNKNOWN')
  expect((await server.inject({ url: '/v1/imports/nope/rejects', headers })).statusCode).toBe(404)
  const keyless = await server.inject({ method: 'POST', url: '/v1/imports?kind=catalog', payload: table })
  expect(keyless.statusCode).toBe(401)
})

test('a server without a data folder refuses kindly', async () => {
  const { server, headers, get } = await openMerchant()
  expect((await get('/v1/imports')).error).toMatchObject({ code: 'IMPORTS_NONE' })
  const answer = await server.inject({ method: 'POST', url: '/v1/imports?kind=catalog', headers, payload: table })
  expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'IMPORTS_NONE'])
})

test('over a real connection a file may take longer than other bodies, and can be cancelled', async () => {
  const { server, headers, imports } = await open({ requestMsMax: 150 })
  const address = await server.listen({ port: 0 })
  const rows = Array.from({ length: 6 }, (_, n) => `p${n},상품 ${n}\n`)
  const slowly = async function* () {
    yield 'id,title\n'
    for (const row of rows) {
      await pause(60)
      yield row
    }
  }
  const call = (path: string, method: string, body?: AsyncIterable<string>) =>
    fetch(`${address}${path}`, { method, headers, body: body && Readable.from(body), duplex: 'half' } as RequestInit)
  const sent = await call('/v1/imports?kind=catalog', 'POST', slowly())
  expect(sent.status).toBe(202)
  await imports.settled()
  const { id } = (await sent.json()) as { id: string }
  const after = await call(`/v1/imports/${id}`, 'DELETE')
  expect(await after.json()).toMatchObject({ state: 'done', accepted: 6 })
  const other = await call('/v1/track', 'POST', slowly()).then(
    ({ status }) => status,
    () => 'cut off',
  )
  expect([400, 'cut off']).toContain(other)
  await server.stop()
})
