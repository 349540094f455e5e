import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { bench } from './index.ts'
import { MadeUpCatalogue } from './made-up.ts'
import { recallOf } from './recall.ts'
import { recordsOf } from './records.ts'
import { readTablePairs } from './tables.ts'

const long =
  'a very quiet machine that washes and dries and asks for nothing else but water and some room in the corner'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

/** Ids 0, 1, 2 in both tables, so that only the words tell which column of the truth means which. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const parent = mkdtempSync(join(tmpdir(), 'nunchi-blocking-'))
  made.push(parent)
  const folder = join(parent, 'shops')
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
  return parent
}

const shops = {
  'zeta.csv.gz': `id|title|about|price\n0|Acme WX-100 washer 20"|${long}|19.99\n1|Borel "kettle" KT5|${long} too|5\n2|Cadmo lamp|${long} or so|7.5\n`,
  'alpha.csv': `id|name|maker|price\n0|Kettle KT5|Borel|5.10\n1|lamp|Cadmo|\n2|Washer WX100|Acme|20\n`,
  'gt.csv': 'D1|D2\n0|2\n1|0\n2|1\n',
}

test('tables, separators, quotes in titles and the truth are told from what the files hold', () => {
  const [pair] = readTablePairs(folderOf(shops))
  expect(pair!.set).toBe('shops')
  expect([pair!.left.name, pair!.right.name]).toEqual(['zeta', 'alpha'])
  expect(pair!.gold).toEqual([
    [0, 2],
    [1, 0],
    [2, 1],
  ])
  expect(pair!.left.rows[0]![1]).toBe('Acme WX-100 washer 20"')
  expect(recordsOf(pair!.left)[1]).toEqual({ names: 'Borel "kettle" KT5', tells: `${long} too` })
  expect(recordsOf(pair!.right)[2]).toEqual({ names: 'Washer WX100 Acme', tells: '' })
})

test('commas with quoted cells, a truth without a header, ids that are no numbers', () => {
  const [pair] = readTablePairs(
    folderOf({
      'a.csv': 'id,title\na1,"one, two"\na2,"three ""four"""\n',
      'b.csv': 'title,id\n"three four",b1\none two,b2\n',
      'mapping.csv': 'a1,b2\na2,b1\n',
    }),
  )
  expect(pair!.gold).toEqual([
    [0, 1],
    [1, 0],
  ])
  expect(pair!.left.rows[0]).toEqual(['a1', 'one, two'])
  expect(pair!.left.rows[1]).toEqual(['a2', 'three "four"'])
})

test('a separator that text has too, and a line with one cell too many or too few', () => {
  const lines = Array.from({ length: 40 }, (_, i) => `${i}%thing number ${i}%90 or more, said | so`)
  lines[7] = '7%thing number 7%90% off'
  lines[9] = '9%thing number 9'
  const [pair] = readTablePairs(
    folderOf({
      'one.csv': `id%title%text\n${lines.join('\n')}\n`,
      'two.csv': 'id>title\n0>thing number 9\n1>thing number 7\n',
      'gt.csv': 'D1>D2\n9>0\n7>1\n',
    }),
  )
  expect(pair!.left.name).toBe('one')
  expect(pair!.left.rows).toHaveLength(40)
  expect(pair!.left.rows[7]).toEqual(['7', 'thing number 7', '90'])
  expect(pair!.left.rows[9]).toEqual(['9', 'thing number 9', ''])
})

test('a folder without such files is refused', () => {
  expect(() => readTablePairs(folderOf({ 'a.csv': 'id,title\n1,x\n' }))).toThrow(/no folder here has two tables/)
})

test('recall counts gold pairs among the candidates', () => {
  const gold = [
    [0, 5],
    [1, 6],
  ] as const
  expect(recallOf([Uint32Array.of(4, 5), Uint32Array.of(7)], gold)).toBe(50)
})

test('the bench finds what is plain to see, both ways, and measures a small made-up catalogue', async () => {
  const options = { seed: 1, progress: () => undefined }
  const { rows } = await bench.run({ ...options, data: folderOf(shops), own: {} })
  expect(rows.filter(({ variant }) => variant === 'grams').map(({ set, value }) => [set, value])).toEqual([
    ['shops, index zeta', 100],
    ['shops, index alpha', 100],
  ])
  const speed = await bench.run({ ...options, data: '', own: { smoke: 'yes' } })
  const found = speed.rows.filter(({ metric }) => metric === 'titles of the same product among 10')
  expect(found).toHaveLength(6)
  for (const { value } of found) expect(value).toBeGreaterThan(80)
})

test('the same seed makes the same titles, several for most products', () => {
  const titles = [...new MadeUpCatalogue(3).titles(500)]
  expect([...new MadeUpCatalogue(3).titles(500)]).toEqual(titles)
  expect(new Set(titles.map(({ product }) => product)).size).toBeLessThan(200)
  expect(titles.some(({ title }) => /[가-힣]/.test(title)) && titles.some(({ title }) => /[a-z]/.test(title))).toBe(
    true,
  )
})
