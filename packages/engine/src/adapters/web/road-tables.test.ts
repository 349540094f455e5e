import type { GeoPoint } from '@nunchi/kernel'
import { afterEach, describe, expect, test } from 'vitest'
import { seoulPlaces, travelMatrixContract } from '../../ports/travel-matrix.contract.ts'
import { OsrmTravel } from './osrm.ts'
import { FakeTables, island, offRoad } from './testing-table-servers.ts'
import { ValhallaTravel } from './valhalla.ts'

const kinds = [
  ['osrm', (url: string, more = {}) => new OsrmTravel({ servers: { car: url }, backoffMs: 1, ...more })],
  ['valhalla', (url: string, more = {}) => new ValhallaTravel({ url, backoffMs: 1, ...more })],
  ['valhalla-concise', (url: string, more = {}) => new ValhallaTravel({ url, backoffMs: 1, ...more })],
] as const

for (const [kind, open] of kinds) {
  travelMatrixContract(kind, async () => {
    const fake = await FakeTables.start(kind)
    return { matrix: open(fake.url), island, close: () => fake.close() }
  })

  describe(`a road service: ${kind}`, () => {
    let fake: FakeTables | undefined
    afterEach(() => fake?.close())
    const ask = { profile: 'car', sources: seoulPlaces.slice(0, 2), destinations: seoulPlaces.slice(2, 4) }

    test('is asked in blocks that it takes, each pair once', async () => {
      fake = await FakeTables.start(kind)
      await open(fake.url).table({ ...ask, sources: seoulPlaces, destinations: seoulPlaces })
      const blocks = kind === 'osrm' ? 4 : 9
      expect(fake.asked).toHaveLength(blocks)
      expect(fake.asked.reduce((sum, pairs) => sum + pairs, 0)).toBe(130 * 130)
    })

    test('answers in seconds and metres, each way its own', async () => {
      fake = await FakeTables.start(kind)
      const [south, north] = [
        { lat: 37.5, lon: 127 },
        { lat: 37.6, lon: 127 },
      ]
      const table = await open(fake.url).table({
        profile: 'car',
        sources: [south, north],
        destinations: [south, north],
      })
      // A tenth of a degree is 11,119.5 m, and 40 % longer by road.
      expect([...table.distances]).toEqual([0, 15_567, 15_567, 0])
      expect([...table.durations]).toEqual([0, 1_557, 2_335, 0])
    })

    test('that is busy or broken for a moment is asked again', async () => {
      fake = await FakeTables.start(kind)
      fake.mischief = (response, index) => {
        if (index > 2) return false
        if (index === 0) response.writeHead(429, { 'retry-after': '0' }).end()
        else if (index === 1) response.writeHead(503).end()
        else response.destroy()
        return true
      }
      expect((await open(fake.url).table(ask)).durations).toHaveLength(4)
      expect(fake.asked).toHaveLength(4)
    })

    test('that stays broken, silent or away is refused by name', async () => {
      fake = await FakeTables.start(kind)
      fake.mischief = (response) => !!response.writeHead(500).end()
      await expect(open(fake.url).table(ask)).rejects.toMatchObject({
        code: 'TRAVEL_SERVICE',
        details: { url: `${fake.url}/`, reason: 'it answered 500' },
      })
      expect(fake.asked).toHaveLength(4)
      fake.mischief = () => true // no word
      await expect(open(fake.url, { timeoutMs: 20 }).table(ask)).rejects.toMatchObject({
        details: { reason: 'no answer came within 0.02 s' },
      })
      await fake.close()
      await expect(open(fake.url).table(ask)).rejects.toMatchObject({ code: 'TRAVEL_SERVICE' })
    })

    test.each([
      'not JSON',
      '{}',
      '[]',
      '{"code":"Ok","durations":[[1]],"distances":[[1]],"sources_to_targets":{"durations":[[1]],"distances":[[1]]}}',
      '{"code":"Ok","durations":[[0,-1],[1,0]],"distances":[[0,1],[1,0]],"sources_to_targets":[[{"time":0},{"time":-1}],[{},{}]]}',
      '{"code":"Ok","durations":[[0,"1"],[1,0]],"distances":[[0,1],[1,0]],"sources_to_targets":[1,2]}',
    ])('that answers something else is refused, and nothing is made up: %s', async (body) => {
      fake = await FakeTables.start(kind)
      fake.mischief = (response) => !!response.writeHead(200).end(body)
      await expect(open(fake.url).table(ask)).rejects.toMatchObject({ code: 'TRAVEL_SERVICE' })
      expect(fake.asked).toHaveLength(1)
    })

    test('that takes fewer places at once says so', async () => {
      fake = await FakeTables.start(kind)
      const matrix = open(fake.url, { sideMost: 200 })
      const asked = matrix.table({ ...ask, sources: seoulPlaces, destinations: seoulPlaces })
      await expect(asked).rejects.toMatchObject({
        details: {
          reason:
            kind === 'osrm'
              ? 'TooBig (Too many table coordinates)'
              : 'it answered 400 (150: Exceeded max locations:50)',
        },
      })
    })

    test('a place far from every road is refused, unless that is allowed', async () => {
      fake = await FakeTables.start(kind)
      const far = { ...ask, destinations: [seoulPlaces[0]!, offRoad] }
      await expect(open(fake.url).table(far)).rejects.toMatchObject(
        kind === 'osrm'
          ? { code: 'TRAVEL_OFF_ROAD', details: { lat: 38.4, lon: 128.1, metres: 4_322, most: 1_000 } }
          : { code: 'TRAVEL_SERVICE' },
      )
      expect((await open(fake.url, { offRoadMost: 5_000 }).table(far)).noWayCount).toBe(0)
    })

    test('draws the line along roads through any number of places, each once', async () => {
      fake = await FakeTables.start(kind)
      const line = await open(fake.url).line({ profile: 'car', points: seoulPlaces })
      const rounded = ({ lat, lon }: GeoPoint) => [lat.toFixed(5), lon.toFixed(5)].join()
      const corners = seoulPlaces.slice(1).flatMap((to, i) => [{ lat: seoulPlaces[i]!.lat, lon: to.lon }, to])
      expect(line.map(rounded)).toEqual([seoulPlaces[0]!, ...corners].map(rounded))
      expect(fake.asked).toEqual(kind === 'osrm' ? [100, 31] : [20, 20, 20, 20, 20, 20, 16])
    })

    test.each([
      '{}',
      '{"code":"Ok","routes":[],"trip":{"legs":[]}}',
      '{"code":"Ok","routes":[{"geometry":"\u0007"}],"trip":{"legs":[{"shape":"\u0007"}]}}',
    ])('that draws no line is refused: %s', async (body) => {
      fake = await FakeTables.start(kind)
      fake.mischief = (response) => !!response.writeHead(200).end(body)
      const drawn = open(fake.url).line({ profile: 'car', points: seoulPlaces.slice(0, 3) })
      await expect(drawn).rejects.toMatchObject({ code: 'TRAVEL_SERVICE' })
    })

    test('refuses to draw where there is no way, no road near, or no such profile', async () => {
      fake = await FakeTables.start(kind)
      const service = open(fake.url)
      const drawn = (to: GeoPoint, profile = 'car') => service.line({ profile, points: [seoulPlaces[0]!, to] })
      await expect(drawn(island)).rejects.toMatchObject({ details: { reason: expect.stringMatching(/NoRoute|442/) } })
      await expect(drawn(offRoad)).rejects.toMatchObject({
        code: kind === 'osrm' ? 'TRAVEL_OFF_ROAD' : 'TRAVEL_SERVICE',
      })
      await expect(drawn(seoulPlaces[1]!, 'submarine')).rejects.toMatchObject({ code: 'TRAVEL_PROFILE' })
    })

    test('is left alone once nobody waits for the answer', async () => {
      fake = await FakeTables.start(kind)
      const stop = new AbortController()
      fake.mischief = () => {
        stop.abort(new Error('gone'))
        return true
      }
      await expect(open(fake.url).table({ ...ask, signal: stop.signal })).rejects.toThrow('gone')
      expect(fake.asked).toHaveLength(1)
    })
  })
}
