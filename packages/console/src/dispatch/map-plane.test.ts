import { expect, test } from 'vitest'
import { distanceToLine, MapPlane, pixelOf, pushed, scaleBar, viewOf, zoomed } from './map-plane.ts'

const size = { width: 800, height: 400 }
const cityHall = { lat: 37.5663, lon: 126.9779 }
const gangnam = { lat: 37.4979, lon: 127.0276 }

test('lengths on the plane are those on the ground', () => {
  const plane = new MapPlane([cityHall, gangnam])
  const [a, b] = [plane.metres(cityHall), plane.metres(gangnam)]
  const metres = Math.hypot(a.x - b.x, a.y - b.y)
  expect(metres).toBeGreaterThan(8_700) // 8,773 m by great circle
  expect(metres).toBeLessThan(8_850)
  expect(b.x).toBeGreaterThan(a.x) // further east is further right
  expect(b.y).toBeGreaterThan(a.y) // further south is further down
})

test('all that is to be seen is in sight, also where it is one place or none', () => {
  const points = [
    { x: -5_000, y: 200 },
    { x: 7_000, y: -900 },
  ]
  const view = viewOf(points, size)
  for (const point of points) {
    const { x, y } = pixelOf(point, view, size)
    expect(x).toBeGreaterThanOrEqual(28 - 1e-6)
    expect(x).toBeLessThanOrEqual(800 - 28 + 1e-6)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(400)
  }
  expect(Number.isFinite(viewOf([], size).scale)).toBe(true)
  expect(viewOf([{ x: 3, y: 4 }], size)).toMatchObject({ x: 3, y: 4 })
})

test('what is under the pointer stays there when it comes closer, and moves with it when it is pushed', () => {
  const view = viewOf([{ x: 0, y: 0 }], size)
  const point = { x: 37, y: -12 }
  const at = pixelOf(point, view, size)
  const closer = pixelOf(point, zoomed(view, 1.7, at, size), size)
  expect(closer.x).toBeCloseTo(at.x)
  expect(closer.y).toBeCloseTo(at.y)
  expect(pixelOf(point, pushed(view, 30, -8), size).x).toBeCloseTo(at.x + 30)
})

test('a scale bar is 1, 2 or 5 of something, and no longer than there is room', () => {
  for (const scale of [0.0001, 0.013, 0.2, 1.7]) {
    const { metres, pixels } = scaleBar(scale)
    expect(['1', '2', '5']).toContain(String(metres).replace(/[0.]/g, '').replace(/e.*/, ''))
    expect(pixels).toBeLessThanOrEqual(110 + 1e-9)
    expect(pixels).toBeGreaterThan(40)
  }
})

test('the distance to a line is that to its nearest point', () => {
  expect(distanceToLine({ x: 5, y: 3 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(3)
  expect(distanceToLine({ x: 13, y: 4 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(5)
  expect(distanceToLine({ x: 3, y: 4 }, { x: 0, y: 0 }, { x: 0, y: 0 })).toBe(5)
})
