import { existsSync, readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { FakeChat, refuse } from '../adapters/web/testing-chat-server.ts'
import { attributesCommand } from './attributes.ts'
import { cellsOf, run, runHere, scratch, start, writer } from './testing-command.ts'

const path = scratch()
const written = writer(path)
/** In this process; those of which the process itself matters run in one of their own. */
const here = (args: readonly string[]) => runHere(attributesCommand(), args)
const goods = `id,title,price,brand
1,맑은샘 제주 생수 2L x 12개 무라벨,"9,900원",맑은샘
2,[2PACK] 데일리 코튼 드로즈 블랙 L,19900,코지룸
`

test('a line a value: what, where it stands word for word, how sure and by whom; the unit price beside', async () => {
  const { code, out, err } = await run(['attributes', written('goods.csv', goods)])
  expect(code).toBe(0)
  const [header, ...lines] = cellsOf(out)
  expect(header).toEqual([
    'id',
    'attribute',
    'value',
    'amount',
    'unit',
    'field',
    'start',
    'end',
    'text',
    'confidence',
    'by',
  ])
  const found = (id: string, name: string) => lines.find((cells) => cells[0] === id && cells[1] === name)
  expect(found('1', 'totalVolume')?.slice(2, 9)).toEqual(['24 l', '24000', 'ml', 'title', '10', '18', '2L x 12개'])
  expect(found('1', 'unitPrice')?.slice(2, 5)).toEqual(['41 / 100 ml', '41', '100 ml'])
  expect(found('2', 'color')?.slice(2, 9)).toEqual(['black', '', '', 'title', '19', '21', '블랙'])
  expect(found('2', 'packCount')?.[2]).toBe('2')
  expect(err).toMatch(/2 rows in .* 0 rejected/)
  expect(err).toContain('brand: 100 % of offers')
}, 30_000)

test('a line an offer as JSON, into a file; CP949 is found out; bad rows are listed and the good ones kept', async () => {
  const file = written('cp949.csv', iconv.encode(`${goods}3,,100,\n4,비누,-,\n`, 'cp949'))
  const to = path('out.jsonl')
  const { code, out, err } = await here([file, '--format', 'jsonl', '--out', to, '--no-learn', '--currency', 'KRW'])
  expect([code, out]).toEqual([3, ''])
  const offers = readFileSync(to, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(offers.map(({ id }) => id)).toEqual(['1', '2'])
  expect(offers[0]).toMatchObject({
    title: '맑은샘 제주 생수 2L x 12개 무라벨',
    unitPrice: { minor: 41, per: 100, unit: 'ml' },
  })
  const rejects = readFileSync(`${file}.rejected.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rejects.map(({ line, code: what }) => [line, what])).toEqual([
    [4, 'FIELD_MISSING'],
    [5, 'PRICE_INVALID'],
  ])
  expect(err).toContain('2 rejected')
}, 30_000)

test('what is learned from the file is read where a field is empty', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i},소리결 이어폰 S${i + 10},1000,${i === 7 ? '' : '소리결'}`)
  const file = written('brands.csv', `id,title,price,brand\n${rows.join('\n')}\n`)
  const brandOf7 = (out: string) => cellsOf(out).find(([id, name]) => id === '7' && name === 'brand')?.[2]
  expect(brandOf7((await here([file, '--quiet'])).out)).toBe('소리결')
  expect(brandOf7((await here([file, '--quiet', '--no-learn'])).out)).toBeUndefined()
}, 30_000)

const chat = new FakeChat()

test('a model is asked about offers of which little could be read, and only what stands there is taken', async () => {
  const url = await chat.start(
    JSON.stringify({
      values: [
        { name: 'style', text: '노을결', confidence: 0.9 },
        { name: 'color', text: '연둣빛', confidence: 1 },
      ],
    }),
  )
  const file = written('hard.csv', `${goods}3,달무리 노을결 도마,19900,\n`)
  const { code, out, err } = await here([file, '--no-learn', '--ask-model', url, '--ask-name', 'fake'])
  expect(code).toBe(0)
  expect(chat.asked.map(({ body }) => JSON.parse(body.messages[1]!.content).offer.title)).toEqual([
    '달무리 노을결 도마',
  ])
  const by = cellsOf(out).filter(([, , , , , , , , , , who]) => who === 'model')
  expect(by).toEqual([['3', 'style', '노을결', '', '', 'title', '4', '7', '노을결', '0.7', 'model']])
  expect(err).toContain('asked the model: 1 offers of which little could be read, 1 values found; 1 requests')
  expect(err).toContain('1 values of the model do not stand in the offer, and were dropped')
}, 30_000)

test('a model that is not there ends the asking: the rest is written', async () => {
  const url = await chat.start((response) => refuse(response, 404, 'no such model'))
  const file = written('hard.csv', `${goods}3,달무리 노을결 도마,19900,\n`)
  const { code, out, err } = await here([file, '--no-learn', '--ask-model', url, '--ask-name', 'x', '--quiet'])
  expect([code, out.includes('totalVolume')]).toEqual([1, true])
  expect(err).toMatch(/^MODEL_ENDPOINT: .* it answered 404 \(no such model\);/)
}, 30_000)

test('what cannot be read or written is refused in one line', async () => {
  const missing = await here([path('nowhere.csv')])
  expect([missing.code, missing.out]).toEqual([1, ''])
  expect(missing.err).toMatch(/^IMPORT_FILE: .*there is no such file.*\n$/)
  const unwritable = await here([written('goods.csv', goods), '--out', path('no/such/folder.csv'), '--quiet'])
  expect(unwritable.code).toBe(1)
  expect(unwritable.err).toMatch(/^OUT_FILE: Cannot write .*name another file\.\n$/)
  const cut = '<rss><channel><item><g:id>1</g:id><title>머그컵</title></item><item><g:id>2'
  const broken = await here([written('broken.xml', cut), '--quiet'])
  expect([broken.code, broken.err]).toEqual([1, expect.stringMatching(/^FEED_BROKEN: .*\n$/)])
  const none = await here([written('none.csv', 'id,title\n,\n'), '--quiet'])
  expect(none.code).toBe(1)
  expect(existsSync(path('none.csv.rejected.jsonl'))).toBe(true)
}, 30_000)

test('a reader that goes away, and Ctrl-C, end it', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => `${i},맑은샘 생수 2L x ${i % 40}개,1000,맑은샘`)
  const file = written('many.csv', `id,title,price,brand\n${many.join('\n')}\n`)
  const running = start(['attributes', file, '--no-learn', '--quiet'])
  await running.says(/totalVolume/)
  running.child.kill('SIGINT')
  expect(await running.ended).toBe(130)
  const left = start(['attributes', file, '--no-learn', '--quiet'])
  await left.says(/totalVolume/)
  left.child.stdout?.destroy()
  expect(await left.ended).toBe(0)
}, 60_000)
