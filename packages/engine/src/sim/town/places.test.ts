import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import { startOf } from '../life/calendar.ts'
import { drawHomes, makeRoads, type RoadGrid } from './roads.ts'
import { kinds, makeTown, type Town, townSizes } from './town.ts'

const now = epochMs(Date.UTC(2026, 2, 1, 3))
const town = makeTown({ seed: 7, size: 'town', now, day: 20_513 })

const hashOf = ({ homes, warehouse, roads, vehicles }: Town) => {
  const { bins, binOf, lots } = warehouse
  const told = [[...homes], bins, [...binOf], lots, Object.values(roads).map((column) => [column].flat()), vehicles]
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}

/** The nodes that can be reached from the depot. */
function reached({ from, to, depot, xMetres }: RoadGrid): Set<number> {
  const next = Array.from(xMetres, (): number[] => [])
  from.forEach((node, edge) => {
    next[node]!.push(to[edge]!)
    next[to[edge]!]!.push(node)
  })
  const seen = new Set([depot])
  for (const node of seen) for (const other of next[node]!) seen.add(other)
  return seen
}

test('one seed makes one set of places, and another seed another', () => {
  expect(hashOf(makeTown({ seed: 7, size: 'town', now, day: 20_513 }))).toBe(hashOf(town))
  expect(hashOf(makeTown({ seed: 8, size: 'town', now, day: 20_513 }))).not.toBe(hashOf(town))
})

test('roads are longer than nothing, no shorter than the crow flies, and lead from the depot to everywhere', () => {
  for (const streets of [2, 3, 6, 11, 24, 80])
    for (const seed of [1, 2, 3]) {
      const roads = makeRoads({ seed, streets })
      expect(reached(roads).size).toBe(streets * streets)
      roads.from.forEach((node, edge) => {
        const other = roads.to[edge]!
        const [x, y] = [roads.xMetres, roads.yMetres].map((at) => at[node]! - at[other]!) as [number, number]
        expect(roads.lengthMetres[edge]).toBeGreaterThan(0)
        expect(roads.lengthMetres[edge]).toBeGreaterThanOrEqual(Math.hypot(x, y))
        expect(roads.speedKmh[edge]).toBeGreaterThan(0)
      })
    }
})

test('some side streets are missing, so that the way is not always straight', () => {
  const { from } = makeRoads({ seed: 1, streets: 24 })
  expect(from.length).toBeLessThan(2 * 24 * 23)
  expect(from.length).toBeGreaterThan(1.7 * 24 * 23)
})

test('everybody lives at a crossing, nobody in the warehouse', () => {
  for (const size of ['tiny', 'town'] as const) {
    const { homes, roads } = makeTown({ seed: 3, size, now })
    expect(homes).toHaveLength(townSizes[size].shoppers)
    for (const home of homes) expect(home).toBeLessThan(roads.xMetres.length)
    expect(homes).not.toContain(roads.depot)
  }
  expect(drawHomes({ seed: 1, count: 500, roads: makeRoads({ seed: 1, streets: 2 }) })).not.toContain(0)
})

test('every product has a bin of its own, and what perishes lies in the cold', () => {
  const { bins, binOf } = town.warehouse
  expect(new Set(binOf).size).toBe(town.products.length)
  for (const { number, kind } of town.products)
    expect(bins[binOf[number]!]!.isCooled).toBe(kinds[kind]!.freshDays !== undefined)
  expect(new Set(bins.map(({ name }) => name)).size).toBe(bins.length)
  expect(new Set(bins.map(({ xDm, yDm, level }) => `${xDm}:${yDm}:${level}`)).size).toBe(bins.length)
})

test('lots belong to products, hold something, and those of fresh goods end in time, the older before the younger', () => {
  const { lots } = town.warehouse
  expect(new Set(lots.map(({ id }) => id)).size).toBe(lots.length)
  const ends = new Map<number, number[]>()
  for (const { product, units, expiresAt } of lots) {
    expect(units).toBeGreaterThan(0)
    expect(expiresAt !== undefined).toBe(kinds[town.products[product]!.kind]!.freshDays !== undefined)
    if (expiresAt === undefined) continue
    expect(expiresAt).toBeGreaterThan(startOf(20_513))
    ends.set(product, [...(ends.get(product) ?? []), expiresAt])
  }
  for (const [older, younger] of ends.values()) expect(older).toBeLessThan(younger!)
  expect(new Set(lots.map(({ product }) => product)).size).toBe(town.products.length)
})

test('vehicles begin at the depot, can carry something, and some can carry it cold', () => {
  for (const size of ['tiny', 'town'] as const) {
    const { vehicles, roads } = makeTown({ seed: 3, size, now })
    expect(vehicles).toHaveLength(townSizes[size].vehicles)
    for (const one of vehicles) {
      expect(one.depot).toBe(roads.depot)
      expect(one.loadGramsMax).toBeGreaterThan(0)
      expect(one.endMinute).toBeGreaterThan(one.startMinute)
    }
    expect(vehicles.some(({ isCooled }) => isCooled)).toBe(true)
  }
})
