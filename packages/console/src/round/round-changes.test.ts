import { expect, test } from 'vitest'
import { changesOf } from './round-changes.ts'
import { round, stop } from './testing-round.ts'

const [a, b, c] = round.stops as [
  (typeof round.stops)[number],
  (typeof round.stops)[number],
  (typeof round.stops)[number],
]
const names = (stops: readonly { readonly delivery: string }[] | undefined) => stops?.map(({ delivery }) => delivery)

test('what came, what went and another order are told; what the driver did is not', () => {
  const other = changesOf(round, { ...round, stops: [a, stop('d'), { ...b, state: 'cancelled' }] })
  expect([names(other?.added), names(other?.gone), other?.isReordered]).toEqual([['d'], ['b', 'c'], false])
  expect(changesOf(round, { ...round, stops: [a, c, b] })).toMatchObject({ added: [], gone: [], isReordered: true })
  expect(changesOf(round, { ...round, stops: [{ ...a, state: 'delivered', endedAt: 5 }, b, c] })).toBeUndefined()
  expect(changesOf(round, round)).toBeUndefined()
})

test('another day, another vehicle, or a first look is no change; a plan that was withdrawn is', () => {
  const less = { ...round, stops: [] }
  expect(changesOf(round, { ...less, day: '2026-07-28' })).toBeUndefined()
  expect(changesOf(round, { ...less, vehicle: 'other' })).toBeUndefined()
  expect(changesOf(undefined, round)).toBeUndefined()
  expect(names(changesOf(round, { ...less, state: 'none' })?.gone)).toEqual(['a', 'b', 'c'])
})
