import { expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import { makeTown } from '../town/town.ts'
import { dayOf, startOf } from './calendar.ts'
import { historyOf } from './history.ts'

const now = epochMs(startOf(20_500) + 12 * 3_600_000)
const days = 30
const town = makeTown({ seed: 5, size: 'tiny', now, day: dayOf(now) - days })
const past = [...historyOf(town, { days, now })]
const reports = past.flatMap((day) => day.reports)
const catalog = past.flatMap((day) => day.catalog)

test('the same town has the same past', () => {
  expect([...historyOf(town, { days, now })]).toEqual(past)
})

test('every product is listed once, before anything else is said of it', () => {
  const listed = catalog.filter(({ kind }) => kind === 'product.listed')
  expect(listed).toHaveLength(town.products.length)
  const known = new Set<string>()
  for (const event of catalog) {
    if (event.kind === 'product.listed') known.add(event.product.id)
    else expect(known.has(event.product as string)).toBe(true)
  }
})

test('ids are never used twice, and nothing happens after now', () => {
  const ids = [...reports, ...catalog].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { event } of reports) expect(event!.at).toBeLessThanOrEqual(now)
  for (const { at } of catalog) expect(at).toBeLessThanOrEqual(now)
})

test('people look, search, put in carts and order, at the price of the day', () => {
  const kinds = new Set(reports.map(({ event }) => event!.kind))
  for (const kind of [
    'page.viewed',
    'product.viewed',
    'product.dwelt',
    'products.searched',
    'cart.added',
    'order.placed',
  ])
    expect(kinds).toContain(kind)
  const prices = new Map<string, number>()
  for (const { catalog, reports } of past) {
    for (const event of catalog) {
      if (event.kind === 'product.listed') prices.set(event.product.id, event.product.priceMinor!)
      if (event.kind === 'product.repriced') prices.set(event.product, event.priceMinor)
    }
    for (const { event } of reports) {
      if (event?.kind !== 'order.placed') continue
      for (const { product, priceMinor } of event.lines) expect(priceMinor).toBe(prices.get(product))
    }
  }
})

test('what somebody views is worth more to them than what they could have viewed', () => {
  const viewed = reports.filter(({ event }) => event?.kind === 'product.viewed')
  const taste = (user: string, product: string) => {
    const one = town.products.find((candidate) => candidate.product.id === product)!
    return town.shoppers.find(({ id }) => id === user)!.tastes.kinds[one.kind]!
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const chosen = mean(viewed.map(({ user, event }) => taste(user!, (event as { product: string }).product)))
  const all = mean(town.shoppers.flatMap(({ id }) => town.products.map(({ product }) => taste(id, product.id))))
  expect(chosen).toBeGreaterThan(all + 0.5)
})
