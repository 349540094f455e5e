import { expect, test } from 'vitest'
import { preliminaryScore, sessionFeatures, writeFeatures } from './session-features.ts'
import { sessionSignals, signalOf } from './session-signals.ts'
import { SignalTable } from './signal-table.ts'

test('golden: the features of a repeat and of a new item', () => {
  const table = new SignalTable(sessionSignals.length)
  const said = { 5: { near: 2, alike: 4, repeat: 0.5 }, 8: { near: 1, forward: 0.01, pair: 3 } }
  for (const [item, signals] of Object.entries(said))
    for (const [name, value] of Object.entries(signals)) {
      const at = table.touch(Number(item)) * table.width
      table.values[at + signalOf[name as keyof typeof signalOf]] = value
    }
  const inputs = new Float32Array(2 * sessionFeatures.length)
  const query = { items: Uint32Array.of(5, 5, 6, 99), length: 3 }
  const clicks = { countOf: (item: number) => (item === 8 ? 9 : 0), lateShareOf: () => 0.9e-5 }
  writeFeatures(inputs, { query, table, places: Uint32Array.of(1, 0), n: 2, clicks })
  const of = (candidate: number, name: (typeof sessionFeatures)[number]) =>
    inputs[candidate * sessionFeatures.length + sessionFeatures.indexOf(name)]!
  const both = (name: (typeof sessionFeatures)[number]) => [of(0, name), of(1, name)]
  expect(both('near')).toEqual([0.5, 1])
  expect(of(1, 'nearLog')).toBeCloseTo(0, 3)
  expect(of(0, 'alikeLog')).toBeCloseTo(Math.log(1e-3) / 7, 6)
  expect(both('pair')).toEqual([0.75, 0])
  expect(of(0, 'forward')).toBeCloseTo(Math.log(2) / 4, 6)
  expect(of(0, 'clicks')).toBeCloseTo(Math.log(10) / 5, 6)
  for (const value of both('clicksLately')) expect(value).toBeCloseTo(0, 6)
  expect(both('isRepeat')).toEqual([0, 1])
  expect(both('repeatRecency')).toEqual([0, 0.5]) // last seen two steps back from what comes next
  expect(of(1, 'repeatCount')).toBeCloseTo(Math.log(3), 6)
  expect(both('isLast')).toEqual([0, 0])
  expect(both('place')).toEqual([0, expect.closeTo(Math.log(2) / 5, 6)])
  expect(both('length')[0]).toBeCloseTo(Math.log(3) / 2, 6)
  expect(both('repeatShare')[1]).toBeCloseTo(1 / 3, 6)
  expect(inputs.every(Number.isFinite)).toBe(true)
})

test('the preliminary order puts repeats first, then the plain sum', () => {
  const values = new Float64Array(sessionSignals.length)
  values[signalOf.near] = 3
  values[signalOf.forward] = 0.1
  values[signalOf.hops] = 0.2
  expect(preliminaryScore(values, 0, 6)).toBeCloseTo(0.5 + 0.2 + 0.1, 12)
  values[signalOf.repeat] = 0.01
  expect(preliminaryScore(values, 0, 6)).toBeGreaterThan(10)
})
