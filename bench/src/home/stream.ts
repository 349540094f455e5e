import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ImportItem,
  type ImportSink,
  type ProductId,
  planImport,
  type ShopEvent,
  type ShopperKey,
} from '@nunchi/engine'

/** The events of an order file in its own order, as `nunchi import orders` reads it; customers keep their ids. */
export async function ordersOf(
  file: string,
  map: string,
): Promise<{ events: ShopEvent[]; skipped: Readonly<Record<string, number>> }> {
  const events: ShopEvent[] = []
  const sink: ImportSink = {
    send: async (items) => {
      for (const item of items) events.push(eventOf(item))
      return items.map(() => ({ status: 'accepted' }))
    },
    close: async () => {},
  }
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-bench-'))
  try {
    const aside = { checkpoint: join(dir, 'checkpoint'), rejected: join(dir, 'rejected') }
    const plan = await planImport({ kind: 'orders', file, map, now: Date.now, ...aside })
    const { counts, end, reason } = await plan.run(sink)
    if (end !== 'done') throw new Error(`${file} was not read to its end: ${reason ?? end}`)
    return { events, skipped: counts.skippedBy }
  } finally {
    rmSync(dir, { recursive: true })
  }
}

function eventOf(item: ImportItem): ShopEvent {
  if ('event' in item) return item.event
  const { report } = item
  return { ...report.event, id: report.id, shopper: report.user as ShopperKey | undefined } as ShopEvent
}

/** What a customer has bought so far, returned or not: the bench's own books, apart from the engine's. */
export class Purchases {
  readonly #bought = new Map<ShopperKey, Set<ProductId>>()

  of(shopper: ShopperKey): ReadonlySet<ProductId> | undefined {
    return this.#bought.get(shopper)
  }

  add(shopper: ShopperKey, products: Iterable<ProductId>): void {
    const bought = this.#bought.get(shopper) ?? new Set()
    for (const product of products) bought.add(product)
    this.#bought.set(shopper, bought)
  }
}
