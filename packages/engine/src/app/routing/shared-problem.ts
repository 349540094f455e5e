import type { RoutingProblem, TravelProfile } from '@nunchi/kernel'

/**
 * The same problem with its matrices in memory that threads share: copied once, however many threads solve it. What lies in such memory
 * already is taken as it is, so nobody may write to it any more.
 */
export function sharedProblem(problem: RoutingProblem): RoutingProblem {
  const copies = new Map<Int32Array, Int32Array>() // durations may be the distances as well
  const share = (matrix: Int32Array): Int32Array => {
    if (matrix.buffer instanceof SharedArrayBuffer) return matrix
    const known = copies.get(matrix)
    if (known) return known
    const copy = new Int32Array(new SharedArrayBuffer(matrix.byteLength))
    copy.set(matrix)
    copies.set(matrix, copy)
    return copy
  }
  const profiles = problem.profiles.map(
    (profile): TravelProfile => ({
      ...profile,
      durations: share(profile.durations),
      distances: share(profile.distances),
      ...(profile.costs ? { costs: share(profile.costs) } : {}),
    }),
  )
  return { ...problem, profiles }
}
