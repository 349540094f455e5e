import type { FlatProblem } from './flat-problem.ts'

/** How much dearer a plan may be that the search goes on from, in cost: at the beginning and at the end. */
export type Temperatures = { readonly hot: number; readonly cold: number }

/**
 * Temperatures that fit the costs of a problem, whatever their unit: shares of what it costs to go from one stop to
 * another, in the median, so that a few stops that cannot be reached do not count. The length of arcs in a good plan is no
 * measure: clusters with windows have short ones and need a hot start. At most 2^16 pairs are looked at.
 * Measured on CVRP, Homberger and real asymmetric problems at 2 and 3 s: three times hotter costs little, three times
 * colder much.
 */
export function temperatures({ stops, row, col, types }: FlatProblem): Temperatures {
  const arcs: number[] = []
  const step = Math.max(1, Math.ceil(stops / 256))
  for (let i = 0; i < stops; i += step) {
    for (let j = 0; j < stops; j += step) {
      if (i === j) continue
      const arc = row[i]! + col[j]!
      arcs.push(types.costs[0]![arc]! + types.perDuty[0]! * types.times[0]![arc]!)
    }
  }
  const middle = Float64Array.from(arcs).sort()[arcs.length >> 1] ?? 0
  const scale = Math.max(1, middle)
  const heat = types.count > 1 ? 3 : 1 // a stop that changes to a vehicle of another type costs less or more all the way
  return { hot: 0.4 * heat * scale, cold: 0.002 * heat * scale }
}
