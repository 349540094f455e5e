import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Random } from '@nunchi/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BenchRow } from '../bench.ts'
import { bench } from './index.ts'
import { readBuyers } from './read.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nunchi-baskets-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(history: unknown, future: unknown): void {
  writeFileSync(join(folder, 'history.json.gz'), gzipSync(JSON.stringify(history)))
  writeFileSync(join(folder, 'future.json.gz'), gzipSync(JSON.stringify(future)))
}

/** Users with a staple of their own in every basket; after 10 + k comes 20 + k; one chance item. */
function writeMarket(users: number): void {
  const random = new Random(9)
  const history: Record<string, number[][]> = {}
  const future: Record<string, number[][]> = {}
  for (let user = 0; user < users; user++) {
    const staple = random.below(10)
    let lately = random.below(10)
    const baskets = Array.from({ length: 3 + random.below(4) }, () => {
      const now = random.below(10)
      const basket = [...new Set([staple, 10 + now, 20 + lately, 30 + random.below(60)])]
      lately = now
      return basket
    })
    history[`u${user}`] = [[-1], ...baskets.slice(0, -1), [-1]]
    future[`u${user}`] = [[-1], baskets.at(-1)!, [-1]]
  }
  write(history, future)
}

const run = (own: Record<string, string>) => bench.run({ data: folder, seed: 1, own, progress: () => {} })
const small = { sample: '100', evaluations: '2', rows: '5000' }

function figureOf(rows: readonly BenchRow[], variant: string, metric: string): number {
  return rows.find((row) => row.variant === variant && row.metric === metric)?.value ?? Number.NaN
}

test('a small market: the blend is ahead of every single model, and says the same every time', async () => {
  writeMarket(400)
  const { rows } = await run(small)
  const recall = (variant: string) => figureOf(rows, variant, 'recall@10')
  const test = rows.filter((row) => row.variant === 'blend' && !row.set.includes(','))
  const blend = figureOf(test, 'blend', 'recall@10')
  for (const variant of [
    'popular',
    'personal-top',
    'gp-top',
    'tifu',
    'recency',
    'latest',
    'repeats',
    'after',
    'within',
  ]) {
    expect(recall(variant)).toBeGreaterThan(0)
    expect(blend).toBeGreaterThan(recall(variant))
  }
  expect(figureOf(test, 'blend', 'fit')).toBeGreaterThan(0)
  expect(recall('tifu-knn, as published')).toBe(0.128)
  const untimed = (all: readonly BenchRow[]) => all.filter(({ unit }) => unit === '')
  expect(untimed((await run(small)).rows)).toEqual(untimed(rows))
}, 60_000)

test('with --tail the future is not looked at', async () => {
  writeMarket(60)
  const { rows } = await run({ ...small, tail: 'yes' })
  expect(rows.filter(({ variant, set }) => variant === 'blend' && !set.includes('train tail'))).toEqual([])
  const before = rows.filter(({ unit }) => unit === '')
  const buyers = readBuyers(folder)
  const framed = (baskets: readonly (readonly number[])[]) => [[-1], ...baskets, [-1]]
  write(
    Object.fromEntries(buyers.map(({ id, history }) => [id, framed(history)])),
    Object.fromEntries(buyers.map(({ id }) => [id, framed([[0]])])),
  )
  const after = (await run({ ...small, tail: 'yes' })).rows.filter(({ unit }) => unit === '')
  expect(after).toEqual(before)
}, 60_000)

test('a file that is not of the format is refused with its place', () => {
  const whole = { a: [[-1], [1, 2, 2], [3], [-1]] }
  write(whole, { a: [[-1], [4], [-1]] })
  expect(readBuyers(folder)).toEqual([{ id: 'a', history: [[1, 2], [3]], future: [4] }])
  write(whole, { b: [[-1], [4], [-1]] })
  expect(() => readBuyers(folder)).toThrow('user b is in future.json, but not in history.json')
  write(whole, { a: [[-1], [4], [5], [-1]] })
  expect(() => readBuyers(folder)).toThrow('user a: 2 baskets; the format has one')
  write({ a: [[-1], [1.5], [-1]] }, { a: [[-1], [4], [-1]] })
  expect(() => readBuyers(folder)).toThrow('history.json, user a: item 1.5 is no whole number')
  write({ a: 7 }, { a: [[-1], [4], [-1]] })
  expect(() => readBuyers(folder)).toThrow('a list of baskets is expected, not number')
  write([whole], whole)
  expect(() => readBuyers(folder)).toThrow('an object of users is expected')
  expect(() => readBuyers(join(folder, 'none'))).toThrow('holds neither history.json nor history.json.gz')
})
