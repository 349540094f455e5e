import { MemoryEventLog } from '../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../adapters/memory/vault.ts'
import type { ProductHint } from '../domain/product.ts'
import { type EpochMs, epochMs, type ProductId } from '../domain/units.ts'
import type { Report, ReportedEvent, Verdict } from './report.ts'
import { Shop, type ShopParts } from './shop.ts'

export const start = epochMs(1_700_000_000_000)

/** For tests only: an empty shop in memory, its parts, and a clock that stands until it is moved. */
export async function openTestingShop(
  options: Pick<ShopParts, 'newPerDay' | 'explore' | 'models' | 'trainer' | 'trainEveryDays' | 'waiting' | 'tell'> = {},
) {
  const clock = { ms: start as number, now: () => epochMs(clock.ms) }
  const parts = { log: new MemoryEventLog(), vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock }
  return { ...parts, shop: await Shop.open({ ...parts, ...options }) }
}

type Who = Pick<Report, 'user' | 'anonymous'>
let reports = 0

/** A report with an id of its own. */
export function said(who: Who, event: object, more: Partial<Report> = {}): Report {
  const id = `r${reports++}`
  return { ...who, id, event: { at: start as EpochMs, id, ...event } as ReportedEvent, ...more }
}

export function viewed(who: Who, product: string, more: Partial<Report> = {}, hint?: ProductHint): Report {
  return said(who, { kind: 'product.viewed', product: product as ProductId, hint }, more)
}

/** What became of each report, in one word. */
export const statuses = (verdicts: readonly Verdict[]) => verdicts.map(({ status }) => status)
