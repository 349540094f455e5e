import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import { Shop } from '../../app/shop.ts'
import { epochMs } from '../../domain/units.ts'
import { FaultyLog } from '../audit/faulty-log.ts'
import { makeTown, priceOn, stockOn } from '../town/town.ts'
import { dayMs, dayOf, hourMs, startOf } from './calendar.ts'
import { fill, fillingOf, firstDay } from './fill.ts'
import { LiveTown } from './live-town.ts'

const evening = startOf(20_500) + 20 * hourMs
const days = 10

async function openTown(filled: boolean) {
  const clock = { ms: evening, now: () => epochMs(clock.ms) }
  const log = new FaultyLog()
  const parts = { log, vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock, isSimulated: true }
  const shop = await Shop.open(parts)
  const town = makeTown({ seed: 3, size: 'tiny', now: clock.now(), day: firstDay(clock.ms, days) })
  if (filled) await fill(shop, town, { days, onDay: () => {} })
  return { clock, log, shop, town }
}

async function pass(clock: { ms: number }, seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 4; i++) {
    clock.ms += 250
    await vi.advanceTimersByTimeAsync(250)
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('an empty shop is filled once, and known as filled then; a half filled one is filled up', async () => {
  const { shop, town } = await openTown(false)
  expect(fillingOf(shop, town)).toBe('empty')
  const half = fill(shop, town, {
    days,
    onDay: () => {
      throw new Error('the plug was pulled')
    },
  })
  await expect(half).rejects.toThrow('plug')
  expect(fillingOf(shop, town)).toBe('begun')
  await fill(shop, town, { days, onDay: () => {} })
  expect(fillingOf(shop, town)).toBe('done')
  const { position } = (await openTown(true)).shop.views
  expect(shop.views.position).toBe(position)
})

test('a shop with something else in it is known', async () => {
  const { shop, town } = await openTown(false)
  const product = { ...town.products[0]!.product, id: 'theirs' as never }
  await shop.record([{ kind: 'product.listed', at: shop.now(), id: 'x', product }])
  expect(fillingOf(shop, town)).toBe('other')
})

test('people come at about the pace they are meant to, and are gone when it stops', async () => {
  const { clock, shop, town } = await openTown(true)
  const told: string[] = []
  const life = new LiveTown({ shop, town, pace: 2, tell: (reason) => told.push(reason) })
  life.start()
  await pass(clock, 60)
  const before = shop.views.position
  await pass(clock, 180)
  const perSecond = (shop.views.position - before) / 180
  expect(perSecond).toBeGreaterThan(1)
  expect(perSecond).toBeLessThan(5)
  await life.stop()
  const { position } = shop.views
  await pass(clock, 30)
  expect(shop.views.position).toBe(position)
  expect(told).toEqual([])
})

test('while nobody has room to come in, nobody is weighed', async () => {
  const { clock, shop, town } = await openTown(true)
  let weighed = 0
  const [first, ...others] = town.shoppers
  const watched = {
    ...first!,
    get visitsPerWeek() {
      weighed += 1
      return first!.visitsPerWeek
    },
  }
  const life = new LiveTown({ shop, town: { ...town, shoppers: [watched, ...others] }, pace: 2, tell: () => {} })
  life.start()
  await pass(clock, 1)
  const before = weighed
  await pass(clock, 60)
  await life.stop()
  expect(before).toBeGreaterThan(0)
  expect(weighed - before).toBeLessThan(60 * 4 * 0.75)
})

test('at pace 0 nothing moves', async () => {
  const { clock, shop, town } = await openTown(true)
  const { position } = shop.views
  const life = new LiveTown({ shop, town, pace: 0, tell: () => {} })
  life.start()
  await pass(clock, 30)
  expect(shop.views.position).toBe(position)
  await life.stop()
})

test('while the log takes nothing it waits and says so, and then tells what it owed, once', async () => {
  const { clock, log, shop, town } = await openTown(true)
  const told: string[] = []
  const life = new LiveTown({ shop, town, pace: 4, tell: (reason) => told.push(reason) })
  life.start()
  await pass(clock, 40)
  log.next = 'answer-lost'
  await pass(clock, 120)
  await life.stop()
  expect(told).toEqual([expect.stringMatching(/^the demo town waits for 1 s: .*cut the cable/)])
  const events = await log.read(0, 1_000_000)
  const ids = events.map((event) => 'id' in event && event.id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('after days without a server the shelf is put in order, and follows the days then', async () => {
  const { clock, shop, town } = await openTown(true)
  clock.ms += 5 * dayMs + 3 * hourMs // 23:00
  const life = new LiveTown({ shop, town, pace: 0.5, tell: () => {} })
  const isRight = (day: number) => {
    return town.products.every((one) => {
      const known = shop.product(one.product.id)!
      return (
        known.priceMinor === priceOn(town.seed, one, day).priceMinor &&
        known.inStock === stockOn(town.seed, one.number, day)
      )
    })
  }
  life.start()
  await pass(clock, 10)
  const today = dayOf(clock.ms)
  expect(isRight(today)).toBe(true)
  clock.ms += 12 * hourMs // tomorrow, 11:00: the morning's changes are over
  await pass(clock, 5)
  expect(dayOf(clock.ms)).toBe(today + 1)
  expect(isRight(today + 1)).toBe(true)
  await life.stop()
})
