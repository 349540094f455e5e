import { expect, test } from 'vitest'
import { MemoryEventLog } from '../adapters/memory/event-log.ts'
import type { ShopEvent } from '../events/event.ts'
import { forgotten, hour, identified, listed, ordered, refunded, start, touched } from '../state/testing-events.ts'
import { Views } from '../state/views.ts'
import { foldAll } from './fold-all.ts'
import { hashViews } from './hash.ts'

/** 30,000 events of everything that profile and sessions are folded from. */
function everything(): ShopEvent[] {
  const events: ShopEvent[] = Array.from({ length: 200 }, (_, n) => listed(n))
  const kinds = ['product.viewed', 'cart.added', 'product.wished', 'product.disliked'] as const
  for (let i = 0; i < 30_000; i++) {
    const shopper = `s${(i * 7) % 311}`
    const at = start + i * 20_000 - (i % 13 === 0 ? 9 * hour : 0) // some come late
    if (i % 17 === 0) events.push(ordered({ shopper, n: [i % 200, (i * 3) % 200], at }))
    else if (i % 171 === 5) events.push(refunded({ shopper, n: [i % 200], at }))
    else if (i % 97 === 3) events.push(guestOrder(i, at))
    else if (i % 501 === 4) events.push(identified(shopper, `p${i % 40}`))
    else if (i % 3_001 === 6) events.push(forgotten(shopper))
    else if (i % 29 === 8) events.push(search(i, shopper, at))
    else events.push(touched(kinds[i % 4]!, { shopper, n: (i * 13) % 200, at }))
  }
  return events.map((event, i) => ({ ...event, id: `e${i}` }) as ShopEvent)
}

function guestOrder(i: number, at: number): ShopEvent {
  const lines = [i % 200, (i + 1) % 200].map((n) => ({ product: `p${n}`, quantity: 1 }))
  return { kind: 'order.placed', at, id: '', order: `g${i}`, lines } as unknown as ShopEvent
}

function search(i: number, shopper: string, at: number): ShopEvent {
  return { kind: 'products.searched', at, id: '', shopper, query: `봄날 여름 ${i % 5}` } as unknown as ShopEvent
}

test('two threads fold a log to the very bytes of one, and the views go on from there', async () => {
  const log = new MemoryEventLog()
  const events = everything()
  await log.append(events, 0)
  const one = new Views()
  await foldAll(log, one, {})
  const two = new Views()
  const pages: number[] = []
  await foldAll(log, two, { inTwoFrom: 1, onPage: (position) => pages.push(position) })
  expect(pages.at(-1)).toBe(events.length)
  expect(hashViews(two)).toEqual(hashViews(one))
  for (const views of [one, two]) views.fold(touched('cart.added', { shopper: 's1', n: 3, at: start + 9_000 * hour }))
  expect(hashViews(two)).toEqual(hashViews(one))
})

test('a log that cannot be read on fails the folding', async () => {
  const log = new MemoryEventLog()
  await log.append(everything(), 0)
  const read = log.read.bind(log)
  log.read = (from, countMax) => (from > 9_999 ? Promise.reject(new Error('gone')) : read(from, countMax))
  await expect(foldAll(log, new Views(), { inTwoFrom: 1 })).rejects.toThrow('gone')
})
