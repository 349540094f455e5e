import { describe, expect, test } from 'vitest'
import { epochMs, type ProductId } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import type { Shop } from './shop.ts'
import { openTestingShop, start, viewed } from './testing-shop.ts'

const assumed = { consent: 'assumed' } as const
const day = 86_400_000

type Listing = { readonly brand?: string; readonly category?: readonly string[]; readonly title?: string }

function listed(id: string, { brand, category = [], title = '' }: Listing = {}): CatalogEvent {
  const product = {
    id: id as ProductId,
    title,
    ...(brand === undefined ? {} : { brand }),
    categoryPath: category,
    attributes: {},
    inStock: true,
  }
  return { kind: 'product.listed', at: start, id: `listed:${id}`, product }
}

const brands = ['봄날', '하루옷', 'MOA', 'volt', 'leaf']
const categories = [
  ['패션', '원피스'],
  ['식품', '커피'],
  ['가전', '음향'],
  ['도서', '소설'],
]

/** A shop of 200 products of five brands, all of them looked at by some of 50 people who each keep to a brand. */
async function openBusyShop() {
  const opened = await openTestingShop()
  const { shop } = opened
  await shop.record(
    Array.from({ length: 200 }, (_, n) =>
      listed(`p${n}`, { brand: brands[n % 5], category: categories[(n >> 3) % 4], title: `thing word${n % 11}` }),
    ),
  )
  const views = Array.from({ length: 1_500 }, (_, n) => {
    const who = (n * 7) % 50
    return viewed({ user: `user${who}` }, `p${((n * n + n) % 40) * 5 + (who % 5)}`)
  })
  await shop.collect(views, assumed)
  return opened
}

function pageOf(shop: Shop, anonymous: string, itemsPerModule = 10) {
  const home = shop.home({ shopper: shop.shopperOf({ type: 'anonymous', id: anonymous }), itemsPerModule })
  return home.modules.map(({ module, items }) => ({ module, products: items.map(({ product }) => product as string) }))
}

const productsOf = (page: ReturnType<typeof pageOf>) => page.flatMap(({ products }) => products)

describe("a stranger's first click", () => {
  test.each(['p0', 'p7', 'p123'])(
    'on %s changes their next page: it is there, and so is what is like it',
    async (id) => {
      const { shop } = await openBusyShop()
      const before = pageOf(shop, 'phone')
      await shop.collect([viewed({ anonymous: 'phone' }, id)], assumed)
      const after = pageOf(shop, 'phone')
      expect(after).not.toEqual(before)
      expect(after[0]).toEqual({ module: 'pick-up', products: [id] })
      const brand = brands[Number(id.slice(1)) % 5]
      const alike = (page: typeof after) =>
        productsOf(page).filter((product) => shop.product(product as ProductId)!.brand === brand)
      const share = (page: typeof after) => alike(page).length / productsOf(page).length
      expect(share(after)).toBeGreaterThan(share(before))
    },
  )

  test('on something that nobody else has touched changes it as well', async () => {
    const { shop } = await openBusyShop()
    await shop.record([
      listed('fresh', { brand: 'nobody', category: ['정원', '씨앗'] }),
      listed('seed', { category: ['정원', '씨앗'] }),
    ])
    const before = pageOf(shop, 'phone')
    await shop.collect([viewed({ anonymous: 'phone' }, 'fresh')], assumed)
    const after = pageOf(shop, 'phone')
    expect(after).not.toEqual(before)
    expect(productsOf(after)).toContain('fresh')
    expect(productsOf(after)).toContain('seed')
  })
})

describe('a new product', () => {
  test.each<[string, Listing]>([
    ['brand', { brand: 'MOA' }],
    ['category', { category: ['식품', '커피'] }],
    ['brand and category', { brand: 'MOA', category: ['식품', '커피'], title: 'thing word3' }],
  ])('is on the next page of who likes its %s, on nobody’s who does not', async (_what, listing) => {
    for (const clicks of [['p42'], ['p42', 'p2', 'p12', 'p122', 'p47', 'p82']]) {
      for (const itemsPerModule of [5, 10, 20]) {
        const { shop } = await openBusyShop()
        for (const id of clicks) await shop.collect([viewed({ anonymous: 'phone' }, id)], assumed)
        await shop.record([listed('fresh', listing)])
        const page = productsOf(pageOf(shop, 'phone', itemsPerModule))
        expect(page, `${clicks.length} clicks, ${itemsPerModule} a module`).toContain('fresh')
        await shop.collect([viewed({ anonymous: 'tablet' }, 'p1')], assumed) // of another brand and category
        expect(productsOf(pageOf(shop, 'tablet', itemsPerModule))).not.toContain('fresh')
        expect(productsOf(pageOf(shop, 'stranger', itemsPerModule))).not.toContain('fresh')
      }
    }
  })

  test('that comes weeks after the others too', async () => {
    const { shop, clock } = await openBusyShop()
    await shop.collect([viewed({ anonymous: 'phone' }, 'p42')], assumed)
    clock.ms += 45 * day
    const event = listed('fresh', { brand: 'MOA' })
    await shop.record([{ ...event, at: epochMs(clock.ms) }])
    expect(productsOf(pageOf(shop, 'phone'))).toContain('fresh')
  })
})

test('a shop that has only imported its catalogue shows a full page, the newest first, to strangers and after a first look', async () => {
  const { shop } = await openTestingShop()
  await shop.record(Array.from({ length: 60 }, (_, n) => listed(`p${n}`, { category: [`c${n % 12}`] })))
  const shownTo = (anonymous: string) => {
    const shopper = shop.shopperOf({ type: 'anonymous', id: anonymous })
    return shop.home({ shopper, itemsPerModule: 20 }).modules[0]!.items.map(({ product }) => product)
  }
  expect(shownTo('stranger')).toEqual(Array.from({ length: 20 }, (_, n) => `p${59 - n}`))
  await shop.collect([viewed({ anonymous: 'phone' }, 'p3')], assumed)
  expect(
    shop
      .home({ shopper: shop.shopperOf({ type: 'anonymous', id: 'phone' }), itemsPerModule: 20 })
      .modules.flatMap(({ items }) => items).length,
  ).toBeGreaterThan(15)
})
