import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bestThreshold, f1At, steadyThreshold } from './f1.ts'
import { bench } from './index.ts'
import { columnsOf, pairFolders, readPairSet } from './pair-files.ts'
import { guessRoles, matchTextOf } from './roles.ts'

test('the threshold with the best F1 is found, half way between scores, ties together', () => {
  const scores = [4, 3, 3, 2, 1]
  const labels = [1, 1, 0, 1, 0]
  const threshold = bestThreshold(scores, labels)
  expect(threshold).toBe(1.5)
  expect(f1At(scores, labels, threshold)).toEqual({ f1: 6 / 7, precision: 3 / 4, recall: 1 })
  expect(f1At(scores, labels, 9).f1).toBe(0)
})

test('the steady threshold lies where most pairs of either kind are parted, whatever single ones say', () => {
  const scores = Array.from({ length: 201 }, (_, i) => (i - 100) / 40)
  const labels = scores.map((score) => Number(score > 0.5))
  expect(steadyThreshold(scores, labels)).toBeCloseTo(0.5, 0)
  // A lone pair far below, and a few more above the line: the best threshold moves away, the steady one hardly.
  const odd = labels.map((label, i) => ([118, 117, 116].includes(i) ? 1 : label))
  expect(Math.abs(steadyThreshold(scores, odd) - steadyThreshold(scores, labels))).toBeLessThan(
    Math.abs(bestThreshold(scores, odd) - bestThreshold(scores, labels)),
  )
})

test('lines are read with any columns, marks of pages and empty values', () => {
  expect([...columnsOf('COL name VAL acme lamp COL price VAL  ')]).toEqual([
    ['name', 'acme lamp'],
    ['price', ''],
  ])
  expect(columnsOf('COL title VAL  "Acme Lamp"@en Lamp | Shop"@en-US').get('title')).toBe(
    '| Acme Lamp |  Lamp | Shop |',
  )
  expect(columnsOf('COL title VAL 3.5" disk').get('title')).toBe('3.5" disk')
})

test('roles are guessed by name and by content', () => {
  const of = (columns: Record<string, string>) => ({ isLeft: true, columns: new Map(Object.entries(columns)) })
  const shoes = [of({ 상품명: '신발', 가격: '12,000', 브랜드: '가나' })]
  expect([...guessRoles(shoes).values()]).toEqual(['title', 'amount', 'maker'])
  const beer = [of({ Beer_Name: 'Ale', Brew_Factory_Name: 'Hop', ABV: '5' })]
  expect([...guessRoles(beer).values()]).toEqual(['title', 'maker', 'body'])
  const tv = of({ title: 'acme tv', modelno: 'KX-1', price: '$ 1,299.00', category: 'tv' })
  expect(matchTextOf(tv, guessRoles([tv]))).toEqual({ title: 'acme tv KX-1', body: 'tv', maker: '', amount: 1299 })
})

/** Made-up pairs in the published format: the same product has the same code. */
function writeMadeUp(folder: string): void {
  mkdirSync(folder)
  for (const [split, from, size] of [
    ['train', 0, 240],
    ['valid', 240, 90],
    ['test', 330, 90],
  ] as const) {
    const lines = Array.from({ length: size }, (_, i) => {
      const [one, other] = [from + i, i % 3 === 0 ? from + i : from + i + 1]
      const left = `COL name VAL acme ${['lamp', 'desk', 'chair'][one % 3]} kx${1000 + one * 7} COL price VAL ${one + 5}.0`
      return `${left} \tCOL name VAL ${['lamp', 'desk', 'chair'][other % 3]} acme kx-${1000 + other * 7} new COL price VAL  \t${Number(one === other)}`
    })
    writeFileSync(join(folder, `${split}.txt.gz`), gzipSync(lines.join('\n')))
  }
}

test('the bench finds the sets in a folder and gives a row for each variant and baseline', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pairs-'))
  try {
    writeMadeUp(join(folder, 'made-up'))
    expect(pairFolders(folder)).toEqual([join(folder, 'made-up')])
    const set = readPairSet(join(folder, 'made-up'))
    expect(set.isSided).toBe(true)
    expect(set.pairs.test.length).toBe(90)
    const { rows } = await bench.run({ data: folder, seed: 1, own: { seeds: '1' }, progress: () => {} })
    const f1 = Object.fromEntries(
      rows.filter(({ metric }) => metric === 'F1').map(({ variant, value }) => [variant, value]),
    )
    expect(Object.keys(f1).length).toBe(5)
    for (const variant of ['alone', 'collective', 'taught']) expect(f1[variant]).toBeGreaterThan(90)
    expect(() => pairFolders(join(folder, 'made-up', '..', '..', 'no-such'))).toThrow()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
