import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bench } from './index.ts'
import { madeUpSessions } from './made-up.ts'
import { readSessions } from './read.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nunchi-sessions-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string) =>
  writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
const options = { seed: 1, progress: () => {} }

test('reads sessions and pairs, one number for one id in both files', () => {
  put('train-sessions.txt.gz', '11 12\n12 13 12\n')
  put('test-pairs.tsv', '13 11\t12\n99\t11\n')
  const { train, questions } = readSessions(folder, 'test')
  expect(train.map((items) => [...items])).toEqual([
    [0, 1],
    [1, 2, 1],
  ])
  expect(questions.map(({ items, length, next }) => [[...items], length, next])).toEqual([
    [[2, 0], 2, 1],
    [[3], 1, 0],
  ])
  expect(readSessions(folder, 'tail').questions.map(({ length, next }) => [length, next])).toEqual([
    [1, 2],
    [2, 1],
  ])
  expect(() => readSessions(folder, 'valid')).toThrow('no valid part')
})

test('reads clicks: sessions by their last click, clicks by time, every proper prefix a question', () => {
  put('train.tsv', 'SessionId\tItemId\tTime\n8\ta\t50.0\n7\tb\t20.0\n7\ta\t10.0\n8\tc\t40.5\n')
  put('test.tsv', 'SessionId\tItemId\tTime\n9\ta\t60\n9\tb\t61\n9\tc\t62\n')
  const { train, questions } = readSessions(folder, 'test')
  expect(train.map((items) => [...items])).toEqual([
    [0, 1],
    [2, 0],
  ])
  expect(questions.map(({ length, next }) => [length, next])).toEqual([
    [1, 1],
    [2, 2],
  ])
})

test('what cannot be read is named with its file and line', () => {
  expect(() => readSessions(folder, 'test')).toThrow('has no train.tsv')
  put('train.tsv', 'SessionId\tItemId\tTime\n1\ta\tsoon\n')
  expect(() => readSessions(folder, 'test')).toThrow('train.tsv, line 2: "1\ta\tsoon" is not')
  put('train.tsv', 'session,item\n')
  expect(() => readSessions(folder, 'test')).toThrow('train.tsv, line 1: expected the header')
  put('train-sessions.txt', '1 2\n')
  put('test-pairs.tsv', '1 2\n')
  expect(() => readSessions(folder, 'test')).toThrow('test-pairs.tsv, line 1')
})

test('the bench prints baselines, every model, the blend and what was published, the same every time', async () => {
  const sessions = madeUpSessions({ items: 200, clicks: 3_000 }, 5)
  put('train-sessions.txt', sessions.map((items) => items.join(' ')).join('\n'))
  const own = { on: 'tail', lessons: '300', clicks: '2000', items: '100' }
  const { rows } = await bench.run({ ...options, data: folder, own })
  const value = (variant: string, metric: string) =>
    rows.find((row) => row.variant === variant && row.metric === metric)?.value ?? Number.NaN
  expect(value('blend', 'HR@20')).toBeGreaterThan(value('transitions', 'HR@20'))
  expect(value('blend', 'HR@20')).toBeGreaterThan(value('popularity', 'HR@20'))
  expect(value('blend', 'MRR@20')).toBeGreaterThan(value('session-knn', 'MRR@20'))
  expect(value('published COTREC (Diginetica)', 'HR@20')).toBe(0.542)
  for (const set of ['tail', 'synthetic'])
    expect(rows.some((row) => row.set === set && row.metric === 'p99')).toBe(true)
  const again = await bench.run({ ...options, data: folder, own })
  const figures = (all: typeof rows) => all.filter(({ unit }) => unit === '')
  expect(figures(again.rows)).toEqual(figures(rows))
  await expect(bench.run({ ...options, data: folder, own: { on: 'all' } })).rejects.toThrow('--on all')
  await expect(bench.run({ ...options, data: folder, own: { ...own, lessons: 'x' } })).rejects.toThrow('--lessons x')
}, 60_000)
