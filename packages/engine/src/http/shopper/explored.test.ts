import { expect, test } from 'vitest'
import { MemoryEventLog } from '../../adapters/memory/event-log.ts'
import { MemoryKeyStore } from '../../adapters/memory/key-store.ts'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import { Shop } from '../../app/shop.ts'
import { epochMs, type ProductId } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import { buildServer } from '../server.ts'

type Item = {
  readonly product: string
  readonly propensity?: number
  readonly why: { readonly source: string; readonly sentence: string }
}
type Home = { readonly modules: readonly { readonly module: string; readonly items: readonly Item[] }[] }

const start = epochMs(1_700_000_000_000)

function listed(n: number): CatalogEvent {
  const product = { id: `p${n}` as ProductId, title: '', brand: n % 2 === 0 ? '봄날' : 'MOA', categoryPath: [] }
  return { kind: 'product.listed', at: start, id: `l${n}`, product: { ...product, attributes: {}, inStock: true } }
}

async function open(share: number) {
  const log = new MemoryEventLog()
  const parts = { vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock: { now: () => start } }
  const shop = await Shop.open({ log, ...parts, explore: { share, seed: 11 } })
  await shop.record(Array.from({ length: 40 }, (_, n) => listed(n)))
  const keys = new MemoryKeyStore()
  const { secret } = await keys.add({ name: 'server', scope: 'secret', consent: 'assumed' }, 0)
  const server = buildServer({ shop, keys, options: { logLevel: 'silent' } })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const events = Array.from({ length: 40 }, (_, n) => ({ kind: 'product.viewed', product: `p${n}`, user: 'lee' }))
  const own = [{ kind: 'product.viewed', product: 'p2', user: 'kim' }]
  await server.inject({ method: 'POST', url: '/v1/events', headers, payload: { events: [...events, ...own] } })
  const url = '/v1/home?user=kim&items=10&lang=ko&modules=for-you'
  const page = async () => (await server.inject({ url, headers })).body
  const head = async () => void (await server.inject({ method: 'HEAD', url, headers }))
  const metrics = async () => (await server.inject({ url: '/metrics', headers })).body
  return { log, shop, server, page, head, metrics }
}

test('what stands on a page by chance says so, and how likely it was to, as the log does', async () => {
  const { log, shop, server, page, head, metrics } = await open(0.2)
  await server.warmUp() // pages that nobody sees
  for (let n = 0; n < 40; n++) await head()
  expect(shop.exploring().pages).toBe(0)
  const tried: Item[] = []
  for (let n = 0; n < 40; n++) {
    const home = JSON.parse(await page()) as Home
    tried.push(...home.modules[0]!.items.filter(({ propensity }) => propensity !== undefined))
    await shop.settled()
  }
  expect(tried.length).toBeGreaterThan(4)
  for (const { why } of tried) expect(why).toEqual({ source: 'explore', sentence: expect.stringMatching(/알아보려고/) })
  const events = await log.read(0, 1_000)
  const logged = events.flatMap((event) => (event.kind === 'slate.shown' ? event.items : []))
  const drawn = logged.filter(({ by }) => by !== 'ranking')
  expect(drawn.map(({ product, propensity }) => [product, propensity])).toEqual(
    tried.map(({ product, propensity }) => [product, propensity]),
  )
  expect(await metrics()).toContain(`nunchi_explored_pages_total ${tried.length / 2}`)
  await server.stop()
})

test('without a share a page is to the byte what a page is that could not explore', async () => {
  const [off, on] = [await open(0), await open(0.2)]
  const pageOf = async (one: typeof off) => (await one.page()).replace(/"position":\d+/, '"position":0') // slates count
  const expected = await pageOf(off)
  expect(expected).not.toContain('propensity')
  const pages = await Promise.all(Array.from({ length: 10 }, () => pageOf(on)))
  expect(pages.some((page) => page.includes('propensity'))).toBe(true)
  for (const page of pages.filter((one) => !one.includes('propensity'))) expect(page).toBe(expected)
  await Promise.all([off.server.stop(), on.server.stop()])
})
