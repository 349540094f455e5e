import { afterEach, expect, test } from 'vitest'
import { MemoryEventLog } from '../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../adapters/memory/vault.ts'
import { limits } from '../domain/limits.ts'
import { Refusal } from '../domain/refusal.ts'
import { type EpochMs, epochMs, type ProductId, type ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import type { Alias } from '../ports/vault.ts'
import { hashViews } from './hash.ts'
import type { Report } from './report.ts'
import { Shop } from './shop.ts'

const start = 1_700_000_000_000
const assumed = { consent: 'assumed' } as const
const shops: Shop[] = []

afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close()
})

/** What waits until it is let through; open at first. */
class Gate {
  #passed: Promise<void> = Promise.resolve()
  #open: () => void = () => {}

  shut(): void {
    this.#passed = new Promise((resolve) => {
      this.#open = resolve
    })
  }

  open(): void {
    this.#open()
  }

  passed(): Promise<void> {
    return this.#passed
  }
}

class SlowLog extends MemoryEventLog {
  readonly gate = new Gate()
  failures = 0
  eraseFailures = 0

  override async erase(positions: readonly number[]): Promise<void> {
    if (this.eraseFailures === 0) return super.erase(positions)
    this.eraseFailures -= 1
    throw new Refusal('LOG_UNAVAILABLE', { reason: 'a reader was in the way' })
  }

  override async append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
    await this.gate.passed()
    if (this.failures === 0) return super.append(events, expectedLength)
    this.failures -= 1
    throw new Refusal('LOG_UNAVAILABLE', { reason: 'disk full' })
  }
}

class SlowVault extends MemoryVault {
  readonly gate = new Gate()

  override async keysFor(aliases: readonly Alias[]): Promise<readonly ShopperKey[]> {
    await this.gate.passed()
    return super.keysFor(aliases)
  }
}

async function openShop() {
  const [log, vault, snapshots] = [new SlowLog(), new SlowVault(), new MemorySnapshotStore()]
  const clock = { ms: start, now: () => epochMs(clock.ms) }
  const shop = await Shop.open({ log, vault, snapshots, clock })
  shops.push(shop)
  return { shop, log, vault, snapshots, clock }
}

function viewed(who: Pick<Report, 'user' | 'anonymous'>, product: string): Report {
  const id = `${who.user}:${who.anonymous}:${product}`
  return { ...who, id, event: { kind: 'product.viewed', at: start as EpochMs, id, product: product as ProductId } }
}

/** Lets everything happen that waits for nothing but its turn. */
const aMoment = () => new Promise((resolve) => setImmediate(resolve))

test('a batch that waits for the key of a stranger while somebody in it is forgotten: they are a stranger too', async () => {
  const { shop, log, vault } = await openShop()
  await shop.collect([viewed({ user: 'kim' }, 'a')], assumed)
  const kim = shop.shopperOf({ type: 'user', id: 'kim' })!
  vault.gate.shut()
  const late = shop.collect([viewed({ user: 'kim' }, 'b'), viewed({ user: 'lee' }, 'b')], assumed)
  await shop.forget({ type: 'user', id: 'kim' })
  vault.gate.open()
  await late
  await shop.settled()
  const about = (await log.read(0, 100)).filter((event) => event.kind === 'product.viewed')
  const known = ['kim', 'lee'].map((id) => shop.shopperOf({ type: 'user', id }))
  expect(about.map((event) => event.kind === 'product.viewed' && event.shopper)).toEqual(known)
  expect(known).not.toContain(kim)
  expect(known).not.toContain(undefined)
})

test('what is on its way when somebody is forgotten is erased with the rest', async () => {
  const { shop, log, snapshots } = await openShop()
  await shop.collect([viewed({ user: 'kim' }, 'a')], assumed)
  const kim = shop.shopperOf({ type: 'user', id: 'kim' })!
  log.gate.shut()
  const forgetting = shop.forget({ type: 'user', id: 'kim' })
  await aMoment()
  const late = shop.collect([viewed({ user: 'kim' }, 'b')], assumed)
  log.gate.open()
  await Promise.all([forgetting, late])
  await shop.settled()
  expect(shop.counts()).toMatchObject({ erasures_open: 0, shoppers: 0 })
  const kept = [await log.read(0, 100), await snapshots.load()]
  expect(kept.map((one) => JSON.stringify(one).includes(kim))).toEqual([false, false])
})

