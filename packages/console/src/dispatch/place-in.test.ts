import { expect, test } from 'vitest'
import { firstFree, placeIn, positionAt } from './place-in.ts'

const stop = (delivery: string, plannedAt: number, isFixed = false) => ({ delivery, plannedAt, isFixed })
const routes = [
  { vehicle: 'one', stops: [stop('a', 10, true), stop('b', 20), stop('c', 30)] },
  { vehicle: 'two', stops: [] },
]

test('a delivery is found with its index, and what is in no tour is out of the plan', () => {
  expect(placeIn(routes, 'c')).toEqual({ vehicle: 'one', position: 2 })
  expect(placeIn(routes, 'elsewhere')).toEqual({ vehicle: null })
})

test('a time means an index among the others, and never one before what is on its way', () => {
  expect(positionAt(routes[0]!, 'x', 25)).toBe(2)
  expect(positionAt(routes[0]!, 'b', 99)).toBe(2)
  expect(positionAt(routes[0]!, 'b', 5)).toBe(1)
  expect(positionAt(routes[1]!, 'b', 5)).toBe(0)
  expect(firstFree(routes[0]!, 'b')).toBe(1)
})
