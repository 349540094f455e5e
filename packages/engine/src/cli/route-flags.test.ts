import { Command } from 'commander'
import { expect, test } from 'vitest'
import { type RoutingFormat, routingFormats } from '../app/routing-files/named-problem.ts'
import { addRoadOptions } from './road-options.ts'
import { checkFlags, flagForms, spelled } from './route-flags.ts'
import { type RouteFlags, withRouteOptions } from './route-options.ts'

const ways = 'speed ways detour osrm valhalla road-snap road-table'
/** What may be said of each form beside what may be said of all. */
const allowed: Readonly<Record<RoutingFormat, string>> = {
  vrplib: '',
  solomon: 'rounding objective',
  lilim: 'rounding objective',
  hvrp: '',
  loggibud: '',
  csv: `objective depot vehicles capacity shift skills ${ways}`,
  vroom: ways,
  model: ways,
}
const forAll = 'seconds iterations seed threads format write out quiet'.split(' ')

const refused = (format: RoutingFormat, flags: Partial<RouteFlags>, given = Object.keys(flags)) => {
  try {
    checkFlags(format, { file: 'a', flags: flags as RouteFlags, given: new Set(given as (keyof RouteFlags)[]) })
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test('every option is of all forms, or of those that the table names', () => {
  const { options } = addRoadOptions(withRouteOptions(new Command()))
  const known = [...forAll, ...Object.keys(flagForms)]
  expect(options.map((one) => one.attributeName()).sort()).toEqual(known.sort())
})

test.each(routingFormats)('%s: flags that say nothing of it are refused, those that do are taken', (format) => {
  const whole = { speed: 25, osrm: { car: 'http://127.0.0.1:1' } }
  const taken = (Object.keys(flagForms) as (keyof typeof flagForms)[]).filter((flag) => {
    // Beside what they add to, which the environment may say.
    const flags = flag === 'osrm' || flag === 'valhalla' ? { osrm: whole.osrm } : whole
    return refused(format, flags, [flag]) === ''
  })
  expect(taken.map((flag) => spelled(flag).slice(2)).sort()).toEqual(allowed[format].split(' ').filter(Boolean).sort())
})

test('what adds to another flag is refused without it, and what contradicts another', () => {
  expect(refused('csv', { detour: 130 })).toMatch(/^--detour cannot be used with a: .*To mend it, add --speed KMH\.$/)
  expect(refused('vroom', { ways: 'manhattan' })).toMatch(/add --speed KMH/)
  expect(refused('csv', { roadSnap: 5 })).toMatch(/^--road-snap .* add --osrm or --valhalla/)
  expect(refused('model', { roadTable: 5, valhalla: 'http://127.0.0.1:1' })).toBe('')
  expect(refused('csv', { speed: 25, valhalla: 'http://127.0.0.1:1' })).toMatch(
    /^--valhalla .*leave one of the two out/,
  )
  expect(refused('csv', { speed: 25, valhalla: 'http://127.0.0.1:1' }, ['speed'])).toBe('')
})

test('a road service of the environment is passed over where a form needs none', () => {
  expect(refused('vrplib', { osrm: { car: 'http://127.0.0.1:1' } }, [])).toBe('')
})
