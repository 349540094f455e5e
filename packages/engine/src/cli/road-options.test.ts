import { Command } from 'commander'
import { expect, test } from 'vitest'
import { FakeTables } from '../adapters/web/testing-table-servers.ts'
import { seoulPlaces } from '../ports/travel-matrix.contract.ts'
import { addRoadOptions, osrmOption, type RoadFlags, roadsOf, serverOption } from './road-options.ts'

const flagsOf = (...words: string[]): RoadFlags => {
  const command = addRoadOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  return command.parse(words, { from: 'user' }).opts()
}

test('a server for each profile; one address alone is for cars', () => {
  expect(osrmOption('http://127.0.0.1:5000/')).toEqual({ car: 'http://127.0.0.1:5000' })
  expect(osrmOption('car=http://a:5000, bike=https://b/osrm')).toEqual({ car: 'http://a:5000', bike: 'https://b/osrm' })
  expect(serverOption('http://127.0.0.1:8002')).toBe('http://127.0.0.1:8002')
})

test.each(['', 'car=', 'ftp://a', 'a:5000', 'http://u:p@a', 'http://a?b=c', 'car=http://a,http://b'])(
  'refuses %j',
  (text) => {
    expect(() => osrmOption(text)).toThrow()
  },
)

test('refuses two services at once, and sizes that are none', () => {
  expect(() => flagsOf('--osrm', 'http://a', '--valhalla', 'http://b')).toThrow()
  expect(() => flagsOf('--road-snap', '0')).toThrow()
  expect(() => flagsOf('--road-table', 'many')).toThrow()
})

test('without a service there are no roads; with one it is asked as told', async () => {
  expect(roadsOf(flagsOf())).toBeUndefined()
  const fake = await FakeTables.start('osrm')
  try {
    const { matrix: roads } = roadsOf(flagsOf('--osrm', fake.url, '--road-table', '2'))!
    const places = seoulPlaces.slice(0, 4)
    await roads.table({ profile: 'car', sources: places, destinations: places })
    expect(fake.asked).toEqual([4, 4, 4, 4])
    roads.forget()
    await roads.table({ profile: 'car', sources: places.slice(0, 1), destinations: places.slice(0, 1) })
    expect(fake.asked).toHaveLength(5)
    expect([roads.name, roads.knows('bike')]).toEqual([`OSRM at ${fake.url}/`, false])
  } finally {
    await fake.close()
  }
})
