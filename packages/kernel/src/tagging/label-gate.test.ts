import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LabelGate } from './label-gate.ts'

function labelsOf(gate: LabelGate, key: number): number[] {
  gate.find(key)
  return [...gate.labels.subarray(gate.start, gate.end)]
}

test('law: has the labels of each key and none of others, also after it was saved and restored', () => {
  const key = fc.integer({ min: 0, max: 0xffffffff })
  const lists = fc.array(fc.tuple(key, fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 5 })), {
    maxLength: 80,
  })
  fc.assert(
    fc.property(lists, fc.array(key), (entries, others) => {
      const oracle = new Map(entries)
      const gate = new LabelGate()
      gate.fill(oracle)
      const restored = new LabelGate()
      restored.restore(gate.save())
      for (const one of [gate, restored])
        for (const asked of [...oracle.keys(), ...others]) expect(labelsOf(one, asked)).toEqual(oracle.get(asked) ?? [])
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('an empty gate has no labels', () => {
  expect(labelsOf(new LabelGate(), 0)).toEqual([])
})
