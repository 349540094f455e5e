import { type GeoPoint, noWay } from '@nunchi/kernel'
import { describe, expect, test } from 'vitest'
import { closingAfterEach } from './testing-contract.ts'
import type { TravelMatrix } from './travel-matrix.ts'

/** Made-up places in Seoul, each a little from the others. */
export const seoulPlaces: readonly GeoPoint[] = Array.from({ length: 130 }, (_, i) => ({
  lat: 37.5 + ((i * 37) % 101) / 1000,
  lon: 126.9 + ((i * 53) % 97) / 800,
}))

export type TravelUnderTest = {
  readonly matrix: TravelMatrix
  /** A place to which there is no way, if there can be one. */
  readonly island?: GeoPoint
  readonly close: () => Promise<void>
}

/** What every source of travel must do; its own test adds what is particular to it. */
export function travelMatrixContract(name: string, open: () => Promise<TravelUnderTest>): void {
  describe(`travel matrix contract: ${name}`, () => {
    const fresh = closingAfterEach(open)

    test('has a row for each source and a column for each destination', async () => {
      const { matrix } = await fresh()
      const [sources, destinations] = [seoulPlaces.slice(0, 3), seoulPlaces.slice(1, 6)]
      const { durations, distances, noWays, noWayCount } = await matrix.table({ profile: 'car', sources, destinations })
      expect([durations.length, distances.length]).toEqual([15, 15])
      expect([noWays, noWayCount]).toEqual([[], 0])
      // From place 1 to place 1, and from place 2 to place 2.
      expect([durations[5], distances[5], durations[11], distances[11]]).toEqual([0, 0, 0, 0])
      for (const [i, seconds] of durations.entries()) if (i !== 5 && i !== 11) expect(seconds).toBeGreaterThan(0)
    })

    test('of many places says the same as of each pair alone', async () => {
      const { matrix } = await fresh()
      const whole = await matrix.table({ profile: 'car', sources: seoulPlaces, destinations: seoulPlaces })
      expect(whole.durations).toHaveLength(130 * 130)
      for (const [i, j] of [
        [0, 129],
        [129, 0],
        [99, 101],
        [50, 49],
      ] as const) {
        const [sources, destinations] = [[seoulPlaces[i]!], [seoulPlaces[j]!]]
        const { durations, distances } = await matrix.table({ profile: 'car', sources, destinations })
        expect([durations[0], distances[0]]).toEqual([whole.durations[i * 130 + j], whole.distances[i * 130 + j]])
      }
    })

    test('of no places there is nothing', async () => {
      const { matrix } = await fresh()
      expect(await matrix.table({ profile: 'car', sources: [], destinations: seoulPlaces })).toMatchObject({
        durations: new Int32Array(0),
        noWayCount: 0,
      })
    })

    test('where there is no way it names the pair, and never a length', async () => {
      const { matrix, island } = await fresh()
      if (!island) return
      const [sources, destinations] = [
        [seoulPlaces[0]!, island],
        [island, seoulPlaces[1]!],
      ]
      const { durations, distances, noWays, noWayCount } = await matrix.table({ profile: 'car', sources, destinations })
      expect([durations[0], distances[0], durations[3], distances[3]]).toEqual([noWay, noWay, noWay, noWay])
      expect([noWays, noWayCount]).toEqual([
        [
          [0, 0],
          [1, 1],
        ],
        2,
      ])
    })

    test('a profile that it does not know is refused', async () => {
      const { matrix } = await fresh()
      const sources = seoulPlaces.slice(0, 2)
      expect([matrix.knows('car'), matrix.knows('submarine')]).toEqual([true, false])
      await expect(matrix.table({ profile: 'submarine', sources, destinations: sources })).rejects.toMatchObject({
        code: 'TRAVEL_PROFILE',
      })
    })

    test('stops when it is told to', async () => {
      const { matrix } = await fresh()
      const signal = AbortSignal.abort(new Error('enough'))
      const asked = matrix.table({ profile: 'car', sources: seoulPlaces, destinations: seoulPlaces, signal })
      await expect(asked).rejects.toThrow('enough')
    })
  })
}
