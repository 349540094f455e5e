import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { FakeChat, refuse, say } from '../adapters/web/testing-chat-server.ts'
import { matchCommand } from './match.ts'
import { cellsOf, run, runHere, scratch, start, writer } from './testing-command.ts'

const path = scratch()
const written = writer(path)
/** In this process; those of which the process itself matters run in one of their own. */
const here = (args: readonly string[]) => runHere(matchCommand(), args)
const ours = `id,title,price,brand,gtin
1,맑은샘 제주 생수 2L x 12개 무라벨,9900,맑은샘,
2,소리결 무선 이어폰 SG-310 블랙,59000,소리결,
3,코지룸 순면 차렵이불 퀸 그레이,45000,코지룸,8801234567893
4,소리결 무선 이어폰 SG-320 블랙,69000,소리결,
`
const theirs = `상품번호,상품명,판매가,브랜드,바코드
A,[무료배송] 맑은샘 제주생수 무라벨 2리터*12병,"10,500원",맑은샘,
B,소리결 SG-310 블루투스 이어폰 블랙,"57,000원",소리결,
C,코지룸 차렵 이불 (Q) 그레이,"43,900원",코지룸,8801234567893
D,맑은샘 제주 생수 2L x 6개,"5,400원",맑은샘,
E,달빛공방 원목 책상 1200,"99,000원",달빛공방,
`

const jsonOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('offers of two files that are one product: by bar code, model code and title; packs of 6 and of 12 are two', async () => {
  const [one, other] = [written('ours.csv', ours), written('theirs.csv', iconv.encode(theirs, 'cp949'))]
  const clusters = path('clusters.jsonl')
  const { code, out, err } = await run(['match', one, other, '--clusters', clusters])
  expect([code, err]).toEqual([0, expect.stringContaining('9 offers of 6 products, 3 of them in several files')])
  const [header, ...lines] = cellsOf(out)
  const columns = ['a_file', 'a_id', 'b_file', 'b_id', 'chance', 'how', 'product', 'a_title', 'b_title']
  expect(header).toEqual(columns)
  expect(lines.map(([, a, , b, , how]) => [a, b, how])).toEqual([
    ['1', 'A', 'trees'],
    ['2', 'B', 'code'],
    ['3', 'C', 'gtin'],
  ])
  for (const [a, , b, , chance] of lines) {
    expect([a, b]).toEqual(['ours.csv', 'theirs.csv'])
    expect(Number(chance)).toBeGreaterThan(0.5)
  }
  const placed = jsonOf(clusters)
  expect(placed).toHaveLength(9)
  expect(placed.filter(({ product }) => product === 1)).toEqual([
    {
      product: 1,
      offers: 2,
      file: 'ours.csv',
      id: '1',
      title: '맑은샘 제주 생수 2L x 12개 무라벨',
      brand: '맑은샘',
      price_minor: 9_900,
    },
    {
      product: 1,
      offers: 2,
      file: 'theirs.csv',
      id: 'A',
      title: expect.stringContaining('12병'),
      brand: '맑은샘',
      price_minor: 10_500,
    },
  ])
}, 30_000)

test('of one file, what it has twice; rows with an id again win over earlier ones; bad rows are listed', async () => {
  const file = written(
    'twice.csv',
    `${ours}5,소리결 무선 이어폰 SG310 블랙,61000,소리결,\n4,,1,,\n1,맑은샘 제주 생수 2L x 12개 무라벨,9800,맑은샘,\n`,
  )
  const [out, rejected] = [path('pairs.jsonl'), path('bad.jsonl')]
  const { code, err } = await here([file, file, '--out', out, '--rejected', rejected])
  expect(code).toBe(3)
  expect(err).toContain('1 of them several times')
  expect(err).toContain('1 rows with an id that an earlier row had')
  expect(jsonOf(out)).toEqual([expect.objectContaining({ a_id: '2', b_id: '5', how: 'code', a_file: 'twice.csv' })])
  expect(jsonOf(rejected)).toEqual([expect.objectContaining({ line: 7, file: 'twice.csv', code: 'FIELD_MISSING' })])
}, 30_000)

test('of one file, what has another model code is another thing, however alike the titles are', async () => {
  const row = (id: number, code: string) => `${id},한소끔 통주물 냄비 20cm ${code},45000,한소끔\n`
  const codes = ['HS-2041', 'KW77310', 'HS2041', 'PG930-블랙']
  const file = written('codes.csv', `id,title,price,brand\n${codes.map((code, n) => row(n, code)).join('')}`)
  const { out } = await here([file, '--quiet', '--no-learn'])
  expect(
    cellsOf(out)
      .slice(1)
      .map(([, a, , b]) => [a, b]),
  ).toEqual([['0', '2']])
}, 30_000)

