import { afterEach, expect, test } from 'vitest'
import { MemoryEventLog } from '../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../adapters/memory/vault.ts'
import { Refusal } from '../domain/refusal.ts'
import { type EpochMs, epochMs, minor, type OrderId, type ProductId } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import type { ShopEvent } from '../events/event.ts'
import type { EventLog } from '../ports/event-log.ts'
import { hashViews } from './hash.ts'
import type { Report, ReportedEvent } from './report.ts'
import { Shop } from './shop.ts'

const start = 1_700_000_000_000
const assumed = { consent: 'assumed' } as const
const shops: Shop[] = []

afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close()
})

/** A log that says no when told to, as a full disk or a lost connection would. */
class FlakyLog extends MemoryEventLog {
  failures = 0
  override append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
    if (this.failures === 0) return super.append(events, expectedLength)
    this.failures -= 1
    return Promise.reject(new Refusal('LOG_UNAVAILABLE', { reason: 'disk full' }))
  }
}

async function openShop(log: EventLog = new MemoryEventLog()) {
  let ms = start
  const clock = { now: () => epochMs(ms++) }
  const vault = new MemoryVault()
  const snapshots = new MemorySnapshotStore()
  const shop = await Shop.open({ log, vault, snapshots, clock })
  shops.push(shop)
  return { shop, log, vault, snapshots }
}

function listed(id: string, change: Partial<{ brand: string; title: string }> = {}): CatalogEvent {
  const product = {
    id: id as ProductId,
    title: change.title ?? `상품 ${id}`,
    brand: change.brand ?? '봄날',
    categoryPath: ['패션', '원피스'],
    attributes: { color: 'black' },
    priceMinor: minor(39_000),
    inStock: true,
  }
  return { kind: 'product.listed', at: epochMs(start), id: `listed:${id}`, product }
}

function viewed(user: string, product: string, at = start): Report {
  const id = `${user}:${product}:${at}`
  return { user, id, event: { kind: 'product.viewed', at: at as EpochMs, id, product: product as ProductId } }
}

function shownIn(shop: Shop, user: string, module: string): string[] {
  const shopper = shop.shopperOf({ type: 'user', id: user })
  const { modules } = shop.home({ shopper, itemsPerModule: 10 })
  return modules.find((one) => one.module === module)?.items.map(({ product }) => product as string) ?? []
}

test('an event is visible in the very next answer', async () => {
  const { shop } = await openShop()
  await shop.record([listed('a'), listed('b')])
  expect(shownIn(shop, 'kim', 'pick-up')).toEqual([])
  await shop.collect([viewed('kim', 'a')], assumed)
  expect(shownIn(shop, 'kim', 'pick-up')).toEqual(['a'])
})

test('a message id is taken once, within a batch and across batches', async () => {
  const { shop } = await openShop()
  const verdicts = await shop.collect([viewed('kim', 'a'), viewed('kim', 'a')], assumed)
  expect(verdicts.map(({ status }) => status)).toEqual(['accepted', 'duplicate'])
  const both = await Promise.all([
    shop.collect([viewed('kim', 'b')], assumed),
    shop.collect([viewed('kim', 'b')], assumed),
  ])
  expect(both.flat().map(({ status }) => status)).toEqual(['accepted', 'duplicate'])
  expect(shop.health().position).toBe(2)
})

test('an order is one order, whoever reports it', async () => {
  const { shop } = await openShop()
  const order = (id: string): Report => ({
    user: 'kim',
    id,
    event: {
      kind: 'order.placed',
      at: start as EpochMs,
      id,
      order: '7' as OrderId,
      lines: [{ product: 'a' as ProductId, quantity: 1 }],
    },
  })
  const statuses = async (report: Report, trusted: boolean) =>
    (await shop.collect([report], { ...assumed, trusted })).map(({ status }) => status)
  expect(await statuses(order('page-1'), false)).toEqual(['accepted'])
  expect(await statuses(order('server-9'), true)).toEqual(['duplicate'])
  expect(await statuses(order('page-2'), false)).toEqual(['duplicate'])
})

test('a stranger who claims an order id takes it from nobody', async () => {
  const { shop } = await openShop()
  const lines = [{ product: 'a' as ProductId, quantity: 1 }]
  const order = (user: string, id: string): Report => ({
    user,
    id,
    event: { kind: 'order.placed', at: start as EpochMs, id, order: '8' as OrderId, lines },
  })
  await shop.collect([order('mallory', 'page-1')], { ...assumed, trusted: false })
  const verdicts = await shop.collect([order('kim', 'server-1')], { ...assumed, trusted: true })
  expect(verdicts).toEqual([{ status: 'accepted' }])
})

