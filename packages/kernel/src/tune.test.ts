import { expect, test } from 'vitest'
import { tune } from './tune.ts'

const grid = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
const hill = ({ x, y }: { x: number; y: number }) => -((x - 2) ** 2) - (y + 3) ** 2 - 0.5 * (x - 2) * (y + 3)

test('finds the top of a hill, one parameter at a time, scoring no setting twice', () => {
  const asked: string[] = []
  const score = (at: { x: number; y: number }) => {
    asked.push(JSON.stringify(at))
    return hill(at)
  }
  const found = tune({ x: grid, y: grid }, { start: { x: -4, y: 4 }, score, evaluationsMax: 1_000 })
  expect(found).toEqual({ best: { x: 2, y: -3 }, score: -0, evaluations: asked.length })
  expect(new Set(asked).size).toBe(asked.length)
  expect(asked.length).toBeLessThan(grid.length ** 2 / 2)
})

test('spends no more than its budget and gives the best it has seen', () => {
  let best = Number.NEGATIVE_INFINITY
  const score = (at: { x: number; y: number }) => {
    best = Math.max(best, hill(at))
    return hill(at)
  }
  const found = tune({ x: grid, y: grid }, { start: { x: -4, y: 4 }, score, evaluationsMax: 5 })
  expect([found.evaluations, found.score]).toEqual([5, best])
})
