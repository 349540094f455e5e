import { expect, test } from 'vitest'
import { readModel } from './read-model.ts'
import { routeTask } from './task.ts'

test('a largest load during a break holds for the amounts that it names', () => {
  const delivery = { parcels: 1, cubicMm: 900_000_000 }
  const ask = readModel({
    places: [{ id: 'depot' }, { id: 'north' }],
    profiles: [
      {
        id: 'van',
        durationSeconds: [
          [0, 60],
          [60, 0],
        ],
      },
    ],
    stops: ['a', 'b'].map((id) => ({ id, place: 'north', delivery })),
    vehicles: [
      {
        id: 'van',
        start: 'depot',
        capacity: { parcels: 9, cubicMm: 1_000_000_000 },
        breaks: [{ id: 'lunch', seconds: 60, maxLoad: { parcels: 3 } }],
      },
    ],
  })
  const [{ breaks }] = routeTask(ask).problem.vehicles
  expect(breaks[0].maxLoad).toEqual([Number.MAX_SAFE_INTEGER, 3])
})