test('a refund of a whole order takes back what the order held', async () => {
  const { shop } = await openShop()
  await shop.record([listed('a'), listed('b')])
  const order = '7' as OrderId
  const placed: ReportedEvent = {
    kind: 'order.placed',
    at: start as EpochMs,
    id: 'o',
    order,
    lines: [{ product: 'a' as ProductId, quantity: 1 }],
  }
  const refunded: ReportedEvent = { kind: 'order.refunded', at: (start + 1_000) as EpochMs, id: 'r', order, lines: [] }
  await shop.collect([{ user: 'kim', id: 'o', event: placed }], assumed)
  expect(shownIn(shop, 'kim', 'again')).toEqual(['a'])
  await shop.collect([{ user: 'kim', id: 'r', event: refunded }], assumed)
  expect(shownIn(shop, 'kim', 'again')).toEqual([])
})

test('what has no consent is dropped, and withdrawn consent holds until it is given again', async () => {
  const { shop } = await openShop()
  const say = (kind: 'consent.withdrawn' | 'consent.given', id: string): Report => ({
    user: 'kim',
    id,
    event: { kind, at: start as EpochMs, id } as ReportedEvent,
  })
  const statuses = async (report: Report, consent: 'assumed' | 'required' = 'assumed') =>
    (await shop.collect([report], { consent })).map(({ status }) => status)
  expect(await statuses({ ...viewed('kim', 'a'), consent: false })).toEqual(['dropped'])
  expect(await statuses(viewed('kim', 'a'), 'required')).toEqual(['dropped'])
  expect(await statuses({ ...viewed('kim', 'a'), consent: true }, 'required')).toEqual(['accepted'])
  expect(await statuses(say('consent.withdrawn', 'w'))).toEqual(['accepted'])
  expect(await statuses(viewed('kim', 'b'))).toEqual(['dropped'])
  const hidden = { what: 'product', product: 'a' as ProductId } as const
  const hid: ReportedEvent = { kind: 'shopper.hid', at: start as EpochMs, id: 'hid', hidden }
  expect(await statuses({ user: 'kim', id: 'hid', event: hid })).toEqual(['accepted'])
  expect(await statuses(say('consent.given', 'g'))).toEqual(['accepted'])
  expect(await statuses(viewed('kim', 'b'))).toEqual(['accepted'])
})

test('a person without consent leaves no key in the vault', async () => {
  const { shop, vault } = await openShop()
  await shop.collect([{ ...viewed('lee', 'a'), consent: false }], assumed)
  expect(vault.keyOf({ type: 'user', id: 'lee' })).toBeUndefined()
})

test('a device turns out to be a person: both histories are one, in either order', async () => {
  const { shop } = await openShop()
  await shop.record([listed('a'), listed('b')])
  await shop.collect([{ ...viewed('x', 'a'), user: undefined, anonymous: 'phone' }], assumed)
  await shop.collect([{ ...viewed('kim', 'b'), anonymous: 'phone' }], assumed)
  expect(shownIn(shop, 'kim', 'pick-up').sort()).toEqual(['a', 'b'])
})

test('traits go to the vault and never to the log', async () => {
  const { shop, log } = await openShop()
  await shop.collect([{ user: 'kim', id: 'i1', traits: { email: 'kim@example.com', name: '김눈치' } }], assumed)
  const shopper = shop.shopperOf({ type: 'user', id: 'kim' })!
  expect((await shop.myData(shopper)).traits).toEqual({ email: 'kim@example.com', name: '김눈치' })
  expect(JSON.stringify(await log.read(0, 100))).not.toContain('kim')
})

test('hide and refusing personalisation are obeyed in the very next answer', async () => {
  const { shop } = await openShop()
  await shop.record([listed('a', { brand: '봄날' }), listed('b', { brand: '하루옷' })])
  await shop.collect([viewed('kim', 'a'), viewed('kim', 'b')], assumed)
  const say = (id: string, event: object): Report => ({
    user: 'kim',
    id,
    event: { at: start, id, ...event } as ReportedEvent,
  })
  await shop.collect([say('h', { kind: 'shopper.hid', hidden: { what: 'brand', brand: '봄날' } })], assumed)
  expect(shownIn(shop, 'kim', 'pick-up')).toEqual(['b'])
  await shop.collect([say('r', { kind: 'personalisation.refused' })], assumed)
  const shopper = shop.shopperOf({ type: 'user', id: 'kim' })
  expect(shop.home({ shopper, itemsPerModule: 5, policy: 'individual' }).policy).toBe('popular')
})

test('what can be hidden is known by the names that products have', async () => {
  const { shop } = await openShop()
  await shop.record([listed('a', { brand: '봄날' })])
  await shop.collect([viewed('kim', 'seen-only')], assumed)
  const knows = (...all: Parameters<typeof shop.knows>[0][]) => all.map((hidden) => shop.knows(hidden))
  const product = (id: string) => ({ what: 'product', product: id as ProductId }) as const
  const category = (name: string) => ({ what: 'category', category: name }) as const
  expect(knows(product('a'), product('seen-only'), product('b'))).toEqual([true, true, false])
  expect(knows({ what: 'brand', brand: '봄날' }, { what: 'brand', brand: '봄' })).toEqual([true, false])
  expect(knows(category('패션'), category('패션>원피스'), category('원피스'))).toEqual([true, true, false])
})

