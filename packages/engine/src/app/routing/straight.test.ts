import { metresBetween } from '@nunchi/kernel'
import { describe, expect, it } from 'vitest'
import { sharedProblem } from './shared-problem.ts'
import { straight, straightInSlices } from './straight.ts'

const travel = { by: 'great-circle', kmPerHour: 25, detourPercent: 130 } as const
const pointsOf = (n: number) =>
  Array.from({ length: n }, (_, i): [number, number] => [126.8 + ((i * 37) % 101) / 250, 37.4 + ((i * 53) % 97) / 400])

describe('straight', () => {
  it('measures every pair both ways, whatever block of rows it falls into', () => {
    const points = pointsOf(37)
    const { distances, durations } = straight(points, travel)
    points.forEach(([lon, lat], i) => {
      points.forEach(([otherLon, otherLat], j) => {
        const metres = metresBetween({ lon, lat }, { lon: otherLon, lat: otherLat }) * 1.3
        expect(Math.abs(distances[i * 37 + j]! - metres)).toBeLessThanOrEqual(0.501)
        expect(Math.abs(durations[i * 37 + j]! - (metres * 3.6) / 25)).toBeLessThanOrEqual(0.501)
      })
    })
  })

  it('lets others have their turn where there are many places, and says the same', async () => {
    const points = pointsOf(1_000) // half a million pairs
    let pauses = 0
    const sliced = await straightInSlices(points, travel, async () => {
      pauses += 1
    })
    expect(pauses).toBeGreaterThanOrEqual(4)
    const whole = straight(points, travel)
    expect(Buffer.compare(Buffer.from(sliced.distances.buffer), Buffer.from(whole.distances.buffer))).toBe(0)
    expect(Buffer.compare(Buffer.from(sliced.durations.buffer), Buffer.from(whole.durations.buffer))).toBe(0)
  })

  it('is in memory that threads share, so that a solve makes no copy of it', () => {
    const found = straight(pointsOf(3), travel)
    const [profile] = sharedProblem({
      places: 3,
      profiles: [found],
      dimensions: 0,
      stops: [],
      shipments: [],
      vehicles: [],
    }).profiles
    expect(profile!.durations).toBe(found.durations)
  })
})
