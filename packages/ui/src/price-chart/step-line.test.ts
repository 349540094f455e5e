import { expect, test } from 'vitest'
import { frameOf, heightOf, pathOf, runsOf, withNow } from './step-line.ts'

const history = {
  steps: [{ at: 0 }, { at: 10, priceMinor: 900 }, { at: 20, priceMinor: 800 }, { at: 30 }, { at: 40, priceMinor: 850 }],
  to: 50,
}

test('a price holds until the next, and what could not be had parts the line', () => {
  expect(runsOf(history)).toEqual([
    [
      { from: 10, to: 20, minor: 900 },
      { from: 20, to: 30, minor: 800 },
    ],
    [{ from: 40, to: 50, minor: 850 }],
  ])
})

test('the line is level while a price holds, and the cheaper the lower', () => {
  const runs = runsOf(history)
  const frame = frameOf(runs, undefined)!
  expect(pathOf(runs[0], frame)).toBe(`M0 ${heightOf(900, frame)}H25V${heightOf(800, frame)}H50`)
  expect(heightOf(800, frame)).toBeGreaterThan(heightOf(900, frame))
  expect(pathOf(runs[1], frame)).toBe(`M75 ${heightOf(850, frame)}H100`)
})

test('the target is inside, one price alone is in the middle, and without one there is nothing to draw', () => {
  const runs = runsOf(history)
  expect(heightOf(500, frameOf(runs, 500)!)).toBeLessThan(100)
  expect(heightOf(700, frameOf(runsOf({ steps: [{ at: 0, priceMinor: 700 }], to: 9 }), undefined)!)).toBe(50)
  expect(frameOf(runsOf({ steps: [{ at: 0 }], to: 9 }), 500)).toBeUndefined()
})

test('the price of now ends the line, where it is another one', () => {
  expect(withNow(history, 850)).toEqual(history)
  expect(runsOf(withNow(history, 700)).at(-1)).toEqual([
    { from: 40, to: 50, minor: 850 },
    { from: 50, to: 50, minor: 700 },
  ])
  expect(runsOf(withNow(history, undefined))).toEqual(runsOf(history))
})
