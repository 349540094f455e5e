import type { DispatchPlanBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { markAt, targetAt } from './map-hits.ts'
import { pixelOf, viewOf } from './map-plane.ts'
import { pointsOf, sceneOf, toursOf } from './plan-scene.ts'

const size = { width: 800, height: 600 }
const stop = (delivery: string, lat: number, lon: number, isFixed = false) => ({
  delivery,
  place: { lat, lon },
  isFixed,
  plannedAt: 0,
})
const routes = [
  {
    vehicle: 'north',
    depot: 'd',
    returns: true,
    stops: [stop('n1', 37.6, 127.0), stop('n2', 37.6, 127.1), stop('n3', 37.52, 127.2)],
  },
  { vehicle: 'south', depot: 'd', returns: true, stops: [stop('s1', 37.4, 127.0, true), stop('s2', 37.4, 127.1)] },
] as unknown as DispatchPlanBody['routes']
const tours = toursOf({ routes }, false)
const unserved = [{ delivery: 'u', place: { lat: 37.5, lon: 127.09 }, reasons: [] }]
const scene = sceneOf({ tours, unserved, depots: [{ depot: 'd', name: 'D', lat: 37.5, lon: 127.0 }], roads: [] })
const view = viewOf(pointsOf(scene, undefined), size)
const shown = { scene, view, size, chosen: {} }
const pixel = (delivery: string) => pixelOf(scene.marks.find((mark) => mark.delivery === delivery)!.at, view, size)
const between = (one: string, other: string) => {
  const [a, b] = [pixel(one), pixel(other)]
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

test('a stop is found where it is drawn, and those of other tours are not while one is looked at', () => {
  expect(markAt(shown, pixel('n2'))?.delivery).toBe('n2')
  expect(markAt({ ...shown, chosen: { vehicle: 'south' } }, pixel('n2'))).toBeUndefined()
  expect(markAt({ ...shown, chosen: { vehicle: 'south' } }, pixel('u'))?.delivery).toBe('u')
  expect(markAt(shown, { x: 1, y: 1 })).toBeUndefined()
})

test('a stop that is dropped on a stretch comes between its ends', () => {
  expect(targetAt(shown, 'u', between('n1', 'n2'))?.target).toEqual({ vehicle: 'north', position: 1 })
  expect(targetAt(shown, 's2', between('n1', 'n2'))?.target).toEqual({ vehicle: 'north', position: 1 })
  expect(targetAt(shown, 'u', { x: 797, y: 597 })).toBeUndefined()
})

test('within its own tour positions are counted without it, and none is before what is fixed', () => {
  expect(targetAt(shown, 'n1', between('n2', 'n3'))?.target).toEqual({ vehicle: 'north', position: 1 })
  const depot = pixelOf(scene.depots[0]!.at, view, size)
  const beforeFixed = { x: depot.x, y: (depot.y + pixel('s1').y) / 2 + 20 }
  expect(targetAt(shown, 's2', beforeFixed)?.target).toEqual({ vehicle: 'south', position: 1 })
})

test('a tour that does not come back ends at its last stop', () => {
  const open = toursOf({ routes: routes.map((route) => ({ ...route, returns: false })) }, false)
  const { lines, marks, depots } = sceneOf({
    tours: open,
    unserved,
    depots: [{ depot: 'd', name: 'D', lat: 37.5, lon: 127.0 }],
    roads: [],
  })
  expect(lines[0]!.points.at(0)).toEqual(depots[0]!.at)
  expect(lines[0]!.points.at(-1)).toEqual(marks.find(({ delivery }) => delivery === 'n3')!.at)
})

test('the view is that of the tours, whatever wrong coordinates a stop has that is left out', () => {
  const depots = [{ depot: 'd', name: 'D', lat: 37.5, lon: 127.0 }]
  const astray = { delivery: 'astray', place: { lat: -37.5, lon: -127 }, reasons: [] }
  const isIn = (scene: ReturnType<typeof sceneOf>, delivery: string) =>
    pointsOf(scene, undefined).includes(scene.marks.find((mark) => mark.delivery === delivery)!.at)
  const planned = sceneOf({ tours, unserved: [...unserved, astray], depots, roads: [] })
  expect(isIn(planned, 'u')).toBe(true)
  expect(isIn(planned, 'n1')).toBe(true)
  expect(isIn(planned, 'astray')).toBe(false)
  const nothingPlanned = sceneOf({ tours: [], unserved: [astray], depots, roads: [] })
  expect(isIn(nothingPlanned, 'astray')).toBe(true)
})
