import type { VehicleBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { depotBodyOf, depotDraftOf, vehicleBodyOf, vehicleDraftOf } from './site-draft.ts'

const night: VehicleBody = {
  vehicle: 'v',
  name: 'Van',
  driver: 'Kim',
  depot: 'd',
  capacity: { parcels: 60, grams: 400_000 },
  shift: { fromMinute: 22 * 60, untilMinute: 30 * 60 },
  pause: { fromMinute: 23 * 60, untilMinute: 25 * 60, minutes: 30 },
  skills: ['cold'],
  costs: { fixedMinor: 1_050, perKmMinor: 25, perHourMinor: 1_400 },
  returns: false,
  stopsMax: 20,
  tripsMax: 3,
  loadingMinutes: 15,
}

test('a vehicle that is opened and saved stays what it is, over midnight and with cents', () => {
  const { vehicle: _, ...body } = night
  const draft = vehicleDraftOf(night, 'other', 2)
  expect(draft).toMatchObject({ from: '22:00', until: '06:00', fixed: '10.5', capacity: 'parcels 60, grams 400000' })
  expect(vehicleBodyOf(draft, { digits: 2, before: night })).toEqual(body)
})

test('what cannot be read is not sent', () => {
  const draft = vehicleDraftOf(night, 'd', 0)
  const saved = (part: object) => vehicleBodyOf({ ...draft, ...part }, { digits: 0, before: undefined })
  for (const wrong of [
    { name: ' ' },
    { capacity: 'many' },
    { perKm: 'x' },
    { fixed: '-1' },
    { from: '' },
    { depot: '' },
    { tripsMax: 'often' },
  ])
    expect(saved(wrong)).toBeUndefined()
  expect(saved({ capacity: '', stopsMax: '' })).toMatchObject({ capacity: {} })
})

test('a depot goes by straight lines or around blocks at a speed that is said, or by roads', () => {
  const draft = { ...depotDraftOf(), id: 'd', name: 'D', lat: '37.5', lon: '127', zone: 'Asia/Seoul' }
  expect(depotBodyOf(draft)?.travel).toEqual({ by: 'great-circle', kmPerHour: 30, detourPercent: 130 })
  const travel = { by: 'manhattan', kmPerHour: 20, detourPercent: 110 } as const
  const body = { depot: 'd', name: 'D', lat: 37.5, lon: 127, zone: 'Asia/Seoul', travel }
  expect(depotBodyOf(depotDraftOf(body))?.travel, 'what is not typed stays').toEqual(travel)
  expect(depotBodyOf({ ...draft, by: 'manhattan' })?.travel).toEqual({ ...travel, kmPerHour: 30, detourPercent: 130 })
  expect(depotBodyOf({ ...draft, by: 'roads', kmPerHour: '' })?.travel).toEqual({ by: 'roads' })
  expect(depotBodyOf(depotDraftOf({ ...body, travel: { by: 'roads' } }))?.travel).toEqual({ by: 'roads' })
  expect(depotBodyOf({ ...draft, kmPerHour: '' }), 'a speed is never made up').toBeUndefined()
  expect(depotBodyOf({ ...draft, lat: '' })).toBeUndefined()
})
