import { expect, test } from 'vitest'
import { Random } from './random.ts'

/** sfc32 in arithmetic without overflow, from the generator's definition. */
function* slowSfc32(seed: number): Generator<number> {
  const mask = 0xffffffffn
  let [a, b, c, counter] = [0n, BigInt(seed) >> 32n, BigInt(seed) & mask, 1n]
  for (let round = 0; ; round++) {
    const mixed = (a + b + counter) & mask
    counter = (counter + 1n) & mask
    a = b ^ (b >> 9n)
    b = (c + (c << 3n)) & mask
    c = ((((c << 21n) | (c >> 11n)) & mask) + mixed) & mask
    if (round >= 12) yield Number(mixed)
  }
}

test('the sequence is sfc32, for seeds of 0 to 53 bits', () => {
  for (const seed of [0, 1, 42, 20_240_517, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1]) {
    const random = new Random(seed)
    const slow = slowSfc32(seed)
    for (let i = 0; i < 1_000; i++) expect(random.uint32()).toBe(slow.next().value)
  }
})

test('below covers its range evenly and never leaves it', () => {
  const random = new Random(1)
  const counts = new Uint32Array(10)
  for (let i = 0; i < 100_000; i++) counts[random.below(10)]! += 1
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500) // five standard deviations
  for (let i = 0; i < 1_000; i++) expect(random.below(1)).toBe(0)
})

test('unit stays in [0, 1) with mean one half', () => {
  const random = new Random(2)
  const numbers = Array.from({ length: 100_000 }, () => random.unit())
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
  expect(numbers.reduce((sum, number) => sum + number, 0) / 100_000).toBeCloseTo(0.5, 2)
})

test('a shuffle gives every order alike often, and a draw every first element; nothing is lost', () => {
  const random = new Random(3)
  const orders = new Map<string, number>()
  const firsts = new Uint32Array(4)
  for (let n = 0; n < 24_000; n++) {
    const order = random.shuffle([0, 1, 2, 3]).join('')
    orders.set(order, (orders.get(order) ?? 0) + 1)
    const drawn = Uint32Array.of(0, 1, 2, 3)
    random.draw(drawn, 1)
    firsts[drawn[0]!]! += 1
    expect([...drawn].sort()).toEqual([0, 1, 2, 3])
  }
  expect(orders.size).toBe(24)
  for (const count of orders.values()) expect(Math.abs(count - 1_000)).toBeLessThan(160) // five standard deviations
  for (const count of firsts) expect(Math.abs(count - 6_000)).toBeLessThan(340)
})
