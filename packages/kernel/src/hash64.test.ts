import { expect, test } from 'vitest'
import { hash64, hashString } from './hash64.ts'
import { Random } from './random.ts'

/** Ids as they come: random uuids, counters, long common beginnings, Korean text. */
const kinds: Readonly<Record<string, (n: number, random: Random) => string>> = {
  uuids: (_, random) => uuid(random),
  counters: (n) => `order-${n}`,
  'padded counters': (n) => String(n).padStart(12, '0'),
  'counters in front': (n) => `${n}:product.viewed:shop-1`,
  'counters in Korean': (n) => `주문 ${n}번`,
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 4 }, () => random.uint32().toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Hashes of ids 0..count-1 as 64-bit numbers, low half first. */
function hashesOf(make: (n: number, random: Random) => string, count: number): BigUint64Array {
  const random = new Random(7)
  const halves = new Uint32Array(count * 2)
  for (let n = 0; n < count; n++) {
    hashString(make(n, random))
    halves[n * 2] = hash64.low
    halves[n * 2 + 1] = hash64.high
  }
  return new BigUint64Array(halves.buffer)
}

for (const [kind, make] of Object.entries(kinds)) {
  test(`no two of many ${kind} have the same hash`, () => {
    const hashes = hashesOf(make, kind === 'uuids' ? 1_000_000 : 200_000).sort()
    let collisions = 0
    for (let i = 1; i < hashes.length; i++) if (hashes[i] === hashes[i - 1]) collisions += 1
    expect(collisions).toBe(0)
  })

  test(`${kind} fall evenly into 1,024 tables, and within one into its slots`, () => {
    const hashes = new Uint32Array(hashesOf(make, 102_400).buffer)
    const byTable = new Uint32Array(1024)
    const bySlot = new Uint32Array(1024)
    for (let i = 0; i < hashes.length; i += 2) {
      bySlot[hashes[i]! & 1023]! += 1
      byTable[hashes[i + 1]! & 1023]! += 1
    }
    // Chi squared of 1,023 degrees of freedom: mean 1,023, standard deviation 45; eight of those are never chance.
    for (const counts of [byTable, bySlot]) {
      const chi = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)
      expect(chi).toBeLessThan(1_023 + 8 * 45)
    }
  })
}

test('the hash is the same everywhere and for ever: snapshots hold it', () => {
  const halves = (text: string) => {
    hashString(text)
    return [hash64.high, hash64.low]
  }
  expect(halves('')).toEqual([3618209824, 1888101852])
  expect(halves('눈치')).toEqual([3046830103, 3659211715])
  expect(halves('order-1')).toEqual([2792809594, 1943031349])
})

test('one changed character changes about half of the 64 bits', () => {
  const random = new Random(3)
  let changed = 0
  const rounds = 2_000
  for (let round = 0; round < rounds; round++) {
    const text = uuid(random)
    hashString(text)
    const { high, low } = hash64
    const at = random.below(text.length)
    hashString(`${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`)
    changed += bits(high ^ hash64.high) + bits(low ^ hash64.low)
  }
  expect(changed / rounds).toBeGreaterThan(29)
  expect(changed / rounds).toBeLessThan(35)
})

function bits(number: number): number {
  let left = number >>> 0
  let count = 0
  for (; left !== 0; left &= left - 1) count += 1
  return count
}
