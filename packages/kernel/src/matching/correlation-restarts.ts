import { Random } from '../random.ts'
import type { CorrelationClustering } from './correlation-clustering.ts'

/** Larger components are left as local moves made them: a start by merging costs their nodes times their edges. */
const nodesMax = 64
const kicks = 20
/** Clusters that a kick takes apart. */
const kicked = 3

/**
 * Starts over in every component of at most 64 nodes, from merging the best pair of clusters again and again and from pivots
 * in order of number, and keeps what is best after local moves. So the sum of no such component is below what either
 * start gives alone, and the order in which nodes came hardly matters any more. O(nodes * edges) a component.
 *
 * Sources: Ailon, Charikar and Newman (2008), Aggregating Inconsistent Information, Journal of the ACM 55(5),
 * doi:10.1145/1411509.1411513, for pivots (deviation: in order, not at random, and within the constraints); Keuper et
 * al. (2015), Efficient Decomposition of Image and Mesh Graphs by Lifted Multicuts, ICCV 1751-1759,
 * doi:10.1109/ICCV.2015.204, for merging.
 */
export function restartComponents(clustering: CorrelationClustering, seed = 1): void {
  clustering.settle()
  const random = new Random(seed)
  for (const nodes of componentsOf(clustering)) if (nodes.length <= nodesMax) restart(clustering, nodes, random)
}

function restart(clustering: CorrelationClustering, nodes: readonly number[], random: Random): void {
  if (nodes.length < 3) return
  let best = labelsOf(clustering, nodes)
  let most = clustering.objective(nodes)
  const starts = [mergeGreedily, mergeByPivots, ...Array.from({ length: kicks }, () => kick)]
  for (const start of starts) {
    if (start === kick) putBack(clustering, nodes, best)
    else clustering.isolate(nodes)
    start(clustering, nodes, random)
    for (const node of nodes) clustering.place(node, nodesMax * nodesMax)
    const sum = clustering.objective(nodes)
    if (sum <= most + 1e-6) continue
    most = sum
    best = labelsOf(clustering, nodes)
  }
  putBack(clustering, nodes, best)
}

/** Takes a few nodes out of their clusters: from there local moves may lead elsewhere. */
function kick(clustering: CorrelationClustering, nodes: readonly number[], random: Random): void {
  for (let i = 0; i < kicked; i++)
    clustering.isolate(clustering.membersOf(clustering.clusterOf(nodes[random.below(nodes.length)]!)))
}

/** Makes the clusters that these labels say. */
function putBack(clustering: CorrelationClustering, nodes: readonly number[], labels: readonly number[]): void {
  clustering.isolate(nodes)
  const firsts = new Map<number, number>()
  nodes.forEach((node, i) => {
    const first = firsts.get(labels[i]!)
    if (first === undefined) firsts.set(labels[i]!, node)
    else if (clustering.clusterOf(node) !== clustering.clusterOf(first)) clustering.merge(node, first)
  })
}

/** Again and again the two clusters whose merging wins most. */
function mergeGreedily(clustering: CorrelationClustering, nodes: readonly number[]): void {
  for (;;) {
    let best: readonly [number, number] | undefined
    let most = 0
    for (const node of nodes)
      for (const other of neighboursOf(clustering, node)) {
        const gain = other > node ? clustering.mergeGain(node, other) : 0
        if (gain <= most) continue
        most = gain
        best = [node, other]
      }
    if (!best) return
    clustering.merge(best[0], best[1])
  }
}

/** Every node that is in no cluster yet takes along those of its neighbours that belong to it and are in none either. */
function mergeByPivots(clustering: CorrelationClustering, nodes: readonly number[]): void {
  const taken = new Set<number>()
  for (const pivot of nodes) {
    if (taken.has(pivot)) continue
    for (const other of neighboursOf(clustering, pivot))
      if (!taken.has(other) && clustering.graph.weightOf(pivot, other) > 0)
        if (clustering.mergeGain(other, pivot) > Number.NEGATIVE_INFINITY) clustering.merge(other, pivot)
    for (const node of clustering.membersOf(clustering.clusterOf(pivot))) taken.add(node)
  }
}

function componentsOf(clustering: CorrelationClustering): number[][] {
  const seen = new Set<number>()
  return clustering.nodes().flatMap((node) => {
    if (seen.has(node)) return []
    const component = [node]
    seen.add(node)
    for (const one of component)
      for (const other of neighboursOf(clustering, one)) {
        if (seen.has(other)) continue
        seen.add(other)
        component.push(other)
      }
    return [component.sort((a, b) => a - b)]
  })
}

function neighboursOf({ graph: { edges } }: CorrelationClustering, node: number): number[] {
  const start = edges.starts[node]!
  return [...edges.columns.other.subarray(start, start + edges.counts[node]!)].sort((a, b) => a - b)
}

function labelsOf(clustering: CorrelationClustering, nodes: readonly number[]): number[] {
  return nodes.map((node) => clustering.clusterOf(node))
}
