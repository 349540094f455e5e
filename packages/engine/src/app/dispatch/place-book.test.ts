import { noWay } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { straight } from '../routing/straight.ts'
import { type Located, PlaceBook } from './place-book.ts'

const travel = { by: 'great-circle', kmPerHour: 30, detourPercent: 130 } as const
const place = (n: number): Located => ({ lat: 37.5 + ((n * 37) % 100) / 1_000, lon: 127 + ((n * 61) % 100) / 1_000 })
const all = Array.from({ length: 60 }, (_, n) => place(n))
const pointsOf = (places: readonly Located[]) => places.map(({ lat, lon }) => [lon, lat] as const)

/** What straight lines between these places come to, whatever was asked before. */
function expectRight(
  found: Awaited<ReturnType<PlaceBook['ways']>>,
  rows: readonly number[],
  places: readonly Located[],
) {
  const right = straight(pointsOf(places), travel)
  for (const [i, from] of rows.entries())
    for (const [j, to] of rows.entries()) {
      const arc = found.placeOf(from) * found.places + found.placeOf(to)
      expect(found.profiles[0]!.durations[arc]).toBe(right.durations[i * places.length + j])
      expect(found.profiles[0]!.distances[arc]).toBe(right.distances[i * places.length + j])
    }
}

test('a book that grows place by place has the ways that a new one has', async () => {
  const book = new PlaceBook(undefined)
  const rows: number[] = []
  for (const [n, one] of all.entries()) {
    rows.push(book.rowOf(one))
    if (n >= 20) expectRight(await book.ways({ travels: [travel], rows, isCut: false }), rows, all.slice(0, n + 1))
  }
  expect(book.rowOf(place(3))).toBe(rows[3])
})

test('what is asked for a part, or cut out, has those rows alone; what is beyond the rows is no way to anything', async () => {
  const book = new PlaceBook(undefined)
  const rows = all.map((one) => book.rowOf(one))
  const whole = await book.ways({ travels: [travel], rows, isCut: false })
  expect(whole.places).toBeGreaterThan(all.length)
  const beyond = whole.profiles[0]!.durations.subarray(all.length, whole.places)
  expect(new Set(beyond)).toEqual(new Set([noWay]))
  const few = [rows[40]!, rows[7]!, rows[7]!]
  const part = await book.ways({ travels: [travel], rows: few, isCut: false })
  expect([part.places, part.placeOf(rows[40]!), part.placeOf(rows[7]!)]).toEqual([2, 0, 1])
  expectRight(part, [rows[40]!, rows[7]!], [all[40]!, all[7]!])
  const cut = await book.ways({ travels: [travel], rows, isCut: true })
  expect(cut.places).toBe(all.length)
  expectRight(cut, rows, all)
})

test('roads are asked for once, and again only where a place is new', async () => {
  const asked: number[] = []
  const book = new PlaceBook(async (_profile, points) => {
    asked.push(points.length)
    return straight(points, travel)
  })
  const rows = all.slice(0, 30).map((one) => book.rowOf(one))
  const roads = [{ by: 'roads' as const }]
  await Promise.all([
    book.ways({ travels: roads, rows, isCut: false }),
    book.ways({ travels: roads, rows: rows.slice(0, 3), isCut: false }),
  ])
  expect(asked).toEqual([30])
  rows.push(book.rowOf(all[30]!))
  expectRight(await book.ways({ travels: roads, rows, isCut: false }), rows, all.slice(0, 31))
  expect(asked).toEqual([30, 31])
  await expect(new PlaceBook(undefined).ways({ travels: roads, rows: [], isCut: false })).rejects.toThrow(
    'road service',
  )
})