test('where rejected rows are is said by the names of the files that have some', async () => {
  const bad = (name: string) => written(name, `${ours}9,,1,,\n`)
  const [one, other, fine] = [bad('bad.csv'), bad('worse.csv'), written('fine.csv', theirs)]
  const { code, err } = await here([one, fine, other, '--no-learn', '--out', path('pairs.csv')])
  expect(code).toBe(3)
  expect(err).toContain(`rejected rows are in ${one}.rejected.jsonl, ${other}.rejected.jsonl\n`)
}, 30_000)

test('a file in which many sellers offer one thing: each of them is matched', async () => {
  const [one, other] = [
    written('a.csv', 'id,title\n1,소리결 무선 이어폰 SG-310 블랙\n'),
    written('b.csv', 'id,title\n1,소리결 이어폰 SG-310 블랙 정품\n2,[당일발송] 소리결 SG-310 무선 이어폰 블랙\n'),
  ]
  const pairs = async (...more: string[]) => cellsOf((await here([one, other, '--quiet', ...more])).out).length - 1
  expect([await pairs(), await pairs('--many-sellers'), await pairs('--least', '1')]).toEqual([1, 2, 0])
}, 60_000)

test('pairs that nobody can be sure of are for a person, with what speaks for and against them', async () => {
  const [one, other] = [written('ours.csv', ours), written('theirs.csv', theirs)]
  const grey = path('grey.jsonl')
  const more = 'F,소리결 이어폰,12000,소리결,\nG,코지룸 차렵이불,39000,코지룸,\n'
  const { code } = await here([
    one,
    written('theirs.csv', theirs + more),
    '--grey',
    grey,
    '--out',
    path('p.csv'),
    '--quiet',
  ])
  expect(code).toBe(0)
  const pairs = jsonOf(grey)
  expect(pairs.length).toBeGreaterThan(0)
  for (const { a, b, chance, evidence } of pairs) {
    expect(chance).toBeGreaterThanOrEqual(0.35)
    expect(chance).toBeLessThanOrEqual(0.75)
    expect([a.mall, b.mall]).toEqual(['ours.csv', 'theirs.csv'])
    expect(evidence.words.shared.length).toBeGreaterThan(0)
  }
  expect(existsSync(`${other}.rejected.jsonl`)).toBe(false)
}, 30_000)

const chat = new FakeChat()
/** Rows of which titles say too little. */
const hardOurs = `${ours}5,초록들 유기농 현미차 100티백,8900,초록들,
6,달빛공방 원목 좌식 책상,52000,달빛공방,
7,하루한장 탁상 다이어리 데일리,9000,하루한장,
8,맑은샘 데일리 텀블러 휴대용,9000,맑은샘,
`
const hardTheirs = `${theirs}F,소리결 이어폰,12000,소리결,
G,코지룸 차렵이불,39000,코지룸,
H,초록들 현미차,9100,초록들,
I,달빛공방 책상 소형,48000,달빛공방,
J,달빛공방 원목 책상 접이식,49000,달빛공방,
K,하루한장 다이어리 휴대용,9000,하루한장,
L,맑은샘 텀블러 탁상,13000,맑은샘,
`

