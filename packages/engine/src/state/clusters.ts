import type { Columns, Saved } from '@nunchi/kernel'

/** One group of shoppers, in the views' numbers. */
export type Cluster = {
  /** The centre's tags and their weights, shape [t] each. */
  readonly tags: Uint32Array
  readonly weights: Float32Array
  /** What the group bought most, best first. */
  readonly items: Uint32Array
}

/** The groups of shoppers as last fitted; replaced whole by the next fit. A few kB. */
export class Clusters implements Saved {
  all: readonly Cluster[] = []
  /** Log position of the state they were fitted on, and when (ms since 1970). */
  basedOn = 0
  fittedAt = 0
  /** Tag -> per cluster weight, for `nearest`: row-major by tag, shape [tags * clusters]. */
  #weightsByTag = new Map<number, Float32Array>()

  replace(clusters: readonly Cluster[], { basedOn, fittedAt }: { basedOn: number; fittedAt: number }): void {
    this.all = clusters
    this.basedOn = basedOn
    this.fittedAt = fittedAt
    this.#weightsByTag = new Map()
    clusters.forEach(({ tags, weights }, index) => {
      tags.forEach((tag, i) => {
        const row = this.#weightsByTag.get(tag) ?? new Float32Array(clusters.length)
        row[index] = weights[i]!
        this.#weightsByTag.set(tag, row)
      })
    })
  }

  /**
   * The cluster whose centre points most in the direction of a shopper's tags with their weights; -1 when none does.
   * O(tags * clusters).
   */
  nearest({ tags, weights }: { readonly tags: Uint32Array; readonly weights: Float32Array }): number {
    const likeness = new Float64Array(this.all.length)
    for (let i = 0; i < tags.length; i++) {
      const row = weights[i]! > 0 ? this.#weightsByTag.get(tags[i]!) : undefined
      if (!row) continue
      const weight = Math.log1p(weights[i]!)
      for (let cluster = 0; cluster < row.length; cluster++) likeness[cluster]! += weight * row[cluster]!
    }
    let best = -1
    for (let cluster = 0; cluster < likeness.length; cluster++) {
      if (likeness[cluster]! > (best < 0 ? 0 : likeness[best]!)) best = cluster
    }
    return best
  }

  save(): Columns {
    const columns: Record<string, Columns[string]> = {
      fit: Float64Array.of(this.all.length, this.basedOn, this.fittedAt),
    }
    this.all.forEach((cluster, index) => {
      columns[`${index}.tags`] = cluster.tags
      columns[`${index}.weights`] = cluster.weights
      columns[`${index}.items`] = cluster.items
    })
    return columns
  }

  restore(columns: Columns): void {
    const [count, basedOn, fittedAt] = columns.fit as Float64Array
    const clusters = Array.from({ length: count! }, (_, index) => ({
      tags: columns[`${index}.tags`] as Uint32Array,
      weights: columns[`${index}.weights`] as Float32Array,
      items: columns[`${index}.items`] as Uint32Array,
    }))
    this.replace(clusters, { basedOn: basedOn!, fittedAt: fittedAt! })
  }
}
