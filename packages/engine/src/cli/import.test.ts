import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { Command } from 'commander'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { HttpSink } from '../app/import/http-sink.ts'
import type { ImportKind } from '../app/import/item.ts'
import { scratchFolder, testNow } from '../app/import/testing-files.ts'
import { MemorySink } from '../app/import/testing-sink.ts'
import { importCommand, importFile, type OpenSink } from './import.ts'
import { openSink } from './open-sink.ts'
import { duration, startProgress } from './progress.ts'

const file = scratchFolder()
const good = 'id,title,price\n1,Tea,5 EUR\n2,Cup,7 EUR\n'

async function run(kind: ImportKind, path: string, flags: Parameters<typeof importFile>[2]['flags'] = {}, stdin = '') {
  const shop = new MemorySink()
  const text = { out: '', err: '' }
  let opened = 0
  const io = {
    out: { write: (line: string) => (text.out += line) },
    err: { write: (line: string) => (text.err += line) },
    stdin: Readable.from([Buffer.from(stdin)]),
    now: testNow,
  }
  const open = async () => {
    opened++
    return shop
  }
  const code = await importFile(kind, path, { flags, open, io })
  return { code, shop, opened, ...text }
}

test('all fine: exit code 0, the numbers on standard output, no file left behind', async () => {
  const path = file('good.csv', good)
  const { code, shop, out, err } = await run('catalog', path)
  expect(code).toBe(0)
  expect(shop.items).toHaveLength(2)
  expect(shop.closed).toBe(true)
  expect(out).toContain('2 rows')
  expect(out).toContain('accepted 2, duplicates 0, dropped 0, rejected 0')
  expect(err).toContain('csv, utf-8')
  expect(existsSync(`${path}.checkpoint.json`) || existsSync(`${path}.rejected.jsonl`)).toBe(false)
})

test('some rows rejected: exit code 3, and where they are', async () => {
  const path = file('some.csv', `${good}3,,1 EUR\n`)
  const { code, out, shop } = await run('catalog', path)
  expect(code).toBe(3)
  expect(shop.items).toHaveLength(2)
  expect(out).toContain('rejected, FIELD_MISSING: title is empty: 1')
  expect(JSON.parse(readFileSync(`${path}.rejected.jsonl`, 'utf8'))).toMatchObject({ line: 4, field: 'title' })
})

test('nothing usable: exit code 1; so are a file that is not there and a format that cannot be told', async () => {
  const none = await run('catalog', file('none.csv', 'id,title\n,x\n'))
  expect(none.code).toBe(1)
  expect(none.err).toContain('IMPORT_NOTHING_USABLE: None of the rows read of')
  const events = await run('catalog', file('none.jsonl', '{"kind":"product.viewed","at":1,"user":"u","product":"p"}\n'))
  expect(events.code).toBe(1)
  expect(events.err).toContain('it looks like events, so import it as events.')
  const absent = await run('catalog', 'no/such.csv')
  expect(absent).toMatchObject({ code: 1, opened: 0 })
  expect(absent.err).toBe(
    `IMPORT_FILE: Cannot read no/such.csv: there is no such file, seen from ${process.cwd()}; check the path.\n`,
  )
  expect((await run('catalog', file('list.json', '[{"id":"1"}]'))).err).toContain('IMPORT_FORMAT')
})

test('a feed that is cut between two items: its items are kept, exit code 1, and where it broke off', async () => {
  const item = (id: number) => `<item><id>${id}</id><title>Tea</title><price>5 EUR</price></item>`
  const { code, shop, err } = await run('catalog', file('cut.xml', `<rss><channel>${item(1)}${item(2)}`))
  expect(code).toBe(1)
  expect(shop.items).toHaveLength(2)
  expect(err).toContain('The file broke off: it ends after item 2, before </rss>; export or fetch it again. What could')
})

test('a file without rows: exit code 1, and what was found', async () => {
  for (const [name, text] of [
    ['header.csv', 'id,title,price\n'],
    ['header-open.tsv', 'id\ttitle\tlink\tprice'],
    ['blank.csv', 'id,title,price\n\n  \n'],
    ['no-items.xml', '<rss><channel><title>The shop</title></channel></rss>'],
  ]) {
    const { code, err } = await run('catalog', file(name, text))
    expect(code).toBe(1)
    expect(err).toContain(`Nothing to take: ${file(name, text)} holds no rows; check the export that made it.`)
  }
  expect((await run('catalog', '-', { quiet: true }, 'id,title\n')).err).toBe(
    'Nothing to take: standard input holds no rows; check the export that made it.\n',
  )
})

test('an encoding that shows only late is said in the summary, one that was said at once is not said again', async () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => `${i},plain tea ${i},5 EUR\n`).join('')
  const late = await run('catalog', file('late.csv', iconv.encode(`id,title,price\n${rows}x,가방,7 EUR\n`, 'cp949')))
  expect(late.shop.events().at(-1)).toMatchObject({ product: { title: '가방' } })
  expect(late.err).toContain('csv, utf-8')
  expect(late.out).toContain('\n  the encoding turned out to be cp949, not utf-8')
  for (const path of [
    file('soon.csv', iconv.encode('id,title,price\n1,가방,5 EUR\n', 'cp949')),
    file('late-utf8.csv', `id,title,price\n${rows}x,가방,7 EUR\n`),
  ])
    expect((await run('catalog', path)).out).not.toContain('encoding')
})

