import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { EpochMs, ProductId, ShopEvent, ShopperKey } from '@nunchi/engine'
import { isIn } from '../files.ts'
import { ordersOf } from '../home/stream.ts'
import { readCsv } from '../trees/csv.ts'

export type Order = Extract<ShopEvent, { kind: 'order.placed' }>
type Product = Extract<ShopEvent, { kind: 'product.sighted' }>['product']
export type Stream = { readonly set: string; readonly events: readonly ShopEvent[]; readonly kind: 'orders' | 'clicks' }

/** The events of what `path` names, in order of time: Complete Journey, clicks by session, or a file of orders. */
export async function streamOf(path: string): Promise<Stream> {
  const isFolder = statSync(path).isDirectory()
  if (isFolder && isIn(path, 'transactions_sample.csv'))
    return { set: 'complete-journey', events: journeyOf(path), kind: 'orders' }
  if (isFolder && isIn(path, 'train.tsv')) return { set: 'serenade', events: clicksOf(path), kind: 'clicks' }
  if (isFolder) throw new Error(`${path} holds neither transactions_sample.csv nor train.tsv; name a file of orders.`)
  return { set: 'online-retail', events: (await ordersOf(path, 'online-retail')).events, kind: 'orders' }
}

function pathIn(folder: string, name: string): string {
  const path = join(folder, name)
  return existsSync(path) ? path : `${path}.gz`
}

/** Baskets as orders, before them the products: category under its department; the manufacturer's number as brand. */
function journeyOf(folder: string): ShopEvent[] {
  type ProductColumn = 'product_id' | 'manufacturer_id' | 'department' | 'product_category' | 'product_type'
  const products = new Map(
    readCsv<ProductColumn>(pathIn(folder, 'products.csv')).map((row) => [row.product_id, row] as const),
  )
  type LineColumn = 'household_id' | 'basket_id' | 'product_id' | 'quantity' | 'transaction_timestamp'
  const baskets = new Map<string, { at: number; household: string; lines: { product: string; quantity: number }[] }>()
  for (const row of readCsv<LineColumn>(pathIn(folder, 'transactions_sample.csv'))) {
    const at = Number(row.transaction_timestamp) * 1_000
    const basket = baskets.get(row.basket_id) ?? { at, household: row.household_id, lines: [] }
    basket.lines.push({ product: row.product_id, quantity: Math.max(1, Math.round(Number(row.quantity))) })
    baskets.set(row.basket_id, basket)
  }
  const bought = new Set([...baskets.values()].flatMap(({ lines }) => lines.map(({ product }) => product)))
  const inTime = [...baskets].sort((a, b) => a[1].at - b[1].at || (a[0] < b[0] ? -1 : 1))
  const first = inTime[0][1].at
  const sighted = [...bought].map((id): ShopEvent => {
    const row = products.get(id)
    const path = [row?.department, row?.product_category].filter((level) => level !== undefined && level !== '')
    const product = { id, title: row?.product_type ?? '', brand: row?.manufacturer_id, categoryPath: path }
    const whole = { ...product, attributes: {}, inStock: true } as unknown as Product
    return { kind: 'product.sighted', at: first as EpochMs, id: `sighted:${id}`, product: whole }
  })
  const orders = inTime.map(([id, { at, household, lines }]): ShopEvent => {
    const shopper = household as ShopperKey
    return { kind: 'order.placed', at: at as EpochMs, id, order: id, shopper, lines } as unknown as Order
  })
  return [...sighted, ...orders]
}

/** Clicks as views; a session is a shopper, as nobody else is known. */
function clicksOf(folder: string): ShopEvent[] {
  const files = ['train.tsv', 'valid.tsv', 'test.tsv'].filter((name) => isIn(folder, name))
  const rows = files.flatMap((name) => readTsv(pathIn(folder, name)))
  rows.sort((a, b) => a.at - b.at || (a.session < b.session ? -1 : a.session > b.session ? 1 : 0))
  return rows.map(({ session, item, at }, i) => {
    const shopper = session as ShopperKey
    return { kind: 'product.viewed', at: at as EpochMs, id: `click:${i}`, shopper, product: item as ProductId }
  })
}

function readTsv(path: string): { session: string; item: string; at: number }[] {
  const rows = readCsv<string>(path)
  // One column: its name and values are parted by tabs.
  return rows.map((row) => {
    const [session, item, seconds] = Object.values(row)[0].split('\t')
    return { session: `${session}`, item, at: Math.round(Number(seconds) * 1_000) }
  })
}
