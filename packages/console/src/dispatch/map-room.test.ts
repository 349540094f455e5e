import { expect, test } from 'vitest'
import { withRoom } from './map-room.ts'

test('who comes first has the room, and who is far enough away as well', () => {
  const line = [0, 5, 14.9, 15, 40, 30].map((x) => ({ x, y: -3 }))
  expect(withRoom(line, 15)).toEqual([true, false, false, true, true, false])
})

test('no two have room within a distance, none further away goes without, and pushing changes nothing', () => {
  const points = Array.from({ length: 400 }, (_, n) => ({ x: (n * 7_919) % 199, y: (n * 104_729) % 173 }))
  const room = withRoom(points, 15)
  const apart = (a: number, b: number) => Math.hypot(points[a]!.x - points[b]!.x, points[a]!.y - points[b]!.y)
  for (const n of points.keys()) {
    const near = [...points.keys()].filter((other) => other < n && room[other] && apart(n, other) < 15)
    expect(room[n]).toBe(near.length === 0)
  }
  expect(room).toContain(false)
  expect(
    withRoom(
      points.map(({ x, y }) => ({ x: x - 1_003, y: y + 77 })),
      15,
    ),
  ).toEqual(room)
})
