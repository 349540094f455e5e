import { expect, test } from 'vitest'
import { Bank } from './bank.ts'
import { FlatProblem } from './flat-problem.ts'
import { scattered } from './testing-problems.ts'

test('where much stays left out some of it waits at a time, both ends of a shipment or none, and each has its turn', () => {
  const { problem, van } = scattered(100, 1, (i) => ({ priority: i % 3, ...(i < 40 ? { delivery: [0] } : {}) }))
  const shipments = Array.from({ length: 20 }, (_, i) => ({ pickup: i, delivery: 39 - i, amount: [1] }))
  const flat = new FlatProblem(problem([van(1)], { shipments }))
  const bank = new Bank(flat)
  const all = [...flat.weight.keys()]
  for (const stop of all) bank.leaveOut(stop)
  const { weight } = bank
  for (let round = 0; round < 200; round++) {
    bank.begin()
    expect(bank.waitingCount).toBe(all.length)
    bank.undo()
  }
  const turns = all.map(() => 0)
  for (let round = 0; round < 13; round++) {
    bank.begin()
    const waiting = [...bank.waiting.subarray(0, bank.waitingCount)]
    const absent = [...bank.absent.subarray(0, bank.absentCount)]
    expect(waiting.length).toBeLessThan(20)
    expect([...waiting, ...absent].sort((a, b) => a - b)).toEqual(all)
    for (const { pickup, delivery } of shipments) expect(waiting.includes(pickup)).toBe(waiting.includes(delivery))
    expect(bank.weight).toBe(weight - waiting.reduce((sum, stop) => sum + flat.weight[stop], 0))
    for (const stop of waiting) turns[stop]++
    bank.undo()
    expect(bank.weight).toBe(weight)
  }
  expect(Math.min(...turns)).toBe(1)
})
