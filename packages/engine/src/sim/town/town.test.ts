import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { epochMs, minor } from '../../domain/units.ts'
import { dayOf } from '../life/calendar.ts'
import { isAtHome, makeBrands } from './brands.ts'
import { kinds, makeTown, priceMovesOn, priceOn, stockOn, type Town, utilityOf } from './town.ts'

const now = epochMs(Date.UTC(2026, 2, 1, 3))
const today = dayOf(now)
const town = makeTown({ seed: 7, size: 'town', now })

const hashOf = ({ products, shoppers }: Town) =>
  createHash('sha256')
    .update(
      JSON.stringify([products, shoppers.map(({ tastes, ...rest }) => [rest, [...tastes.brands], [...tastes.kinds]])]),
    )
    .digest('hex')

test('one seed makes one town, and another seed another', () => {
  expect(hashOf(makeTown({ seed: 7, size: 'town', now }))).toBe(hashOf(town))
  expect(hashOf(makeTown({ seed: 8, size: 'town', now }))).not.toBe(hashOf(town))
})

test('a town sells 5,000 products of every kind, each by a brand that is at home there, under ids and mostly titles of their own', () => {
  const { products, brands } = town
  expect(products).toHaveLength(5_000)
  expect(new Set(products.map(({ product }) => product.id)).size).toBe(5_000)
  expect(new Set(products.map(({ product }) => product.title)).size).toBeGreaterThan(4_850)
  expect(new Set(products.map(({ kind }) => kind)).size).toBe(kinds.length)
  for (const { kind, brand, product } of products) {
    expect(isAtHome(brands[brand]!, kinds[kind]!.path)).toBe(true)
    expect(product.categoryPath).toEqual(kinds[kind]!.path)
  }
})

test('more than 150 brands share the kinds so that each has several to choose from, and specialists keep to their trade', () => {
  const brands = makeBrands()
  expect(brands.length).toBeGreaterThan(150)
  for (const { path } of kinds)
    expect(brands.filter((brand) => isAtHome(brand, path)).length, path.join('>')).toBeGreaterThan(2)
  for (const { groups, departments } of brands)
    for (const group of groups)
      expect(
        kinds.some(({ path }) => departments.includes(path[0]) && path.includes(group)),
        group,
      ).toBe(true)
  for (const brand of brands)
    expect(
      kinds.some(({ path }) => isAtHome(brand, path)),
      brand.name,
    ).toBe(true)
  const roaster = brands.find(({ name }) => name === '구름커피')!
  expect(isAtHome(roaster, ['식품', '커피·차', '원두'])).toBe(true)
  expect(isAtHome(roaster, ['식품', '채소', '뿌리채소'])).toBe(false)
})

test('some of what shops forget to say is missing, most is there', () => {
  const share = (has: (one: Town['products'][number]) => boolean) => town.products.filter(has).length / 5_000
  expect(share(({ product }) => product.brand === undefined)).toBeGreaterThan(0.005)
  expect(share(({ product }) => product.brand === undefined)).toBeLessThan(0.03)
  expect(share(({ product }) => product.imageUrl === undefined)).toBeLessThan(0.04)
  expect(share(({ product }) => product.inStock)).toBeGreaterThan(0.97)
})

test('the shop asks what the cheapest of its malls asks, in prices as shops write them', () => {
  for (const one of town.products) {
    const { priceMinor, usualMinor } = priceOn(town.seed, one, today)
    expect(one.product.priceMinor).toBe(priceMinor)
    expect(priceMinor).toBeGreaterThan(0)
    expect(priceMinor % 100).toBe(0)
    expect(one.product.listPriceMinor).toBe(priceMinor < usualMinor ? usualMinor : undefined)
    expect(one.offers.length).toBeGreaterThan(1)
  }
})

test('no day asks more than a little above what the malls usually ask, nor less than their deepest sale', () => {
  for (const one of town.products.slice(0, 1_000))
    for (let day = today; day < today + 60; day++) {
      const { priceMinor, usualMinor } = priceOn(town.seed, one, day)
      expect(priceMinor).toBeGreaterThanOrEqual(0.55 * usualMinor)
      expect(priceMinor).toBeLessThanOrEqual(Math.max(usualMinor * 1.06, usualMinor + 1_100))
    }
})

test('a day moves some prices and stock, and telling it twice tells the same', () => {
  const moves = priceMovesOn(town, today + 1)
  expect(priceMovesOn(town, today + 1)).toEqual(moves)
  expect(moves.length).toBeGreaterThan(50)
  expect(moves.length).toBeLessThan(2_500)
  expect(new Set(moves.map(({ id }) => id)).size).toBe(moves.length)
})

test('who starts from the shelf of one day and follows the moves knows every price and stock of a later day', () => {
  const prices = new Map(town.products.map(({ product }) => [product.id, product.priceMinor]))
  const stock = new Map(town.products.map(({ product }) => [product.id, product.inStock]))
  for (let day = today + 1; day <= today + 20; day++)
    for (const event of priceMovesOn(town, day)) {
      expect(dayOf(event.at)).toBe(day)
      if (event.kind === 'product.repriced') prices.set(event.product, event.priceMinor)
      if (event.kind === 'product.stocked') stock.set(event.product, event.inStock)
    }
  for (const one of town.products) {
    expect(prices.get(one.product.id)).toBe(priceOn(town.seed, one, today + 20).priceMinor)
    expect(stock.get(one.product.id)).toBe(stockOn(town.seed, one.number, today + 20))
  }
})

test('most things are worth nothing to somebody, a few are worth a lot, and tastes differ from person to person', () => {
  const best = town.shoppers.slice(0, 200).map((shopper) => {
    const worth = town.products.map((one) => utilityOf(shopper, one, one.product.priceMinor!))
    const order = [...worth.keys()].sort((a, b) => worth[b]! - worth[a]!)
    expect(worth.filter((value) => value > 2).length / worth.length).toBeLessThan(0.3)
    return { top: worth[order[19]!]!, places: new Set(order.slice(0, 50)) }
  })
  const tops = best.map(({ top }) => top).sort((a, b) => a - b)
  expect(tops[20]).toBeGreaterThan(2)
  expect(tops[180]).toBeLessThan(6)
  const shared = best.slice(1).map(({ places }, n) => [...places].filter((place) => best[n]!.places.has(place)).length)
  expect(shared.reduce((sum, count) => sum + count, 0) / shared.length).toBeLessThan(12)
})

test('who minds money more loses more by a dear price', () => {
  const [one] = town.products
  const [shopper] = town.shoppers
  const loss = (priceSensitivity: number) => {
    const who = { ...shopper!, priceSensitivity }
    return utilityOf(who, one!, minor(one!.fairMinor)) - utilityOf(who, one!, minor(2 * one!.fairMinor))
  }
  expect(loss(1)).toBeCloseTo(3)
  expect(loss(0)).toBeCloseTo(0)
})

test('the page that describes the town counts its kinds and departments right', () => {
  const page = readFileSync(new URL('../../../../../docs/simulation.md', import.meta.url), 'utf8')
  const departments = new Set(kinds.map(({ path }) => path[0]))
  expect(page).toContain(`${kinds.length} kinds in ${departments.size} departments`)
})