test('a dry run checks all, opens no shop and sends nothing', async () => {
  const path = file('dry.csv', `${good}3,,1 EUR\n`)
  const { code, opened, out } = await run('catalog', path, { dryRun: true })
  expect({ code, opened }).toEqual({ code: 3, opened: 0 })
  expect(out).toContain('dry run, nothing was sent')
  expect(out).toContain('valid 2')
})

test('what is tried shows at once, and a server that is not there ends in address, reason and remedy', async () => {
  const path = file('away.csv', good)
  const text = { out: '', err: '' }
  const io = {
    out: { write: (line: string) => (text.out += line) },
    err: { write: (line: string) => (text.err += line) },
    stdin: Readable.from([]),
    now: testNow,
  }
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.close()
  const open: OpenSink = async (target, sinkIo) => {
    let clock = 0
    const sink = await openSink(target, sinkIo)
    expect(sink).toBeInstanceOf(HttpSink)
    expect(text.err).toContain(`sending to ${url}\n`)
    const wait = async (ms: number) => {
      clock += ms
    }
    return new HttpSink({ url, key: 'k', ...sinkIo, now: () => clock, wait })
  }
  expect(await importFile('catalog', path, { flags: { url, key: 'k' }, open, io })).toBe(1)
  expect(text.err.match(/no answer, connect ECONNREFUSED [\d.:]+; trying again in/g)?.length).toBeGreaterThan(3)
  expect(text.err).toContain(`The server at ${url} did not take the events: no answer, connect ECONNREFUSED`)
  expect(text.err).toContain('; check --url, and that the server is running')
  expect(await importFile('catalog', path, { flags: { url }, open: openSink, io })).toBe(1)
  expect(text.err).toContain('no key was given; give a secret key of that server with --key or in NUNCHI_KEY')
  text.err = ''
  expect(await importFile('catalog', path, { flags: { url, key: '키' }, open: openSink, io })).toBe(1)
  expect(text.err).toContain('the key has letters that are in no key; give a secret key of that server with --key')
  expect(text.err).not.toContain('trying again')
})

test("'-' reads standard input, quietly if asked", async () => {
  const rejected = file('stdin.rejected', '')
  const { code, shop, out, err } = await run('catalog', '-', { quiet: true, rejected }, good)
  expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' })
  expect(shop.items).toHaveLength(2)
})

test('the command line: options reach the import and the sink, wrong ones are refused with the choices', async () => {
  const path = file('cmd.csv', good.replaceAll(',', ';').replaceAll(' EUR', ''))
  const shop = new MemorySink()
  const targets: object[] = []
  const program = new Command()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .addCommand(
      importCommand(async (target) => {
        targets.push(target)
        return shop
      })
        .exitOverride()
        .configureOutput({ writeErr: () => {} }),
    )
  const parse = (...args: string[]) => program.parseAsync(['node', 'nunchi', 'import', ...args])
  const exitCode = process.exitCode
  await parse('catalog', path, '--delimiter', ';', '--currency', 'krw', '--data', '/data', '--quiet')
  process.exitCode = exitCode
  expect(targets).toMatchObject([{ data: '/data' }])
  expect(shop.events()).toMatchObject([{ product: { priceMinor: 5 } }, { product: { priceMinor: 7 } }])
  await expect(parse('people', path)).rejects.toThrow('catalog, orders, events')
  await expect(parse('catalog', path, '--max-rejects', '-1')).rejects.toThrow('Give a whole number.')
  await expect(parse('catalog', path, '--zone', 'Mars')).rejects.toThrow('Asia/Seoul')
  await expect(parse('catalog', path, '--encoding', 'latin1')).rejects.toThrow('utf-8, cp949')
  for (const url of ['localhost:4747', 'ftp://shop', 'shop'])
    await expect(parse('catalog', path, '--url', url)).rejects.toThrow('Write it like http://localhost:4747.')
})

test('progress: a line now and then where there is no terminal, with time left by bytes', () => {
  let now = 0
  let text = ''
  const out = { write: (line: string) => (text += line) }
  const progress = startProgress({ out, bytesTotal: 1_000, now: () => now, quiet: false })
  const counts = {
    rows: 0,
    items: 0,
    accepted: 0,
    duplicates: 0,
    dropped: 0,
    rejected: 2,
    rejectedBy: {},
    skippedBy: {},
    warnings: {},
    kinds: {},
  }
  progress.update(counts, 0)
  now = 10_000
  progress.update({ ...counts, rows: 12_345 }, 250)
  now = 11_000
  progress.update({ ...counts, rows: 13_000 }, 300)
  progress.say('the server is away')
  expect(text).toBe('25 %, 30 s left, 12,345 rows, 1,235/s, 2 rejected\nthe server is away\n')
  expect([duration(59.6), duration(200), duration(7_500)]).toEqual(['1 min 0 s', '3 min 20 s', '2 h 5 min'])
})
