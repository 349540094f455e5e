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

  replace(clusters: readonly Cluster[]): void {
    this.all = clusters
  }

  save(): Columns {
    const columns: Record<string, Columns[string]> = { count: Uint32Array.of(this.all.length) }
    this.all.forEach((cluster, index) => {
      columns[`${index}.tags`] = cluster.tags
      columns[`${index}.weights`] = cluster.weights
      columns[`${index}.items`] = cluster.items
    })
    return columns
  }

  restore(columns: Columns): void {
    this.all = Array.from({ length: (columns.count as Uint32Array)[0]! }, (_, index) => ({
      tags: columns[`${index}.tags`] as Uint32Array,
      weights: columns[`${index}.weights`] as Float32Array,
      items: columns[`${index}.items`] as Uint32Array,
    }))
  }
}
