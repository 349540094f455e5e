import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How much garbage may gather among what is old before it is collected: more than most shops' objects take. */
const garbageMax = 512 << 20
const percentMost = 400

/**
 * Prepares the heap for answering, once the state is loaded: collects what loading left, and lets later garbage gather.
 * Left alone, V8 marks all that is old again for every 40 MB of garbage or so (every 5 s under load), on as many threads as it likes;
 * on two cores an answer then waits up to 100 ms. Costs the garbage's memory, and at the start 1 s for each GB of objects;
 * the state's columns are outside this heap.
 */
export function settleHeap(): void {
  setFlagsFromString('--expose-gc')
  setFlagsFromString('--concurrent-marking-max-worker-num=1')
  setFlagsFromString(`--heap-growing-percent=${growingPercent(getHeapStatistics().used_heap_size)}`)
  const collect = runInNewContext('gc') as () => void
  collect()
}

/** How far the old may grow beyond what it holds; 0, which is to be left to V8, where objects take more than the garbage may. */
export function growingPercent(usedBytes: number): number {
  const percent = Math.min(percentMost, Math.floor((100 * garbageMax) / usedBytes))
  return percent < 100 ? 0 : percent
}
