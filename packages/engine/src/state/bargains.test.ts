import { expect, test } from 'vitest'
import { Bargains, type Choice } from './bargains.ts'

const choice = (change: Partial<Choice>): Choice => {
  return { row: 0, category: 1, priceMinor: 1_000, isReduced: false, ...change }
}

test('what is reduced is a bargain; what is cheap for its category too, once its prices are known', () => {
  const bargains = new Bargains()
  bargains.choose(choice({ isReduced: true }))
  bargains.choose(choice({ priceMinor: 10 })) // a second price says nothing yet of what is cheap
  expect(bargains.of(0)).toEqual({ chosen: 2, bargains: 1 })
  for (const priceMinor of [1_000, 1_100, 900, 1_000, 1_050]) bargains.choose(choice({ row: 1, priceMinor }))
  bargains.choose(choice({ row: 2, priceMinor: 5 }))
  bargains.choose(choice({ row: 2, priceMinor: 1_000 }))
  bargains.choose(choice({ row: 2, priceMinor: 5, category: 9 })) // a category nobody knows
  expect(bargains.of(2)).toEqual({ chosen: 3, bargains: 1 })
  expect([bargains.chosenInAll, bargains.bargainsInAll]).toEqual([10, 2])
})

test('no price, no choice; guests count for everybody; merged is added, forgotten is nothing; a snapshot is the same', () => {
  const bargains = new Bargains()
  bargains.choose(choice({ priceMinor: undefined, isReduced: true }))
  bargains.choose(choice({ row: -1, isReduced: true }))
  expect([bargains.of(0).chosen, bargains.chosenInAll]).toEqual([0, 1])
  bargains.choose(choice({ row: 0 }))
  bargains.choose(choice({ row: 3, isReduced: true }))
  bargains.merge(0, 3)
  expect([bargains.of(0), bargains.of(3)]).toEqual([
    { chosen: 0, bargains: 0 },
    { chosen: 2, bargains: 1 },
  ])
  const restored = new Bargains()
  restored.restore(structuredClone(bargains.save()))
  for (const one of [bargains, restored]) for (let n = 0; n < 9; n++) one.choose(choice({ priceMinor: 100 + n * 90 }))
  expect(restored.save()).toEqual(bargains.save())
  restored.clear(3)
  expect(restored.of(3)).toEqual({ chosen: 0, bargains: 0 })
})
