import type { KMeansResult, KMeansTask } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { runInWorker } from './tasks.ts'

test('a worker runs from where this is run from and gives its result', async () => {
  const points = Float32Array.of(1, 0, 1, 0.1, 0, 1, 0.1, 1)
  const task: KMeansTask = { points, dims: 2, k: 2, seed: 1, iterationsMax: 10 }
  const { assigned } = await runInWorker<KMeansResult>('k-means', task)
  expect(assigned[0]).toBe(assigned[1])
  expect(assigned[2]).toBe(assigned[3])
  expect(assigned[0]).not.toBe(assigned[2])
})

test('a worker that does not exist is said to be missing', async () => {
  await expect(runInWorker('nobody', {})).rejects.toThrow('no thread begins at')
})
