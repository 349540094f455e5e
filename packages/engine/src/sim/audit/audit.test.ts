import { describe, expect, test } from 'vitest'
import type { Report } from '../../app/report.ts'
import { epochMs, type OrderId, type ProductId } from '../../domain/units.ts'
import { audit } from './audit.ts'
import { Books } from './books.ts'

/** Each seed is one town with its faults: seed and commit are a complete report of a bug. */
const regressionSeeds = [10, 18]

for (const seed of [...regressionSeeds, 1, 2, 3]) {
  test(`a shop to which everything happens agrees with the books, seed ${seed}`, async () => {
    const report = await audit({ seed, size: 'tiny', days: 30 })
    expect(report.problems).toEqual([])
    expect(report.orders).toBeGreaterThan(10) // liveness: people can still buy
    for (const [fault, count] of Object.entries(report.faults)) if (fault !== 'crash') expect(count).toBeGreaterThan(0)
  })
}

test('the same seed is the same history, faults and all', async () => {
  const ask = { seed: 5, size: 'tiny', days: 20 } as const
  const [one, other] = [await audit(ask), await audit(ask)]
  expect(one).toEqual(other)
  expect((await audit({ ...ask, seed: 6 })).digest).not.toBe(one.digest)
})

describe('the books', () => {
  const at = epochMs(1_700_000_000_000)
  const viewed = (id: string): Report => ({
    user: 'a',
    id,
    event: { kind: 'product.viewed', at, id, product: 'p' as ProductId },
  })

  test('notice a verdict that is not what it had to be', () => {
    const books = new Books(({ user }) => user!)
    books.enter([viewed('1'), viewed('1')], [{ status: 'accepted' }, { status: 'accepted' }])
    expect(books.problems).toEqual(['1 (product.viewed): accepted instead of duplicate'])
  })

  test('count money and pieces of what was kept', () => {
    const books = new Books(({ user }) => user!)
    const line = { product: 'p' as ProductId, quantity: 2, priceMinor: 500 as never }
    const order = 'o' as OrderId
    const placed: Report = {
      user: 'a',
      id: 'order:o',
      event: { kind: 'order.placed', at, id: 'x', order, lines: [line] },
    }
    const back: Report = {
      user: 'a',
      id: 'r',
      event: { kind: 'order.refunded', at, id: 'r', order, lines: [{ ...line, quantity: 1 }] },
    }
    books.enter([placed, back], [{ status: 'accepted' }, { status: 'accepted' }])
    expect(books.pageOf('a').orders.get('o')).toBe(1_000)
    expect(books.pageOf('a').kept.get('p')).toBe(1)
    books.forget('a', { hasDevice: false })
    expect([...books.erased]).toEqual(['order:o', 'r'])
    expect(books.inLog.size).toBe(0)
  })
})
