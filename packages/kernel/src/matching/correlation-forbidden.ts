import { type CorrelationGraph, isApart } from './correlation-graph.ts'

/**
 * The first two of these nodes that may not be together and are not of one unit: never together, called different by a person,
 * or of one class. Undefined for none. O(nodes + edges + nodes of a class).
 *
 * @param nodes all nodes of a cluster, lowest first
 */
export function forbiddenPair(
  graph: CorrelationGraph,
  nodes: readonly number[],
): readonly [number, number] | undefined {
  const { edges, classes } = graph
  const together = new Set(nodes)
  const ofClass = new Map<number, number[]>()
  for (const node of nodes) {
    if (classes[node] === 0) continue
    const others = ofClass.get(classes[node]!)
    if (others) others.push(node)
    else ofClass.set(classes[node]!, [node])
  }
  for (const one of nodes) {
    const unit = graph.unitOf(one)
    let first = Number.POSITIVE_INFINITY
    const start = edges.starts[one]!
    for (let slot = start; slot < start + edges.counts[one]!; slot++) {
      const other = edges.columns.other[slot]!
      if (!isApart(edges.columns.flags[slot]!) || other <= one || other >= first) continue
      if (together.has(other) && !unit.includes(other)) first = other
    }
    for (const other of ofClass.get(classes[one]!) ?? [])
      if (other > one && other < first && !unit.includes(other)) first = other
    if (first < Number.POSITIVE_INFINITY) return [one, first]
  }
  return undefined
}
