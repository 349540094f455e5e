import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { packGorilla, unpackGorilla } from './gorilla.ts'
import { bench } from './index.ts'
import { changesOf, readPrices } from './price-series.ts'

async function inFolder(body: (dir: string) => Promise<void> | void): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-history-test-'))
  try {
    await body(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** A tar archive in the ustar format. */
function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, text]) => {
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write(Buffer.byteLength(text).toString(8).padStart(11, '0'), 124)
    header.write('0', 156)
    header.write('ustar', 257)
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512)
    body.write(text)
    return [header, body]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

const polled = ['time,date,price,url', '100,"a, b",5,x', '160,,5,x', '220,,7,x', '280,,,x', '340,,5,x'].join('\n')

test('a packed archive of polled prices is read, quoted commas and all, and changes are where the price differs', () =>
  inFolder((dir) => {
    const file = join(dir, 'prices.tar.gz')
    writeFileSync(file, gzipSync(tarOf({ './a.csv': polled, './readme.txt': 'no', './b/c.csv': 'other,columns\n1,2' })))
    const { kind, series } = readPrices(file)
    expect(kind).toBe('polled')
    expect(series).toEqual([{ name: './a.csv', times: [100, 160, 220, 340], prices: [5, 5, 7, 5] }])
    expect(changesOf(series[0])).toEqual({ name: './a.csv', times: [100, 220, 340], prices: [5, 7, 5] })
  }))

test('ranking pages become a series per product, at the hour of Korea', () =>
  inFolder((dir) => {
    writeFileSync(join(dir, 'one.csv'), '\uFEFFproductId,price,date\n7,9900,20241127\n8,100,20241127\n')
    writeFileSync(join(dir, 'two.csv'), 'price,productId,date\n8900,7,2024112813\nno,8,2024112813\n')
    const at = (text: string): number => Date.parse(text) / 1_000
    expect(readPrices(dir)).toEqual({
      kind: 'daily',
      series: [
        { name: '7', times: [at('2024-11-27T11:00Z'), at('2024-11-28T04:00Z')], prices: [9_900, 8_900] },
        { name: '8', times: [at('2024-11-27T11:00Z')], prices: [100] },
      ],
    })
  }))

test('what is neither format is said', () =>
  inFolder((dir) => {
    writeFileSync(join(dir, 'one.csv'), 'a,b\n1,2\n')
    expect(() => readPrices(dir)).toThrow(/of 1 CSV files none has the columns time and price/)
  }))

test('the yardstick loses nothing, and packs an even series into a bit or two a point', () => {
  const random = new Random(3)
  const times = Array.from(
    { length: 300 },
    (_, i) => 1_700_000_000 + 1_800 * i + (i % 40 === 0 ? random.below(90_000) : 0),
  ).sort((a, b) => a - b)
  const prices = times.map((_, i) => (i % 3 === 0 ? 9_900 : random.below(2 ** 31)))
  expect(unpackGorilla(packGorilla(times, prices), times.length)).toEqual({ times, prices })
  const even = Array.from({ length: 801 }, (_, i) => 60 * i)
  expect(
    packGorilla(
      even,
      even.map(() => 7),
    ).length,
  ).toBe(Math.ceil((32 + 64 + 32 + 1 + 799 * 2) / 8))
})

test('the smoke size measures all codecs on the same changes', () =>
  inFolder(async (dir) => {
    const random = new Random(1)
    for (const name of ['a', 'b', 'c']) {
      const rounds = Array.from({ length: 400 }, (_, i) => 1_700_000_000 + 1_800 * i + (i % 7) * 40)
      const rows = rounds.map((round) => `${round + random.below(4)},${1_000 * (20 + random.below(9))}`)
      writeFileSync(join(dir, `${name}.csv`), ['time,price', ...rows].join('\n'))
    }
    const { rows: found } = await bench.run({ data: dir, seed: 1, own: { smoke: 'yes' }, progress: () => {} })
    const value = (variant: string, metric: string): number =>
      found.find((row) => row.variant === variant && row.metric === metric)!.value
    expect(value('data', 'changes')).toBeGreaterThan(900)
    expect(value('nunchi', 'bytes per change')).toBeLessThan(value('gorilla', 'bytes per change'))
    expect(value('gorilla', 'bytes per change')).toBeLessThan(12)
    expect(value('3 prices each', 'bytes per series')).toBeLessThanOrEqual(40)
    const madeUp = found.filter(({ set, variant }) => set.startsWith('synthetic') && variant === 'lower within 7 days')
    const brier = madeUp.find(({ metric }) => metric === 'Brier')!.value
    expect(brier).toBeLessThan(madeUp.find(({ metric }) => metric === 'Brier of the base rate')!.value)
  }))