test('a model is asked about the pairs of the grey band alone, and what it is sure of is taken', async () => {
  const [one, other, grey] = [written('ours.csv', hardOurs), written('theirs.csv', hardTheirs), path('grey.jsonl')]
  const without = await here([one, other, '--grey', grey, '--quiet'])
  const waiting = jsonOf(grey)
  expect(waiting.length).toBeGreaterThan(0)
  const url = await chat.start((response, { body }) => {
    const { one, other } = JSON.parse(body.messages[1]!.content)
    const isBedding = [one, other].every(({ title }: { title: string }) => title.includes('이불'))
    const answer = {
      verdict: isBedding ? 'unsure' : 'different',
      chance: isBedding ? 0.5 : 0.02,
      reason: '모델명이 없음',
    }
    say(response, JSON.stringify(answer))
  })
  const args = ['match', one, other, '--grey', grey, '--ask-model', url, '--ask-name', 'fake']
  const { code, out, err } = await run(args, { NUNCHI_MODEL_KEY: 'k-1' })
  expect(code).toBe(0)
  expect(chat.asked).toHaveLength(waiting.length)
  expect(new Set(chat.asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer k-1']))
  const unsure = waiting.filter(({ a, b }) => a.title.includes('이불') && b.title.includes('이불'))
  expect(err).toContain(`${waiting.length} pairs, ${waiting.length - unsure.length} settled`)
  const left = readFileSync(grey, 'utf8') === '' ? [] : jsonOf(grey)
  expect(left.map(({ a, b }) => [a.key, b.key])).toEqual(unsure.map(({ a, b }) => [a.key, b.key]))
  for (const { model } of left) expect(model).toEqual({ verdict: 'unsure', chance: 0.5, reason: '모델명이 없음' })
  expect(cellsOf(without.out).length).toBeGreaterThanOrEqual(cellsOf(out).length)
}, 60_000)

test('what a model calls the same is a pair by it, unless a file would then have a product twice', async () => {
  const [one, other] = [written('ours.csv', hardOurs), written('theirs.csv', hardTheirs)]
  const url = await chat.start(JSON.stringify({ verdict: 'same', chance: 1, reason: 'alike' }))
  const { code, out } = await here([one, other, '--ask-model', url, '--ask-name', 'fake', '--quiet'])
  expect(code).toBe(0)
  const pairs = cellsOf(out).slice(1)
  const asked = pairs.filter(([, , , , , how]) => how === 'model')
  expect(asked.length).toBeGreaterThan(0)
  for (const pair of asked) expect(pair[4]).toBe('0.9')
  for (const side of [1, 3]) {
    const ids = pairs.map((pair) => pair[side])
    expect(new Set(ids).size).toBe(ids.length)
  }
}, 30_000)

test('a model that refuses ends the asking: the rest is written, and it is said', async () => {
  const [one, other] = [written('ours.csv', hardOurs), written('theirs.csv', hardTheirs)]
  const url = await chat.start((response) => refuse(response, 401, 'Incorrect API key'))
  const { code, out, err } = await here([one, other, '--ask-model', url, '--ask-name', 'fake', '--quiet'])
  expect([code, cellsOf(out).length > 3]).toEqual([1, true])
  expect(err).toMatch(
    /^MODEL_ENDPOINT: There is no asking .*\/v1\/chat\/completions: it answered 401 \(Incorrect API key\);.*\n$/,
  )
  const unnamed = await here([one, other, '--ask-model', url])
  expect([unnamed.code, unnamed.err]).toEqual([1, expect.stringContaining('no model is named (--ask-name)')])
}, 60_000)

test('what cannot be read or written is refused in one line, and leaves nothing behind', async () => {
  const file = written('ours.csv', ours)
  const refused = async (...args: string[]) => {
    const { code, out, err } = await here([file, ...args, '--quiet'])
    expect([code, out]).toEqual([1, ''])
    return err
  }
  expect(await refused(path('nowhere.csv'))).toMatch(/^IMPORT_FILE: .*there is no such file/)
  expect(await refused('--out', path('no/such/folder.csv'))).toMatch(
    /^OUT_FILE: Cannot write .*no\/such\/folder.csv: .*\n$/,
  )
  expect(await refused('--model', file)).toMatch(/^MATCHER_FILE: Cannot match by .*ours.csv: .*JSON/)
  const strange = await refused(written('strange.csv', 'wert,ding\n1,2\n'), '--out', path('pairs.csv'))
  expect(strange).toMatch(
    /^IMPORT_MAP: .*has no column id .*it has wert, ding.*"columns": {"id": "COLUMN", "title": "COLUMN"}/,
  )
  const usage = await here([file, path('b.csv'), path('c.csv'), '--map', 'x', '--map', 'y'])
  expect([usage.code, usage.err]).toEqual([2, expect.stringContaining('--map once for all files, or once for each')])
  expect(readdirSync(dirname(file)).sort()).toEqual(['ours.csv', 'strange.csv'])
}, 60_000)

test('Ctrl-C ends it, and what was there before stays as it was', async () => {
  const many = Array.from(
    { length: 40_000 },
    (_, i) => `${i},맑은샘 생수 ${i % 977} 향 ${i % 31}L x ${i % 40}개,1000,맑은샘`,
  )
  const file = written('many.csv', `id,title,price,brand\n${many.join('\n')}\n`)
  const out = written('pairs.csv', 'before')
  const running = start(['match', file, '--no-learn', '--out', out])
  await running.says(/Matching/)
  running.child.kill('SIGINT')
  expect(await running.ended).toBe(130)
  expect(readFileSync(out, 'utf8')).toBe('before')
  expect(readdirSync(dirname(file)).sort()).toEqual(['many.csv', 'pairs.csv'])
}, 60_000)
