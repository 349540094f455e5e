import type { ArrivalBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { arrivalsOf } from './use-arrivals.ts'

test('an order has its own parcels, and not those of a number that only begins like it', () => {
  const arrivals = ['1001', '1001-1', '1001/2', '10012', '10012-1', '2'].map(
    (delivery) => ({ delivery }) as ArrivalBody,
  )
  expect(arrivalsOf(arrivals, '1001').map(({ delivery }) => delivery)).toEqual(['1001', '1001-1', '1001/2'])
  expect(arrivalsOf(arrivals, '7')).toEqual([])
})
