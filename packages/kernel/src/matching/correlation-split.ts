import type { CorrelationGraph } from './correlation-graph.ts'

/**
 * Shares the nodes of a cluster out between two of them that are to part: always the unit next that is drawn most to one
 * side. Units stay whole.
 * @returns those that go with `other`, and the sum of the weights between the two sides. O(units^2 + edges)
 */
export function splitInTwo(
  graph: CorrelationGraph,
  members: readonly number[],
  one: number,
  other: number,
): { away: number[]; between: number } {
  const units = unitsOf(graph, members)
  const unitOf = new Map(units.flatMap((unit, i) => unit.map((node) => [node, i] as const)))
  /** By unit: how much more it is drawn to the side of `one`; undefined once it has a side. */
  const drawn: (number | undefined)[] = units.map(() => 0)
  const away: number[] = []
  let between = 0
  const settle = (unit: number, sign: 1 | -1): void => {
    const lean = leanings[unit]!
    between += sign > 0 ? lean.toOther : lean.toOne
    drawn[unit] = undefined
    if (sign < 0) away.push(...units[unit]!)
    for (const node of units[unit]!)
      for (let i = 0; i < graph.edges.countOf(node); i++) {
        const slot = graph.edges.starts[node]! + i
        const far = unitOf.get(graph.edges.columns.other[slot]!)
        if (far === undefined || drawn[far] === undefined) continue
        const weight = graph.edges.columns.weight[slot]!
        drawn[far] = drawn[far]! + sign * weight
        leanings[far]![sign > 0 ? 'toOne' : 'toOther'] += weight
      }
  }
  const leanings = units.map(() => ({ toOne: 0, toOther: 0 }))
  settle(unitOf.get(one)!, 1)
  settle(unitOf.get(other)!, -1)
  for (let left = units.length - 2; left > 0; left--) {
    let next = -1
    drawn.forEach((amount, unit) => {
      if (amount !== undefined && (next < 0 || Math.abs(amount) > Math.abs(drawn[next]!))) next = unit
    })
    settle(next, drawn[next]! >= 0 ? 1 : -1)
  }
  return { away, between }
}

/** The nodes by the units that they form. */
function unitsOf(graph: CorrelationGraph, members: readonly number[]): number[][] {
  const seen = new Set<number>()
  return members.flatMap((node) => {
    if (seen.has(node)) return []
    const unit = graph.unitOf(node)
    for (const one of unit) seen.add(one)
    return [unit]
  })
}