test('consent holds from its place in the batch on', async () => {
  const { shop } = await openShop()
  const say = (kind: 'consent.withdrawn' | 'consent.given'): Report => {
    const event = { kind, at: start as EpochMs, id: kind } as ReportedEvent
    return { user: 'kim', id: kind, event }
  }
  const batch = [viewed('kim', 'a'), say('consent.withdrawn'), viewed('kim', 'b'), viewed('lee', 'b')]
  const verdicts = await shop.collect([...batch, say('consent.given'), viewed('kim', 'c')], assumed)
  expect(verdicts.map(({ status }) => status)).toEqual([
    'accepted',
    'accepted',
    'dropped',
    'accepted',
    'accepted',
    'accepted',
  ])
})

test('one wrong date in an import does not make everything else count for nothing', async () => {
  const { shop } = await openShop()
  await shop.record([listed('a'), listed('b')])
  await shop.collect([viewed('kim', 'a')], assumed)
  await shop.collect([viewed('lee', 'b', Date.UTC(2099, 0, 1))], { ...assumed, imported: true })
  await shop.collect([viewed('kim', 'a', start + 1)], assumed)
  const kim = shop.shopperOf({ type: 'user', id: 'kim' })!
  const [first] = shop.interests(kim, 1)
  expect(first!.lastAt).toBeLessThan(start + 60_000)
  const { now } = shop.views.trends
  expect([...now.scaled.subarray(0, 2)].every((wanted) => wanted > 0)).toBe(true)
})

test('forget me: profile and vault at once, then log and snapshots; others keep theirs', async () => {
  const { shop, log, vault, snapshots } = await openShop()
  await shop.record([listed('a'), listed('b')])
  await shop.collect(
    [viewed('kim', 'a'), viewed('lee', 'b'), { user: 'kim', id: 't', traits: { name: '김' } }],
    assumed,
  )
  const kim = shop.shopperOf({ type: 'user', id: 'kim' })!
  const { erasure } = await shop.forget({ type: 'user', id: 'kim' })
  expect(vault.keyOf({ type: 'user', id: 'kim' })).toBeUndefined()
  expect(shop.interests(kim, 10)).toEqual([])
  await shop.settled()
  expect(shop.erasure(erasure!)).toEqual({ state: 'done' })
  const kept = [await log.read(0, 100), await snapshots.load()]
  expect(kept.map((one) => JSON.stringify(one).includes(kim))).toEqual([false, false])
  expect(shownIn(shop, 'lee', 'pick-up')).toEqual(['b'])
  expect(shop.erasure(999_999)).toBeUndefined()
})

test('a refused append stores nothing and says so; the next one works', async () => {
  const log = new FlakyLog()
  const { shop } = await openShop(log)
  log.failures = 1
  await expect(shop.collect([viewed('kim', 'a')], assumed)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
  expect(shop.health()).toMatchObject({ ready: false, waiting: 0, position: 0 })
  expect((await shop.collect([viewed('kim', 'a')], assumed))[0]).toEqual({ status: 'accepted' })
  expect(shop.health()).toMatchObject({ ready: true, position: 1 })
})

test('another writer of the same log: its events are folded, ours come after', async () => {
  const { shop, log } = await openShop()
  await log.append([listed('a')], 0)
  await expect(shop.collect([viewed('kim', 'a')], assumed)).rejects.toMatchObject({ code: 'LOG_CONFLICT' })
  await shop.collect([viewed('kim', 'a')], assumed)
  expect(shop.product('a' as ProductId)?.title).toBe('상품 a')
  expect(shop.health().position).toBe(2)
})

test('rebuild from nothing, and restart from snapshot plus tail, equal the live state', async () => {
  const { shop, log, vault, snapshots } = await openShop()
  await shop.record(Array.from({ length: 30 }, (_, n) => listed(`p${n}`, { brand: `브랜드${n % 4}` })))
  const reports = Array.from({ length: 400 }, (_, n) => viewed(`user${n % 37}`, `p${(n * n) % 30}`, start + n * 60_000))
  await shop.collect(reports.slice(0, 250), assumed)
  await snapshots.save({ position: shop.views.position, views: structuredClone(shop.views.save()) })
  await shop.collect(reports.slice(250), assumed)
  const live = hashViews(shop.views)
  expect(hashViews(await shop.rebuild())).toEqual(live)
  const again = await Shop.open({ log, vault, snapshots, clock: { now: () => epochMs(start) } })
  expect(hashViews(again.views)).toEqual(live)
})

test('a shop that had much to catch up with takes its snapshot before it serves', async () => {
  const { shop, log, vault } = await openShop()
  await shop.record(Array.from({ length: 20 }, (_, n) => listed(`p${n}`)))
  const snapshots = new MemorySnapshotStore()
  const clock = { now: () => epochMs(start) }
  await Shop.open({ log, vault, snapshots, clock, snapshotEvery: 21 })
  expect(await snapshots.load()).toBeUndefined()
  await Shop.open({ log, vault, snapshots, clock, snapshotEvery: 20 })
  expect((await snapshots.load())?.position).toBe(20)
})
