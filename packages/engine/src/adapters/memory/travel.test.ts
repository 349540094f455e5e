import { metresBetween, noWay } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { seoulPlaces, travelMatrixContract } from '../../ports/travel-matrix.contract.ts'
import type { TravelAsk, TravelMatrix } from '../../ports/travel-matrix.ts'
import { KeptTravel } from './kept-travel.ts'
import { GivenTravel } from './testing-given-travel.ts'

const close = async () => {}
const island = { lat: 1, lon: 1 }
/** Between the places of Seoul all ways are known, from an island and to it none. */
const given = () => {
  const places = [...seoulPlaces, island]
  const metres = places.flatMap((from) => places.map((to) => Math.round(1.3 * metresBetween(from, to))))
  const [durations, distances] = [Int32Array.from(metres, (one) => (one * 3.6) / 30), Int32Array.from(metres)]
  const last = seoulPlaces.length
  const isNoWay = (_: number, arc: number) =>
    (Math.floor(arc / places.length) === last) !== (arc % places.length === last) ? noWay : undefined
  return new GivenTravel(places, {
    car: {
      durations: durations.map((seconds, arc) => isNoWay(seconds, arc) ?? seconds),
      distances: distances.map((metres, arc) => isNoWay(metres, arc) ?? metres),
    },
  })
}

travelMatrixContract('a given matrix', async () => ({ matrix: given(), island, close }))
travelMatrixContract('kept', async () => ({ matrix: new KeptTravel(given()), island, close }))
travelMatrixContract('kept, but few', async () => ({ matrix: new KeptTravel(given(), 40), island, close }))

/** How many pairs are asked of what is behind. */
function counted(): { readonly matrix: TravelMatrix; readonly asked: number[] } {
  const source = given()
  const asked: number[] = []
  const table = (ask: TravelAsk) => {
    asked.push(ask.sources.length * ask.destinations.length)
    return source.table(ask)
  }
  return { matrix: { name: 'counted', knows: (profile) => source.knows(profile), table }, asked }
}

const square = (count: number) => {
  const places = seoulPlaces.slice(0, count)
  return { profile: 'car', sources: places, destinations: places }
}

test('what was asked is not asked again, and a new place asks for its row and its column', async () => {
  const { matrix, asked } = counted()
  const kept = new KeptTravel(matrix)
  const first = await kept.table(square(20))
  expect(await kept.table(square(20))).toEqual(first)
  expect(asked).toEqual([400])
  expect(await kept.table(square(21))).toEqual(await given().table(square(21)))
  expect(asked).toEqual([400, 21, 20])
  const near = { ...square(1), destinations: [{ lat: seoulPlaces[1]!.lat + 1e-7, lon: seoulPlaces[1]!.lon }] }
  expect((await kept.table(near)).durations[0]).toBe(first.durations[1])
  expect(asked).toHaveLength(3)
})

test('no more is kept than was said, and the oldest goes', async () => {
  const { matrix, asked } = counted()
  const kept = new KeptTravel(matrix, 100)
  await kept.table(square(10))
  const other = { ...square(1), sources: [seoulPlaces[50]!], destinations: seoulPlaces.slice(40, 50) }
  await kept.table(other)
  await kept.table(other)
  expect(asked).toEqual([100, 10])
  expect(await kept.table(square(10))).toEqual(await given().table(square(10)))
  expect(asked.length).toBeGreaterThan(2)
})
