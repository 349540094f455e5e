import { Forest, type ForestParts } from '../trees/index.ts'

type Parts = Readonly<ForestParts>

/** Bins that forests may have for their mean to have no more than a byte can tell apart. */
export function binsForMean(forests: number): number {
  return Math.max(2, Math.floor(254 / forests))
}

/**
 * One forest that answers the mean of several over the same numbers: a row is turned into bins once instead of once for each.
 * The forests must be trained with `binsForMean` bins at most.
 */
export function meanForest(forests: readonly Forest[]): Forest {
  const all = forests.map(({ parts }): Parts => parts)
  const features = all[0].features.map((feature, i) => {
    const edges = [...new Set(all.flatMap(({ features }) => [...features[i].edges]))].sort((a, b) => a - b)
    return { ...feature, edges: Float64Array.from(edges) }
  })
  const trees = all.flatMap(({ trees, features: own }) =>
    trees.map((tree) => ({
      ...tree,
      values: tree.values.map((value) => value / all.length),
      bin: tree.bin.map((bin, node) => {
        const { edges } = own[tree.feature[node]]
        const union = features[tree.feature[node]].edges
        // A test of all values against the missing has no edge of its own.
        return bin < edges.length ? union.indexOf(edges[bin]) : union.length
      }),
    })),
  )
  const start = all.reduce((sum, parts) => sum + parts.start, 0) / all.length
  return new Forest({ objective: all[0].objective, start, features, trees })
}
