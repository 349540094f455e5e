import { expect, test } from 'vitest'
import { MemoryEventLog } from '../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../adapters/memory/vault.ts'
import { epochMs, type ProductId } from '../domain/units.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { Report } from './report.ts'
import { Shop } from './shop.ts'

const assumed = { consent: 'assumed' } as const

/** A log under which another one can be put, as an administrator does to a stream. */
class ExchangeableLog implements EventLog {
  inner = new MemoryEventLog()
  identity: EventLog['identity'] = () => this.inner.identity()
  length: EventLog['length'] = () => this.inner.length()
  append: EventLog['append'] = (events, expected) => this.inner.append(events, expected)
  read: EventLog['read'] = (from, countMax) => this.inner.read(from, countMax)
  readAt: EventLog['readAt'] = (positions) => this.inner.readAt(positions)
  erase: EventLog['erase'] = (positions) => this.inner.erase(positions)
  close: EventLog['close'] = () => this.inner.close()
}

/** The same log without its last events. */
class CutLog extends MemoryEventLog {
  readonly #whole: MemoryEventLog
  constructor(whole: MemoryEventLog) {
    super()
    this.#whole = whole
  }
  override identity(): ReturnType<EventLog['identity']> {
    return this.#whole.identity()
  }
}

function viewed(n: number): Report {
  const id = `m-${n}`
  return { user: 'kim', id, event: { kind: 'product.viewed', at: epochMs(n), id, product: 'p' as ProductId } }
}

async function openShop(log: EventLog, snapshots = new MemorySnapshotStore()) {
  const clock = { now: () => epochMs(1_700_000_000_000) }
  return Shop.open({ log, vault: new MemoryVault(), snapshots, clock })
}

test('a log that is shorter than the snapshot is refused at the start', async () => {
  const log = new MemoryEventLog()
  const snapshots = new MemorySnapshotStore()
  const shop = await openShop(log, snapshots)
  await shop.collect([viewed(1), viewed(2)], assumed)
  await shop.close()
  const refusal = { code: 'LOG_SHORT', details: { place: 'memory', length: 0, position: 2 } }
  await expect(openShop(new MemoryEventLog(), snapshots)).rejects.toMatchObject(refusal)
  expect((await openShop(log, snapshots)).health()).toMatchObject({ ready: true, position: 2 })
})

test.each([
  ['loses events', 'LOG_SHORT', (whole: MemoryEventLog) => new CutLog(whole)],
  ['is another one', 'LOG_OTHER', () => new MemoryEventLog()],
])(
  'while the log %s, writes are refused with 503 and the shop is not ready; then it goes on',
  async (_, code, other) => {
    const log = new ExchangeableLog()
    const whole = log.inner
    const shop = await openShop(log)
    await shop.collect([viewed(1), viewed(2)], assumed)
    log.inner = other(whole)
    for (let n = 3; n < 6; n++) {
      await expect(shop.collect([viewed(n)], assumed)).rejects.toMatchObject({ code, status: 503 })
      const { ready, reasons } = shop.health()
      expect([ready, reasons.length]).toEqual([false, 1])
      await shop.settled() // it has looked again, and found no better
      expect(shop.health().ready).toBe(false)
    }
    expect(await log.length()).toBe(0)
    log.inner = whole
    await shop.settled()
    await expect.poll(() => shop.health().ready).toBe(true)
    expect(await shop.collect([viewed(3)], assumed)).toEqual([{ status: 'accepted' }])
    expect(await whole.length()).toBe(3)
  },
)

test('a conflict with another writer stays one, and the shop catches up', async () => {
  const log = new MemoryEventLog()
  const shop = await openShop(log)
  await shop.collect([viewed(1)], assumed)
  await log.append([{ kind: 'erased' }], 1)
  await expect(shop.collect([viewed(2)], assumed)).rejects.toMatchObject({ code: 'LOG_CONFLICT' })
  expect(await shop.collect([viewed(2)], assumed)).toEqual([{ status: 'accepted' }])
  expect(shop.health()).toMatchObject({ ready: true, position: 3 })
})