test('who is known to the vault alone is forgotten there too', async () => {
  const { shop, log, vault } = await openShop()
  await shop.collect([{ user: 'kim', id: 'identify', traits: { email: 'kim@example.com' } }], assumed)
  const kim = shop.shopperOf({ type: 'user', id: 'kim' })!
  await shop.forget({ type: 'user', id: 'kim' })
  expect(await vault.traitsOf(kim)).toEqual({})
  expect(shop.shopperOf({ type: 'user', id: 'kim' })).toBeUndefined()
  await shop.settled()
  expect(JSON.stringify(await log.read(0, 100))).not.toContain(kim)
})

test('a second copy of an event is no duplicate when the first, still on its way, is refused', async () => {
  const { shop, log } = await openShop()
  log.gate.shut()
  log.failures = 1
  const first = shop.collect([viewed({ user: 'kim' }, 'a')], assumed)
  await aMoment()
  const second = shop.collect([viewed({ user: 'kim' }, 'a')], assumed)
  const outcomes = Promise.allSettled([first, second])
  log.gate.open()
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await shop.collect([viewed({ user: 'kim' }, 'a')], assumed)).toEqual([{ status: 'accepted' }])
})

test('a shop that nobody appends to finds out by itself that the log is back', async () => {
  const { shop, log } = await openShop()
  log.failures = 1
  await expect(shop.collect([viewed({ user: 'kim' }, 'a')], assumed)).rejects.toThrow(Refusal)
  expect(shop.health().ready).toBe(false)
  await shop.settled()
  expect(shop.health().ready).toBe(true)
})

test('a device that changed hands follows its last person into another login', async () => {
  const { shop } = await openShop()
  await shop.collect([viewed({ user: 'first', anonymous: 'device' }, 'a')], assumed)
  await shop.collect([viewed({ user: 'second', anonymous: 'device' }, 'b')], assumed)
  await shop.collect([{ user: 'third', previous: 'second', id: 'alias' }], assumed)
  await shop.collect([viewed({ anonymous: 'device' }, 'c')], assumed)
  const third = shop.shopperOf({ type: 'user', id: 'third' })!
  const products = (await shop.myData(third)).events.map(({ event }) => 'product' in event && event.product)
  expect(products).toContain('c')
  await shop.forget({ type: 'user', id: 'third' })
  await shop.collect([viewed({ anonymous: 'device' }, 'd')], assumed)
  expect(shop.views.shoppers.find(shop.shopperOf({ type: 'anonymous', id: 'device' })!)).toBeGreaterThanOrEqual(0)
})

test('an erasure that fails is taken up again without another request', async () => {
  const { shop, log, clock } = await openShop()
  await shop.collect([viewed({ user: 'kim' }, 'a')], assumed)
  log.eraseFailures = 1
  const { erasure } = await shop.forget({ type: 'user', id: 'kim' })
  await shop.settled()
  expect(shop.erasure(erasure!)).toEqual({ state: 'scrubbing' })
  clock.ms += 60_000
  await shop.collect([viewed({ user: 'lee' }, 'a')], assumed)
  await shop.settled()
  expect(shop.erasure(erasure!)).toEqual({ state: 'done' })
})

test('a snapshot whose columns mean something else is passed over, and the log is folded', async () => {
  const { shop, log, vault, snapshots } = await openShop()
  await shop.collect([viewed({ user: 'kim' }, 'a')], assumed)
  const { version: _, ...views } = structuredClone(shop.views.save())
  await snapshots.save({ position: 1, views: { ...views, ranking: { weights: new Float64Array(3) } } })
  const again = await Shop.open({ log, vault, snapshots, clock: { now: () => epochMs(start) } })
  expect(hashViews(again.views)).toEqual(hashViews(shop.views))
})

test('who hides without end keeps the newest of it', async () => {
  const { shop } = await openShop()
  const hide = (n: number): Report => {
    const hidden = { what: 'brand', brand: `${n}` } as const
    return { user: 'kim', id: `h${n}`, event: { kind: 'shopper.hid', at: start as EpochMs, id: `h${n}`, hidden } }
  }
  await shop.collect(
    Array.from({ length: limits.hiddenMax + 5 }, (_, n) => hide(n)),
    assumed,
  )
  const { hidden } = shop.preferences({ type: 'user', id: 'kim' })
  expect([hidden.length, hidden[0]]).toEqual([limits.hiddenMax, { what: 'brand', brand: '5' }])
})
