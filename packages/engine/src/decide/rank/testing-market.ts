import { Random } from '@nunchi/kernel'
import { epochMs, type OrderId, type ProductId, type ShopperKey } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'

const day = 86_400_000
const start = 1_700_000_000_000
const products = 50
const brands = 5

export const productOf = (n: number) => `p${n}` as ProductId
export const isCheap = (n: number): boolean => n % 2 === 0

/**
 * For tests only: a made-up market in which every shopper likes one brand of five, looks at anything of it, but only ever
 * buys what is cheap, which is every second product. Prices are no input of the blend.
 */
export function marketEvents({ shoppers, visits, seed = 1 }: { shoppers: number; visits: number; seed?: number }) {
  const random = new Random(seed)
  const events: ShopEvent[] = []
  for (let n = 0; n < products; n++) {
    const priceMinor = isCheap(n) ? 1_000 + 10 * n : 90_000 + 10 * n
    const product = { id: productOf(n), title: `thing ${n}`, brand: `brand ${n % brands}`, priceMinor, inStock: true }
    events.push({ kind: 'product.listed', at: epochMs(start), id: `l${n}`, product } as ShopEvent)
  }
  for (let visit = 0; visit < visits; visit++) {
    for (let s = 0; s < shoppers; s++) events.push(...visitOf(random, { s, visit, shoppers }))
  }
  return events
}

function visitOf(random: Random, { s, visit, shoppers }: { s: number; visit: number; shoppers: number }): ShopEvent[] {
  const shopper = `s${s}` as ShopperKey
  const at = start + visit * day + Math.floor((s / shoppers) * day)
  const liked = Array.from({ length: products / brands }, (_, i) => (s % brands) + brands * i)
  random.shuffle(liked)
  const looked = liked.slice(0, 3)
  const views = looked.map((n, i): ShopEvent => {
    const id = `v${s}-${visit}-${i}`
    return { kind: 'product.viewed', at: epochMs(at + i * 60_000), id, shopper, product: productOf(n) }
  })
  const bought = looked.filter(isCheap)
  if (bought.length === 0) return views
  const lines = bought.map((n) => ({ product: productOf(n), quantity: 1 }))
  const order = `o${s}-${visit}` as OrderId
  return [...views, { kind: 'order.placed', at: epochMs(at + 300_000), id: order, order, shopper, lines }]
}
