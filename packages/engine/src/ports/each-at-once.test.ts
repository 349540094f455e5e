import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { eachAtOnce } from './each-at-once.ts'

test('does all, some at once, begun in their order', async () => {
  const [begun, indices]: [number[], number[]] = [[], []]
  let [now, most] = [0, 0]
  await eachAtOnce([5, 1, 4, 2, 3], 2, async (ms, index) => {
    begun.push(ms)
    most = Math.max(most, ++now)
    await pause(ms)
    indices.push(index)
    now--
  })
  expect([begun, most, indices.sort()]).toEqual([[5, 1, 4, 2, 3], 2, [0, 1, 2, 3, 4]])
  await eachAtOnce([], 2, () => Promise.reject(new Error('nothing is there')))
})

test('begins no more where one fails', async () => {
  const begun: number[] = []
  const all = eachAtOnce([1, 2, 3, 4], 2, async (one) => {
    begun.push(one)
    if (one === 1) throw new Error('enough')
    await pause(1)
  })
  await expect(all).rejects.toThrow('enough')
  await pause(5)
  expect(begun).toEqual([1, 2])
})
